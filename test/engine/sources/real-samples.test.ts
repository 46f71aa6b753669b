import {existsSync, readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {gunzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {cowrie} from "../../../src/engine/sources/cowrie.js";
import {dionaea} from "../../../src/engine/sources/dionaea.js";
import type {Source} from "../../../src/engine/sources/source.js";
import {suricata} from "../../../src/engine/sources/suricata.js";
import {context, expectSound} from "./fixtures.js";

const samples = new URL("../../../../shared/samples/given/", import.meta.url);
const sources: ReadonlyMap<string, Source<unknown>> = new Map([
  ["cowrie", cowrie],
  ["dionaea", dionaea],
  ["suricata", suricata]
]);

/** Records of an array or of lines; lines that are no JSON are left to the reader of records. */
function recordsOf(file: URL): readonly unknown[] {
  const bytes = readFileSync(file);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("utf8");
  if (text.startsWith("[")) return JSON.parse(text);
  return text.split("\n").flatMap(line => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}

function filesIn(folder: string): readonly string[] {
  const directory = fileURLToPath(new URL(`${folder}/`, samples));
  return readdirSync(directory, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => `${entry.parentPath}/${entry.name}`.slice(fileURLToPath(samples).length));
}

describe.runIf(existsSync(samples))("real logs", () => {
  for (const folder of existsSync(samples) ? ["cowrie", "dionaea", "suricata", "zeek", "tpot-other"] : []) {
    for (const file of filesIn(folder)) {
      it(`${file} is ${sources.has(folder) ? "recognised and mapped whole" : "not recognised"}`, () => {
        const records = recordsOf(new URL(file, samples));
        for (const [name, source] of sources)
          expect(source.recognises(records.slice(0, 100))).toBe(name === folder);
        const map = sources.get(folder)?.open(context);
        if (map === undefined) return;
        const rejected = new Set<string>();
        for (const record of records) {
          const mapping = map(record);
          expectSound(mapping);
          if ("rejected" in mapping) rejected.add(mapping.rejected);
        }
        expect([...rejected]).toEqual([]);
      });
    }
  }
});
