import type {Category} from "../../../src/engine/evaluate/labelled-rows.js";
import {listSome} from "./find-column.js";
import type {Table, TableColumn} from "./read-table.js";

export interface Labels {
  /** By row: 1 attack, 0 normal. */
  readonly attack: Uint8Array;
  /** Of attacks what the label says; "Normal" for normal rows. */
  readonly attackType: Category;
}

/** Words for rows that are not attacks, whatever their case and with or without a full stop, as in KDD Cup 1999. */
const normalWords = new Set(["normal", "benign", "legitimate", "background", "none", "false", "0"]);

/**
 * Reads a label column: numbers are 0 for normal and anything else for an attack; text is normal where it is a word for it.
 * Throws an Error that names the column and row on a missing label, and lists the values when none of them is normal.
 * @param rows numbers of the rows to read.
 * @param normal values that mean normal instead.
 */
export function readLabels(
  table: Table,
  column: number,
  rows: Int32Array,
  normal: readonly string[] | null
): Labels {
  const name = table.names[column] ?? "";
  const source = table.columns[column];
  const names = ["Normal"];
  const codeOf = new Map<string, number>();
  const wanted = normal === null ? normalWords : new Set(normal.map(plain));
  const attack = new Uint8Array(rows.length);
  const codes = new Int32Array(rows.length);
  const seen = new Set<string>();
  rows.forEach((row, place) => {
    const text = textAt(source, row);
    if (text === null || text.trim() === "") {
      throw new Error(`${table.path}: column ${name} has no label in row ${row + 1}`);
    }
    let code = codeOf.get(text);
    if (code === undefined) {
      seen.add(text.trim());
      const isNormal = wanted.has(plain(text));
      code = isNormal ? 0 : names.push(text.trim()) - 1;
      codeOf.set(text, code);
    }
    codes[place] = code;
    attack[place] = code === 0 ? 0 : 1;
  });
  if (!attack.includes(0)) {
    throw new Error(
      `${table.path}: no value of column ${name} means normal; say which with --normal; there are ${listSome([...seen].sort())}`
    );
  }
  return {attack, attackType: {names, codes}};
}

function plain(text: string): string {
  const word = text.trim().toLowerCase().replace(/\.$/, "");
  return word !== "" && Number.isFinite(Number(word)) ? String(Number(word)) : word;
}

/** A value as text; null where missing. */
export function textAt(column: TableColumn | undefined, row: number): string | null {
  if (column === undefined || column.kind === "time") return null;
  const value = column.values[row];
  if (value === undefined || value === null || Number.isNaN(value)) return null;
  return String(value);
}
