import {tacticOrder} from "./tactics.js";
import {techniqueList} from "./technique-list.js";

/**
 * Release of MITRE ATT&CK for Enterprise that ids, names and tactics are of: the one that split Defense Evasion into Stealth
 * and Defense Impairment. What did not change by it is as pySigma states it of 18.0 from MITRE's STIX data,
 * https://github.com/SigmaHQ/pySigma/blob/0649299d1fae562f0d16734fb59ca48ed8e1fe53/sigma/data/mitre_attack.py;
 * what did, as the pages of the tactics, https://attack.mitre.org/tactics/TA0112/ and https://attack.mitre.org/tactics/TA0005/.
 * Terms of use: https://attack.mitre.org/resources/legal-and-branding/terms-of-use/
 */
export const attackVersion = "19.2";

/** Ids that older rules and sensors still name, and what took their place. */
const revoked: Readonly<Record<string, string>> = {
  "T1070.001": "T1685.005",
  "T1070.002": "T1685.006",
  T1562: "T1685",
  "T1562.001": "T1685",
  "T1562.002": "T1685.001",
  "T1562.003": "T1690",
  "T1562.004": "T1686",
  "T1562.006": "T1685",
  "T1562.008": "T1685.002",
  "T1562.009": "T1688",
  "T1562.010": "T1689",
  "T1562.012": "T1685.004",
  T1656: "T1684.001",
  T1672: "T1684.002"
};

/** An id in upper case, in the place of a revoked one its successor. */
export const currentId = (id: string): string => revoked[id.toUpperCase()] ?? id.toUpperCase();

/**
 * Where a technique can be seen. network: in what this data has, which is traffic, logins and what visitors of a honeypot
 * do; host: on the machine itself only; cloud: in the records of a cloud, container or virtualisation platform; none: it
 * happens where its victim has no sensor.
 */
export type SeenIn = "network" | "host" | "cloud" | "none";

export interface Technique {
  /** T1110, or T1110.004 of a sub-technique. */
  readonly id: string;
  /** A sub-technique's own, without its parent's. */
  readonly name: string;
  /** Keys of tactics, in the order of the matrix. */
  readonly tactics: readonly string[];
  readonly seenIn: SeenIn;
  /** Id of the technique that a sub-technique is one of. */
  readonly parent: string | null;
}

/** All techniques known here, by id. */
export const techniques: ReadonlyMap<string, Technique> = new Map(
  parse(techniqueList).map(technique => [technique.id, technique])
);

/** The technique that an id is of: a sub-technique's parent; itself otherwise. */
export function parentOf(id: string): string {
  const current = currentId(id);
  return current.split(".")[0] ?? current;
}

/** "Brute Force: Credential Stuffing"; the id itself when it is not known here. */
export function techniqueName(id: string): string {
  const technique = techniques.get(currentId(id));
  if (!technique) return id;
  const parent = technique.parent ? techniques.get(technique.parent) : undefined;
  return parent ? `${parent.name}: ${technique.name}` : technique.name;
}

/** The tactics of a technique, or of the technique that it is one of; none when neither is known. */
export const tacticsOf = (id: string): readonly string[] =>
  (techniques.get(currentId(id)) ?? techniques.get(parentOf(id)))?.tactics ?? [];

function parse(list: string): Technique[] {
  let tactics: readonly string[] = [];
  const found: Technique[] = [];
  for (const line of list.trim().split("\n")) {
    if (line.startsWith("[")) {
      const keys = line.slice(1, -1).split(", ");
      tactics = keys.toSorted((a, b) => tacticOrder(a) - tacticOrder(b));
      continue;
    }
    const colon = line.indexOf(": ");
    const seenIn = line.slice(0, colon) as SeenIn;
    for (const entry of line.slice(colon + 2).split("; ")) {
      const space = entry.indexOf(" ");
      const id = entry.slice(0, space);
      const parent = id.includes(".") ? parentOf(id) : null;
      found.push({id, name: entry.slice(space + 1), tactics, seenIn, parent});
    }
  }
  return found;
}
