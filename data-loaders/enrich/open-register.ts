import {existsSync} from "node:fs";
import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {type AsnResponse, open, type Reader} from "maxmind";
import type {LookUp} from "../../src/engine/analysis/name-hosts.js";
import type {Registered} from "../../src/engine/indicators/host-heuristics.js";
import {normaliseNetwork} from "../../src/engine/indicators/normalise.js";
import {describeError} from "../describe-error.js";

/** Kinds of MaxMind databases that say whose an address is. */
const register = /asn|isp/i;

/**
 * The first of the user's databases (GeoLite2-ASN or ISP) that says whose addresses are; without one nobody does, which is usual.
 * @param directory of the user's MMDB files.
 * @returns with it what people should know, which grows when the register turns out to be damaged.
 */
export async function openRegister(
  directory: string
): Promise<{readonly lookUp: LookUp; readonly messages: readonly string[]}> {
  const messages: string[] = [];
  const files = existsSync(directory) ? (await readdir(directory)).sort() : [];
  for (const file of files.filter(name => name.endsWith(".mmdb"))) {
    try {
      const reader = await open<AsnResponse>(join(directory, file));
      if (!register.test(reader.metadata.databaseType)) continue;
      const from = `${file}, ${reader.metadata.buildEpoch.toISOString().slice(0, 10)}`;
      let isDamaged = false;
      const lookUp = (address: string): Registered | null => {
        if (isDamaged) return null;
        try {
          return readRegistered(reader, address, from);
        } catch (error) {
          isDamaged = true;
          messages.push(`${file}: damaged, so that providers are unknown: ${describeError(error)}`);
          return null;
        }
      };
      return {lookUp, messages};
    } catch (error) {
      messages.push(`${file}: not read: ${describeError(error)}`);
    }
  }
  return {lookUp: () => null, messages};
}

function readRegistered(reader: Reader<AsnResponse>, address: string, from: string): Registered | null {
  if (reader.metadata.ipVersion === 4 && address.includes(":")) return null;
  const [record, length] = reader.getWithPrefixLength(address);
  if (record === null) return null;
  const network = normaliseNetwork(`${address}/${length}`)?.value ?? null;
  const {autonomous_system_number: asn, autonomous_system_organization: isp} = record;
  return {isp: isp ?? null, asn: asn ?? null, network, from};
}
