import type {Value} from "../../engine/analysis/database.js";

/** As much of an Arrow type as is looked at; DuckDB brings its own version of Arrow. */
interface ArrowType {
  readonly typeId: number;
  readonly scale?: number;
}

/** https://arrow.apache.org/docs/js/enums/Arrow.dom.Type.html */
const decimal = 7;

/** A value of an Arrow column as the engine's databases give it: integers and decimals as number, times as milliseconds. */
export function readValue(value: unknown, type: ArrowType): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (type.typeId === decimal && value instanceof Uint32Array) return readDecimal(value, type.scale ?? 0);
  return String(value);
}

/** 128 bits, two's complement, the lowest word first. */
function readDecimal(words: Uint32Array, scale: number): number {
  let bits = 0n;
  for (let i = words.length - 1; i >= 0; i--) bits = (bits << 32n) | BigInt(words[i] ?? 0);
  return Number(BigInt.asIntN(32 * words.length, bits)) / 10 ** scale;
}
