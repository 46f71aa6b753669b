import {basename} from "node:path";
import type {Judgement, NotApplicable} from "../../src/engine/sigma/judge-rules.js";
import {escapeControls} from "./escape-controls.js";

/** How many rules are not applicable, by log source, the most first, as lines. */
export function describeNotApplicable(rules: readonly NotApplicable[]): string[] {
  const groups = new Map<string, {logSource: string; reason: string; count: number}>();
  for (const {logSource, reason} of rules) {
    const key = `${logSource}\n${reason}`;
    const count = (groups.get(key)?.count ?? 0) + 1;
    groups.set(key, {logSource, reason, count});
  }
  const sorted = [...groups].sort(([a, {count}], [b, other]) => other.count - count || (a < b ? -1 : 1));
  const rows = sorted.map(([, {count, logSource, reason}]) => [String(count), logSource, reason]);
  return rows.length === 0
    ? []
    : ["not applicable, by log source:", ...alignColumns(rows).map(line => `  ${line}`)];
}

/** The first files that have no rule in them, as lines. */
export function describeWithoutRules(paths: readonly string[], most: number): string[] {
  const lines = paths.slice(0, most).map(path => `no rule in ${escapeControls(path)}`);
  return paths.length > most ? [...lines, `no rule in ${paths.length - most} more`] : lines;
}

/** Our own rules in a table: state, level, file and title, and of those that do not run the reason. */
export function describeOwnRules({compiled, notApplicable, invalid}: Judgement): string[] {
  const rows = [
    ["state", "level", "techniques", "file", "title"],
    ...compiled.map(({rule}) => [
      "runs",
      rule.level,
      rule.tags.flatMap(tag => /^attack\.(t\d.*)$/.exec(tag)?.[1]?.toUpperCase() ?? []).join(" "),
      basename(rule.file),
      rule.title
    ]),
    ...notApplicable.map(({title, reason}) => ["not applicable", "", "", "", `${title}: ${reason}`]),
    ...invalid.map(({file, title, problem}) => [
      "invalid",
      "",
      "",
      basename(file),
      `${title ?? ""}: ${problem}`
    ])
  ];
  return alignColumns(rows);
}

/** Rows as lines, each column as wide as its widest cell; nothing in a cell can leave its line. */
function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const safe = rows.map(row => row.map(escapeControls));
  const widths: number[] = [];
  for (const row of safe) {
    for (const [k, cell] of row.entries()) widths[k] = Math.max(widths[k] ?? 0, cell.length);
  }
  return safe.map(row =>
    row
      .map((cell, k) => cell.padEnd(widths[k] ?? 0))
      .join("  ")
      .trimEnd()
  );
}
