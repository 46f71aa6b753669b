import {tables} from "../engine/tables.js";
import type {WorkspaceSummary} from "./opening.js";

/** Counts up whenever what is stored beside the tables changes its form. */
export const workspaceFormat = 3;

/** A summary as it is stored, with what made it. */
export interface StoredSummary {
  readonly engine: string;
  readonly summary: WorkspaceSummary;
}

/**
 * Names what the engine of this build makes: a hash of every published table's name, columns and types, so that pages
 * never ask a workspace of another build for a column that it lacks. 32-bit FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function engineVersion(): string {
  const schema = tables.map(({name, columns}) => [name, columns.map(column => [column.name, column.type])]);
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(schema))
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** Whether the pages of this build can show what is stored. */
export function isReadable({engine, summary}: StoredSummary): boolean {
  return engine === engineVersion() && summary.format === workspaceFormat;
}
