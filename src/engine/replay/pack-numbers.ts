/** A column of numbers as bytes that a compressor makes little of: all lowest bytes first, then all second ones, and so on. */
export interface PackedNumbers {
  /** Whole numbers, their differences from one to the next, or floating-point numbers bit by bit. */
  readonly kind: "whole" | "steps" | "bits";
  /** What the first step starts from; 0 without steps. */
  readonly start: number;
  /** Bytes a number takes, 1 to 8. */
  readonly width: number;
  /** As many bytes as there are numbers, `width` times. */
  readonly bytes: Uint8Array;
}

export type NumberColumn = Float64Array | Float32Array | Int32Array | Uint16Array | Uint8Array;

/** Exact, whatever the numbers are; small where they are whole numbers close to each other, or to zero. */
export function packNumbers(numbers: NumberColumn): PackedNumbers {
  const whole = largest(numbers, false);
  if (whole === null) return packBits(numbers);
  const steps = largest(numbers, true);
  const isStepping = steps !== null && widthOf(steps) < widthOf(whole);
  const width = widthOf(isStepping ? steps : whole);
  const start = isStepping ? (numbers[0] ?? 0) : 0;
  const {length} = numbers;
  const bytes = new Uint8Array(length * width);
  let before = start;
  for (let i = 0; i < length; i++) {
    const value = numbers[i] ?? 0;
    let rest = fold(isStepping ? value - before : value);
    before = value;
    for (let plane = 0; plane < width; plane++) {
      bytes[plane * length + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }
  return {kind: isStepping ? "steps" : "whole", start, width, bytes};
}

/** Fills a column of the same type and length as the one that was packed. Throws RangeError where the bytes do not fit it. */
export function unpackNumbers({kind, start, width, bytes}: PackedNumbers, into: NumberColumn): void {
  const {length} = into;
  const isFitting = kind === "bits" ? width === into.BYTES_PER_ELEMENT : width >= 1 && width <= 7;
  if (!isFitting || bytes.length !== length * width) throw new RangeError("a column has another length");
  if (kind === "bits") {
    const target = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
    for (let plane = 0; plane < width; plane++)
      for (let i = 0; i < length; i++) target[i * width + plane] = bytes[plane * length + i] ?? 0;
    return;
  }
  let before = start;
  for (let i = 0; i < length; i++) {
    let folded = 0;
    for (let plane = width - 1; plane >= 0; plane--) folded = folded * 256 + (bytes[plane * length + i] ?? 0);
    const value = unfold(folded);
    before = kind === "steps" ? before + value : value;
    into[i] = before;
  }
}

/** Every machine that has a browser keeps the lowest byte of a number first, so its own bytes are the file's. */
function packBits(numbers: NumberColumn): PackedNumbers {
  const {length, BYTES_PER_ELEMENT: width} = numbers;
  const source = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const bytes = new Uint8Array(source.length);
  for (let plane = 0; plane < width; plane++)
    for (let i = 0; i < length; i++) bytes[plane * length + i] = source[i * width + plane] ?? 0;
  return {kind: "bits", start: 0, width, bytes};
}

/** The largest number to be written, of the numbers or of their steps, folded; null where some are not whole or too large. */
function largest(numbers: NumberColumn, isStepping: boolean): number | null {
  let most = 0;
  let before = numbers[0] ?? 0;
  for (const value of numbers) {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return null;
    most = Math.max(most, fold(isStepping ? value - before : value));
    before = value;
  }
  return most <= Number.MAX_SAFE_INTEGER ? most : null;
}

/** 0, -1, 1, -2 … become 0, 1, 2, 3 …, so that numbers close to zero are short whatever their sign. */
function fold(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unfold(folded: number): number {
  return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
}

function widthOf(folded: number): number {
  let width = 1;
  for (let rest = Math.floor(folded / 256); rest > 0; rest = Math.floor(rest / 256)) ++width;
  return width;
}
