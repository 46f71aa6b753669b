import {currentId, parentOf} from "../attack/techniques.js";

/**
 * Techniques that are one doing to whoever looks into it, seen by different detectors: an address that scans is one incident
 * whether it was seen as Active Scanning or as Network Service Discovery, and what is done in one shell is one as well.
 * Techniques that stand in no family are a family of their own with their sub-techniques.
 */
export const families = {
  scanning: ["T1046", "T1595", "T1018", "T1590", "T1592", "T1594"],
  guessing: ["T1110"],
  login: ["T1078", "T1133"],
  shell: [
    ...["T1059", "T1105", "T1082", "T1033", "T1016", "T1049", "T1057", "T1083", "T1087", "T1070", "T1222"],
    ...["T1685", "T1686", "T1690", "T1098", "T1053", "T1136", "T1543", "T1496", "T1003", "T1552", "T1140"],
    ...["T1485", "T1489", "T1531", "T1561"]
  ],
  exploit: ["T1190", "T1210", "T1203", "T1505", "T1189"],
  privilege: ["T1548", "T1068", "T1134"],
  lateral: ["T1021", "T1570", "T1563", "T1550", "T1569", "T1135"],
  control: ["T1071", "T1571", "T1573", "T1095", "T1008", "T1102", "T1219"],
  tunnel: ["T1071.004", "T1572", "T1048.003"],
  generated: ["T1568"],
  exfiltration: ["T1041", "T1048", "T1567", "T1020", "T1030", "T1029", "T1537"],
  denial: ["T1498", "T1499"],
  proxy: ["T1090"]
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Family = keyof typeof families;

const familyOfTechnique = new Map<string, string>(
  Object.entries(families).flatMap(([family, ids]) => ids.map(id => [id, family] as const))
);

/** The family of a technique, a sub-technique's own before its parent's; the parent's id when it is in none. */
export function familyOf(technique: string): string {
  const id = currentId(technique);
  return familyOfTechnique.get(id) ?? familyOfTechnique.get(parentOf(id)) ?? parentOf(id);
}

/** What a model found and nothing else explains. */
export const unusual = "unusual";
/** What is known only from somebody's list of addresses. */
export const listed = "listed";
/** Begins the family of a signature that is a sign of no technique: each is one of its own. */
export const unexplained = "signature:";

/** Whether a family says what was done. */
export const isTechnique = (family: string): boolean =>
  family !== unusual && family !== listed && !family.startsWith(unexplained);
