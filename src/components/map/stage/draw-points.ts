import {outcomes, type PointSet} from "./point-set.js";

/** Colours as pixels of an ImageData have them: 0xAABBGGRR on all machines that browsers run on. */
export interface PointColors {
  /** In the order of `outcomes`. */
  readonly fill: readonly number[];
  /** Around larger points. */
  readonly edge: number;
}

/** A shape as rows of text: "#" is filled, "o" is edge. */
type Sprite = readonly string[];

/** Circles, squares and crosses, so that outcomes differ by shape too; in the order of `outcomes`. */
const sprites: Readonly<Record<3 | 5 | 9, readonly Sprite[]>> = {
  3: [
    ["#.#", ".#.", "#.#"],
    [".#.", "###", ".#."],
    ["###", "###", "###"]
  ],
  5: [
    ["#...#", ".#.#.", "..#..", ".#.#.", "#...#"],
    [".###.", "#####", "#####", "#####", ".###."],
    ["#####", "#####", "#####", "#####", "#####"]
  ],
  9: [
    [
      "oo.....oo",
      "o##o.o##o",
      ".o##o##o.",
      "..o###o..",
      "...###...",
      "..o###o..",
      ".o##o##o.",
      "o##o.o##o",
      "oo.....oo"
    ],
    [
      "..ooooo..",
      ".o#####o.",
      "o#######o",
      "o#######o",
      "o#######o",
      "o#######o",
      "o#######o",
      ".o#####o.",
      "..ooooo.."
    ],
    [
      "ooooooooo",
      "o#######o",
      "o#######o",
      "o#######o",
      "o#######o",
      "o#######o",
      "o#######o",
      "o#######o",
      "ooooooooo"
    ]
  ]
};

export type PointSize = keyof typeof sprites;

/**
 * The size in which so many points can be told apart.
 * @param gap pixels between neighbours that fan out
 */
export function pointSize(visible: number, gap: number): PointSize {
  if (visible > 8000) return 3;
  // Far away points of one place lie on each other whatever their size.
  return visible > 1500 || (gap > 2 && gap < 8) ? 5 : 9;
}

/**
 * Draws points into a picture of one pixel each, `width` wide: some hundred thousand in a few milliseconds, where a canvas's own shapes take
 * ten times as long.
 * @param ratio pixels of the picture per pixel of the page
 */
export function drawPoints(
  pixels: Uint32Array,
  width: number,
  ratio: number,
  points: PointSet,
  {fill, edge}: PointColors,
  size: PointSize
): void {
  pixels.fill(0);
  const height = pixels.length / width;
  const scale = Math.max(1, Math.round(ratio));
  const stamps = outcomes.map((_, o) => stamp(sprites[size][o] ?? [], scale, width, fill[o] ?? 0, edge));
  const reach = Math.ceil((size * scale) / 2);
  const {length, outcome, screenX, screenY} = points;
  // Blocked ones are drawn last, over the others.
  for (let o = 0; o < outcomes.length; o++) {
    const {offsets, colors} = stamps[o] as Stamp;
    for (let i = 0; i < length; i++) {
      if (outcome[i] !== o) continue;
      const x = Math.round((screenX[i] as number) * ratio);
      const y = Math.round((screenY[i] as number) * ratio);
      // What is out of view is NaN, which no comparison lets through.
      if (!(x >= reach && x < width - reach && y >= reach && y < height - reach)) continue;
      const at = y * width + x;
      for (let p = 0; p < offsets.length; p++) pixels[at + (offsets[p] as number)] = colors[p] as number;
    }
  }
}

interface Stamp {
  /** From the middle. */
  readonly offsets: Int32Array;
  readonly colors: Uint32Array;
}

function stamp(sprite: Sprite, scale: number, width: number, fill: number, edge: number): Stamp {
  const offsets: number[] = [];
  const colors: number[] = [];
  const half = Math.floor((sprite.length * scale) / 2);
  sprite.forEach((line, row) => {
    [...line].forEach((sign, column) => {
      if (sign === ".") return;
      for (let dy = 0; dy < scale; dy++) {
        for (let dx = 0; dx < scale; dx++) {
          offsets.push((row * scale + dy - half) * width + column * scale + dx - half);
          colors.push(sign === "#" ? fill : edge);
        }
      }
    });
  });
  return {offsets: Int32Array.from(offsets), colors: Uint32Array.from(colors)};
}
