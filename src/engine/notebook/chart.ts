import type {Channel, ChartSpec, ScaleType} from "./chart-spec.js";

/** A column of a result, with DuckDB's name of its type. */
export interface ResultColumn {
  readonly name: string;
  readonly type: string;
}

/** What values of a column are to a scale. */
export type ColumnKind = "number" | "time" | "category";

/** A channel with its column found: what there is to draw. */
export interface Encoding {
  /** The column's name as the result has it. */
  readonly field: string;
  readonly kind: ColumnKind;
  readonly scale: ScaleType;
  readonly label: string;
  readonly sort: Channel["sort"];
}

export interface ChartPlan {
  readonly mark: ChartSpec["mark"];
  readonly x: Encoding | null;
  readonly y: Encoding | null;
  readonly fill: Encoding | null;
  readonly size: Encoding | null;
  readonly facet: string | null;
  readonly text: string | null;
  readonly title: string | null;
  readonly height: number | null;
}

export interface PlannedChart {
  /** Null where there is a problem. */
  readonly chart: ChartPlan | null;
  readonly problems: readonly string[];
}

/** What a column of DuckDB's type holds, for a scale. */
export function columnKind(type: string): ColumnKind {
  if (/^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\b.*)$/i.test(type)) return "number";
  return /^(TIMESTAMP.*|DATE)$/i.test(type) ? "time" : "category";
}

/** Finds a chart's columns in its result, and says what does not fit. */
export function planChart(spec: ChartSpec, columns: readonly ResultColumn[]): PlannedChart {
  const problems: string[] = [];
  const find = (field: string, channel: string): ResultColumn | null => {
    const column = columns.find(({name}) => name.toLowerCase() === field.toLowerCase());
    if (column !== undefined) return column;
    const names = columns.map(({name}) => name).join(", ");
    problems.push(`“${spec.data}” has no column “${field}” for "${channel}"; it has ${names.slice(0, 300)}`);
    return null;
  };
  const encode = (channel: Channel | null, name: string): Encoding | null => {
    if (channel === null) return null;
    const column = find(channel.field, name);
    if (column === null) return null;
    const kind = columnKind(column.type);
    const scale = channel.scale ?? usualScale(spec, name, kind);
    const problem = misfit(scale, kind, name, column);
    if (problem !== null) problems.push(problem);
    return {field: column.name, kind, scale, label: channel.label ?? column.name, sort: channel.sort};
  };
  const plain = (field: string | null, name: string): string | null =>
    field === null ? null : (find(field, name)?.name ?? null);
  const size = encode(
    spec.size === null ? null : {field: spec.size, scale: null, label: null, sort: null},
    "size"
  );
  const chart: ChartPlan = {
    mark: spec.mark,
    x: encode(spec.x, "x"),
    y: encode(spec.y, "y"),
    fill: encode(spec.fill, "fill"),
    size,
    facet: plain(spec.facet, "facet"),
    text: plain(spec.text, "text"),
    title: spec.title,
    height: spec.height
  };
  if (size !== null && size.kind !== "number")
    problems.push(`"size" needs numbers, and “${size.field}” has none`);
  if (problems.length === 0 && needsMeasure.has(spec.mark) && !isMeasured(chart))
    problems.push(`a ${spec.mark} needs numbers on "x" or "y"; both columns hold something else`);
  return problems.length > 0 ? {chart: null, problems} : {chart, problems};
}

const needsMeasure: ReadonlySet<string> = new Set(["bar", "line", "area"]);

function isMeasured({mark, x, y}: ChartPlan): boolean {
  const measures = [x, y].filter(encoding => encoding?.kind === "number" && encoding.scale !== "category");
  return mark === "bar" ? measures.length > 0 : y?.kind === "number" && y.scale !== "category";
}

/** A cell's sides are categories, whatever they hold. */
function usualScale({mark}: ChartSpec, channel: string, kind: ColumnKind): ScaleType {
  if (mark === "cell" && channel !== "fill") return "category";
  return kind === "number" ? "linear" : kind;
}

function misfit(
  scale: ScaleType,
  kind: ColumnKind,
  channel: string,
  {name, type}: ResultColumn
): string | null {
  if (scale === "category") return null;
  if (scale === "time")
    return kind === "time" ? null : `"${channel}" has a scale of time, and “${name}” is ${type}`;
  if (channel === "fill" && kind === "time") return `"fill" takes no times; “${name}” is ${type}`;
  return kind === "number" ? null : `"${channel}" has a ${scale} scale, and “${name}” is ${type}`;
}
