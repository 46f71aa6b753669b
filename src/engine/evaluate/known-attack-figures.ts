import type {KnownAttackCounts} from "./known-attacks.js";

/** What the known-attack classifier makes of rows of one true type. */
export interface KnownAttackLine {
  readonly type: string;
  readonly rows: number;
  /** Shares of the rows: given their own type, called normal, called an attack of another type, and "unknown". */
  readonly right: number;
  readonly calledNormal: number;
  readonly calledOther: number;
  readonly unknown: number;
}

/** Sums counts of several splits, whose answers may differ, and gives each true type's shares. Types without rows are left out. */
export function tabulateKnownAttacks(parts: readonly KnownAttackCounts[]): readonly KnownAttackLine[] {
  const lines = new Map<string, {rows: number; right: number; normal: number; unknown: number}>();
  for (const {types, answers, counts} of parts) {
    types.forEach((type, t) => {
      answers.forEach((answer, a) => {
        const count = counts[t * answers.length + a] ?? 0;
        if (count === 0) return;
        const line = lines.get(type) ?? {rows: 0, right: 0, normal: 0, unknown: 0};
        line.rows += count;
        if (answer === type) line.right += count;
        if (answer === "Normal") line.normal += count;
        if (answer === "unknown") line.unknown += count;
        lines.set(type, line);
      });
    });
  }
  return [...lines].map(([type, {rows, right, normal, unknown}]) => ({
    type,
    rows,
    right: right / rows,
    calledNormal: normal / rows,
    calledOther: (rows - unknown - (type === "Normal" ? right : right + normal)) / rows,
    unknown: unknown / rows
  }));
}
