import type {Column} from "../../tables/column.js";
import {sequences} from "../../tables/sequences.js";

/** Columns that the models fill in, in order; the others come from `sequence_list` and `logs`. */
const looked = new Set(["dataset", "who", "source_ip", "session", "first_time", "last_time", "event_id"]);

export const foundColumns: readonly Column[] = sequences.columns.filter(({name}) => !looked.has(name));

const types = (columns: readonly Column[]) => columns.map(({name, type}) => `${name} ${type}`).join(", ");

/** Creates an empty `sequences`: the published columns, `seq` of the most surprising step's event, and what its evidence says. */
export const createSequences = `
  CREATE TABLE sequences (${types(sequences.columns)}, seq INTEGER, finding VARCHAR, reason VARCHAR)
`;

/** Creates `found_sequences`, which takes what the models said of the sequences of one kind, by `number`. */
export const createFoundSequences = `
  CREATE OR REPLACE TEMP TABLE found_sequences (number INTEGER, seq INTEGER, finding VARCHAR, reason VARCHAR, ${types(foundColumns)})
`;

const picked = sequences.columns
  .map(({name}) => {
    if (name === "event_id") return "logs.event_id";
    if (name === "worst_step") return "left(coalesce(typed.command, worst_step), 80) AS worst_step";
    return looked.has(name) ? `list.${name}` : `found.${name}`;
  })
  .join(", ");

/** Adds `found_sequences` to `sequences`. A command is told as it was typed. */
export const insertSequences = `
  INSERT INTO sequences
  SELECT ${picked}, found.seq, finding, reason
  FROM found_sequences found JOIN sequence_list list ON list.number = found.number
    JOIN logs ON logs.seq = found.seq
    LEFT JOIN (SELECT seq, command FROM logs WHERE command IS NOT NULL) typed
      ON typed.seq = found.seq AND found.kind = 'commands'
`;

/** Adds what is unusual enough to `evidence`, about the event of the most surprising step. */
export const insertSequenceEvidence = `
  INSERT INTO evidence (seq, detector, rule, finding, reason, technique, level)
  SELECT seq, 'sequence', kind, finding, reason, NULL, level FROM sequences WHERE level > 0
`;

/** As published: gravest first. The worst step's event and the kind name a sequence, so that no two rows are equal in order. */
export const selectPublishedSequences = `
  SELECT ${sequences.columns.map(({name}) => name).join(", ")} FROM sequences
  ORDER BY level DESC, score DESC, kind, first_time, seq
`;
