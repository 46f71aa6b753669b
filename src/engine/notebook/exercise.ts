/** An exercise: a question, and the query that answers it. */
export interface Exercise {
  /** Markdown. */
  readonly question: string;
  /** SQL; null where the exercise has no answer that can be checked. */
  readonly answer: string | null;
}

const fence = /^```answer[ \t]*\n([\s\S]*?)^```[ \t]*$\n?/m;

/** Divides an exercise's text: the fence "answer" holds the query, the rest is the question. */
export function readExercise(source: string): Exercise {
  const match = fence.exec(source);
  const question = source.replace(fence, "").trim();
  return {question, answer: match?.[1]?.trim() ?? null};
}

/** A result in text, as far as comparing needs it. */
export interface ComparedResult {
  readonly columns: readonly {readonly name: string}[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly total: number;
}

export interface Verdict {
  readonly isRight: boolean;
  /** What is alike or differs, in a sentence. */
  readonly sentence: string;
}

/**
 * Compares a reader's result with the answer's: the same values in the same rows, whatever the columns are called and
 * whatever order rows and columns stand in. Numbers are the same when they differ by less than a thousandth of themselves.
 */
export function compareResults(own: ComparedResult, answer: ComparedResult): Verdict {
  const wrong = (sentence: string): Verdict => ({isRight: false, sentence});
  if (own.total !== answer.total)
    return wrong(`Not yet: your result has ${rowsOf(own.total)}, the answer has ${rowsOf(answer.total)}.`);
  if (own.columns.length !== answer.columns.length)
    return wrong(
      `Not yet: your result has ${columnsOf(own.columns.length)}, the answer has ${columnsOf(answer.columns.length)}.`
    );
  const left = own.rows.map(comparable).sort();
  const right = answer.rows.map(comparable).sort();
  const different = left.filter((row, i) => row !== right[i]).length;
  if (different > 0) return wrong(`Not yet: the shape is right, but ${rowsOf(different)} differ.`);
  return {isRight: true, sentence: "Right: your result has the same rows as the answer."};
}

/** Compares a value that a reader typed with the answer's, which must be a single one or the first of its row. */
export function compareValue(typed: string, answer: ComparedResult): Verdict {
  const first = answer.rows[0];
  if (first === undefined) {
    const isNone = /^(none|nothing|0|no)?$/i.test(typed.trim());
    return isNone
      ? {isRight: true, sentence: "Right: the answer has no rows in these data."}
      : {isRight: false, sentence: "Not yet: in these data the answer has no rows."};
  }
  const wanted = cellText(typed.trim().replace(/(\d),(?=\d{3}\b)/g, "$1"));
  const isRight = first.some(value => cellText(value) === wanted);
  return isRight
    ? {isRight, sentence: "Right: the answer says the same."}
    : {isRight, sentence: "Not yet: the answer says something else."};
}

/** A row as text that is the same for rows that count as the same: values in order of their text. */
function comparable(row: readonly (string | null)[]): string {
  return JSON.stringify(row.map(cellText).sort());
}

function cellText(value: string | null): string {
  if (value === null) return "null";
  const number = value === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? String(Number(number.toPrecision(4))) : value.trim().toLowerCase();
}

const rowsOf = (count: number) => `${count.toLocaleString("en-US")} row${count === 1 ? "" : "s"}`;
const columnsOf = (count: number) => `${count} column${count === 1 ? "" : "s"}`;
