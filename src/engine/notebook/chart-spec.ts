/** A chart as a notebook describes it: a small part of what Vega-Lite and Plot can say, and nothing that runs. */
export const marks = ["bar", "line", "area", "dot", "cell", "tick", "rule", "text"] as const;
export type Mark = (typeof marks)[number];

export const scales = ["linear", "log", "sqrt", "time", "category"] as const;
export type ScaleType = (typeof scales)[number];

/** "x", "y": by that channel's value, upwards or, with a minus, downwards. "data": as the rows come. */
export const sorts = ["x", "-x", "y", "-y", "data"] as const;
export type Sort = (typeof sorts)[number];

/** One axis, or a colour. */
export interface Channel {
  readonly field: string;
  /** Null: what fits the column's type. */
  readonly scale: ScaleType | null;
  /** Null: the column's name. */
  readonly label: string | null;
  /** Of an axis of categories only. */
  readonly sort: Sort | null;
}

export interface ChartSpec {
  readonly mark: Mark;
  /** The name of a result. */
  readonly data: string;
  readonly x: Channel | null;
  readonly y: Channel | null;
  readonly fill: Channel | null;
  /** Column names. */
  readonly facet: string | null;
  readonly size: string | null;
  readonly text: string | null;
  readonly title: string | null;
  /** Pixels. */
  readonly height: number | null;
}

export interface ReadChartSpec {
  /** Null where there is a problem. */
  readonly spec: ChartSpec | null;
  /** A sentence each. */
  readonly problems: readonly string[];
}

const keys = ["mark", "data", "x", "y", "fill", "facet", "size", "text", "title", "height"];
const channelKeys = ["field", "scale", "label", "sort"];

/** Which channels a mark cannot do without. */
const required: Readonly<Record<Mark, readonly ("x" | "y" | "text")[]>> = {
  bar: ["x", "y"],
  line: ["x", "y"],
  area: ["x", "y"],
  dot: ["x", "y"],
  cell: ["x", "y"],
  tick: ["x"],
  rule: [],
  text: ["x", "y", "text"]
};

/** Reads a chart's JSON, and says everything that is wrong with it. */
export function readChartSpec(source: string): ReadChartSpec {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (error) {
    return {
      spec: null,
      problems: [`this is not JSON: ${error instanceof Error ? error.message : String(error)}`]
    };
  }
  if (!isObject(json))
    return {
      spec: null,
      problems: ['a chart is an object, such as {"mark": "bar", "data": "…", "x": "…", "y": "…"}']
    };
  const problems: string[] = [];
  const say = (problem: string): null => {
    problems.push(problem);
    return null;
  };
  for (const key of Object.keys(json).filter(key => !keys.includes(key)))
    say(`a chart has no "${key.slice(0, 40)}"; it has ${keys.join(", ")}`);
  const mark = marks.find(known => known === json.mark) ?? say(`"mark" must be one of ${marks.join(", ")}`);
  const data = typeof json.data === "string" ? json.data : say('"data" must be the name of a query');
  const text = (key: string): string | null => {
    const value = json[key];
    if (value === undefined || value === null) return null;
    return typeof value === "string" ? value : say(`"${key}" must be text`);
  };
  const spec = {
    x: readChannel("x", json.x, say),
    y: readChannel("y", json.y, say),
    fill: readChannel("fill", json.fill, say),
    facet: text("facet"),
    size: text("size"),
    text: text("text"),
    title: text("title"),
    height: readHeight(json.height, say)
  };
  if (mark !== null) {
    for (const key of required[mark])
      if (json[key] === undefined || json[key] === null)
        say(`a ${mark} needs "${key}", the name of a column`);
    if (mark === "rule" && spec.x === null && spec.y === null)
      say('a rule needs "x" or "y", the name of a column');
    if (spec.size !== null && mark !== "dot") say('"size" is for dots');
    if (spec.text !== null && mark !== "text") say('"text" is for the mark text');
  }
  return problems.length > 0 || mark === null || data === null
    ? {spec: null, problems}
    : {spec: {mark, data, ...spec}, problems};
}

function readChannel(name: string, value: unknown, say: (problem: string) => null): Channel | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return {field: value, scale: null, label: null, sort: null};
  if (!isObject(value) || typeof value.field !== "string")
    return say(`"${name}" must be the name of a column, or {"field": "the name of a column", …}`);
  for (const key of Object.keys(value).filter(key => !channelKeys.includes(key)))
    say(`"${name}" has no "${key.slice(0, 40)}"; it has ${channelKeys.join(", ")}`);
  const {field, scale, label, sort} = value;
  const knownScale = scales.find(known => known === scale) ?? null;
  const knownSort = sorts.find(known => known === sort) ?? null;
  if (scale !== undefined && knownScale === null)
    say(`"scale" of "${name}" must be one of ${scales.join(", ")}`);
  if (sort !== undefined && knownSort === null) say(`"sort" of "${name}" must be one of ${sorts.join(", ")}`);
  if (label !== undefined && typeof label !== "string") say(`"label" of "${name}" must be text`);
  return {field, scale: knownScale, label: typeof label === "string" ? label : null, sort: knownSort};
}

function readHeight(value: unknown, say: (problem: string) => null): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" && value >= 60 && value <= 1200) return Math.round(value);
  return say('"height" must be a number from 60 to 1200, in pixels');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
