/** An input of a notebook, as its JSON says. */
export const inputTypes = ["text", "number", "slider", "select", "checkbox", "dates"] as const;
export type InputType = (typeof inputTypes)[number];

/** What SQL gets of an input. */
export type InputValue = string | number | boolean | null;

/** Days as YYYY-MM-DD, in UTC: from the beginning of one to the beginning of the other, or null for the ends of the data. */
export interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

export type Input =
  | {readonly type: "text"; readonly label: string; readonly value: string}
  | {
      readonly type: "number" | "slider";
      readonly label: string;
      readonly value: number;
      readonly min: number | null;
      readonly max: number | null;
      readonly step: number | null;
    }
  | {
      readonly type: "select";
      readonly label: string;
      /** Null for the first. */
      readonly value: string | number | null;
      readonly options: readonly (string | number)[] | ColumnOptions;
    }
  | {readonly type: "checkbox"; readonly label: string; readonly value: boolean}
  | {readonly type: "dates"; readonly label: string; readonly value: Days};

/** Options that are the values of a result's column, in its order, each once. */
export interface ColumnOptions {
  readonly from: string;
  readonly column: string;
}

export interface ReadInput {
  readonly input: Input | null;
  /** Null where there is an input. */
  readonly problem: string | null;
}

const keysOf: Readonly<Record<InputType, readonly string[]>> = {
  text: ["type", "label", "value"],
  number: ["type", "label", "value", "min", "max", "step"],
  slider: ["type", "label", "value", "min", "max", "step"],
  select: ["type", "label", "value", "options", "from", "column"],
  checkbox: ["type", "label", "value"],
  dates: ["type", "label", "value"]
};

/** Reads an input's JSON. @param name what it is labelled with unless it says otherwise */
export function readInput(source: string, name: string): ReadInput {
  try {
    return {input: parseInput(JSON.parse(source), name), problem: null};
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {input: null, problem: error instanceof SyntaxError ? `this is not JSON: ${reason}` : reason};
  }
}

/** An input's JSON with another value, as the reader chose it. */
export function withValue(source: string, value: InputValue | Days): string {
  const input = JSON.parse(source) as object;
  return JSON.stringify({...input, value}, null, 2);
}

function parseInput(json: unknown, name: string): Input {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new Error('an input is an object, such as {"type": "number", "value": 10}');
  const given = json as Record<string, unknown>;
  const type = inputTypes.find(known => known === given.type);
  if (type === undefined) throw new Error(`"type" must be one of ${inputTypes.join(", ")}`);
  const unknown = Object.keys(given).find(key => !keysOf[type].includes(key));
  if (unknown !== undefined)
    throw new Error(
      `an input of type ${type} has no "${unknown.slice(0, 40)}"; it has ${keysOf[type].join(", ")}`
    );
  const label = given.label ?? name;
  if (typeof label !== "string") throw new Error('"label" must be text');
  switch (type) {
    case "text":
      if (given.value !== undefined && typeof given.value !== "string")
        throw new Error('"value" must be text');
      return {type, label, value: given.value ?? ""};
    case "number":
    case "slider":
      return readNumber(type, label, given);
    case "select":
      return {type, label, value: readChosen(given.value), options: readOptions(given)};
    case "checkbox":
      if (given.value !== undefined && typeof given.value !== "boolean")
        throw new Error('"value" must be true or false');
      return {type, label, value: given.value ?? false};
    case "dates":
      return {type, label, value: readDays(given.value)};
  }
}

function readNumber(type: "number" | "slider", label: string, given: Record<string, unknown>): Input {
  const number = (key: string): number | null => {
    const value = given[key];
    if (value === undefined || value === null) return null;
    if (typeof value !== "number" || !Number.isFinite(value)) throw new Error(`"${key}" must be a number`);
    return value;
  };
  const min = number("min") ?? (type === "slider" ? 0 : null);
  const max = number("max") ?? (type === "slider" ? 100 : null);
  const step = number("step");
  if (min !== null && max !== null && min >= max) throw new Error('"min" must be below "max"');
  if (step !== null && step <= 0) throw new Error('"step" must be above 0');
  const value = number("value") ?? min ?? 0;
  if ((min !== null && value < min) || (max !== null && value > max))
    throw new Error('"value" must lie between "min" and "max"');
  return {type, label, value, min, max, step};
}

function readChosen(value: unknown): string | number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number") return value;
  throw new Error('"value" must be text or a number');
}

function readOptions({
  options,
  from,
  column
}: Record<string, unknown>): readonly (string | number)[] | ColumnOptions {
  if (options === undefined && typeof from === "string" && typeof column === "string") return {from, column};
  if (!Array.isArray(options) || options.length === 0 || from !== undefined || column !== undefined)
    throw new Error('a select needs either "options", a list, or "from", the name of a result, and "column"');
  if (options.length > 1000) throw new Error('"options" has at most 1,000 values');
  if (!options.every(option => typeof option === "string" || typeof option === "number"))
    throw new Error('"options" must be texts or numbers');
  return options;
}

function readDays(value: unknown): Days {
  if (value === undefined || value === null) return {from: null, to: null};
  if (typeof value !== "object")
    throw new Error('"value" must be {"from": "2026-03-01", "to": "2026-03-08"}');
  const {from = null, to = null} = value as Record<string, unknown>;
  if (!isDay(from) || !isDay(to)) throw new Error('days are written like "2026-03-01"');
  if (from !== null && to !== null && from >= to) throw new Error('"from" must be before "to"');
  return {from, to};
}

function isDay(value: unknown): value is string | null {
  return (
    value === null ||
    (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)))
  );
}

/** The names that SQL knows an input by: its own, but for days, which are two. */
export function parameterNames(name: string, type: InputType): readonly string[] {
  return type === "dates" ? [`${name}_from`, `${name}_to`] : [name];
}
