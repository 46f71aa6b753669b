import {html, svg} from "../../html.js";
import {sectorPath} from "../pie-path.js";
import {placeLabels} from "../place-labels.js";
import type {Coordinates} from "../small-countries.js";

/** A place as a circle. */
export interface MapBubble {
  /** Unique among the bubbles drawn. */
  readonly key: string;
  readonly at: Coordinates;
  readonly events: number;
  /** CSS. */
  readonly fill: string;
  /** Parts of it, clockwise from the top, whose shares add up to 1; all bubbles of a map have them or none. @default one of `fill` */
  readonly sectors?: readonly BubbleSector[];
  /** Wordings of its label, the best first. */
  readonly texts: readonly string[];
}

export interface BubbleSector {
  readonly share: number;
  /** CSS. */
  readonly fill: string;
}

/** Where a place is on the picture, in pixels; null of what cannot be seen. */
export type Locate = (at: Coordinates) => readonly [number, number] | null;

export interface BubbleLayer {
  readonly bubbles: SVGElement;
  readonly labels: SVGElement;
  show(bubbles: readonly MapBubble[]): void;
  /** Moves all to where they are now. */
  place(locate: Locate, options: BubbleOptions): void;
  /** Where a bubble is now, and how large. */
  find(key: string): PlacedBubble | null;
  mark(key: string | null): void;
}

export interface BubbleOptions {
  /** Pixels of the picture. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the labels' type. */
  readonly type: number;
  /** Events of the largest bubble. @default those of the largest shown */
  readonly most?: number | undefined;
  /** Whether labels stay as they are. */
  readonly keepsLabels: boolean;
}

export interface PlacedBubble {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

const smallestRadius = 3;
/** Pixels of the labels' type for which sizes in pixels are meant. */
export const usualType = 11;
/** Labels are looked for the largest only: more would have no room. */
const labelled = 70;

/** Circles whose area is the number of events, small ones on top, and their labels, none over another. */
export function bubbleLayer(): BubbleLayer {
  const group = svg`<g class="map-bubbles"></g>`;
  const labels = svg`<g class="map-labels" aria-hidden="true"></g>`;
  let shown: readonly MapBubble[] = [];
  let nodes = new Map<string, SVGElement>();
  const placed = new Map<string, PlacedBubble>();
  let marked: string | null = null;

  return {
    bubbles: group,
    labels,
    show(bubbles) {
      shown = [...bubbles].sort((a, b) => b.events - a.events || (a.key < b.key ? -1 : 1));
      const before = nodes;
      // Nodes keep their identity between updates, so that a pointer resting on one keeps its tooltip.
      nodes = new Map(shown.map(({key, sectors}) => [key, before.get(key) ?? createBubble(key, sectors)]));
      for (const {key, fill, events} of shown) {
        const node = nodes.get(key);
        if (node === undefined) continue;
        setAttribute(node, "fill", fill);
        setAttribute(node, "data-events", String(events));
      }
      for (const [key, node] of before) if (!nodes.has(key)) node.remove();
      [...nodes.values()].forEach((node, i) => {
        if (group.children[i] !== node) group.insertBefore(node, group.children[i] ?? null);
      });
      this.mark(marked);
    },
    place(locate, {width, height, type, most = shown[0]?.events ?? 1, keepsLabels}) {
      placed.clear();
      const scale = type / usualType;
      const largest = scale * Math.max(14, Math.min(36, width / 20));
      const wanted: (PlacedBubble & {readonly texts: readonly string[]})[] = [];
      for (const {key, at, events, texts, sectors} of shown) {
        const node = nodes.get(key);
        if (node === undefined) continue;
        const pixel = locate(at);
        const r = Math.max(scale * smallestRadius, largest * Math.sqrt(events / most));
        const isSeen =
          pixel !== null && pixel[0] > -r && pixel[1] > -r && pixel[0] < width + r && pixel[1] < height + r;
        setAttribute(node, "display", isSeen ? "inline" : "none");
        if (!isSeen) continue;
        const [x, y] = pixel;
        if (sectors === undefined) drawCircle(node, x, y, r);
        else drawSectors(node, x, y, r, sectors);
        placed.set(key, {x, y, r});
        if (wanted.length < labelled) wanted.push({x, y, r, texts});
      }
      if (keepsLabels) return;
      const measure = (text: string) => scale * measureLabel(text);
      writeLabels(labels, placeLabels(wanted, {width, height, measure, lineHeight: scale * 15}));
    },
    find: key => placed.get(key) ?? null,
    mark(key) {
      if (marked !== null) nodes.get(marked)?.classList.remove("map-highlighted");
      marked = key;
      if (key !== null) nodes.get(key)?.classList.add("map-highlighted");
    }
  };
}

function createBubble(key: string, sectors: readonly BubbleSector[] | undefined): SVGElement {
  return sectors === undefined
    ? svg`<circle class="map-bubble" data-key=${key}></circle>`
    : svg`<g class="map-bubble" data-key=${key}>${sectors.map(({fill}) => svg`<path fill=${fill}></path>`)}</g>`;
}

function drawCircle(node: SVGElement, x: number, y: number, r: number): void {
  setAttribute(node, "cx", x.toFixed(1));
  setAttribute(node, "cy", y.toFixed(1));
  setAttribute(node, "r", r.toFixed(1));
}

function drawSectors(
  node: SVGElement,
  x: number,
  y: number,
  r: number,
  sectors: readonly BubbleSector[]
): void {
  setAttribute(node, "transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);
  let from = 0;
  sectors.forEach(({share, fill}, i) => {
    const part = node.children[i];
    if (!(part instanceof SVGElement)) return;
    // Sums of shares may fall short of a whole by a rounding.
    const to = i === sectors.length - 1 ? 1 : from + share;
    setAttribute(part, "d", share > 0 ? sectorPath(from, to, r) : "");
    setAttribute(part, "fill", fill);
    from = to;
  });
}

/** Leaves an attribute that is so already alone: to set it would have the picture painted anew. */
function setAttribute(node: SVGElement, name: string, value: string): void {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** Writes labels into the texts that are there, which is quicker than making them anew with every step of a drag. */
function writeLabels(group: SVGElement, labels: ReturnType<typeof placeLabels>): void {
  while (group.children.length > labels.length) group.lastElementChild?.remove();
  while (group.children.length < labels.length) group.append(svg`<text dy="0.35em"></text>`);
  labels.forEach(({text, x, y, inside}, i) => {
    const node = group.children[i];
    if (node === undefined) return;
    node.setAttribute("class", inside ? "map-label-inside" : "map-label");
    node.setAttribute("x", x.toFixed(1));
    node.setAttribute("y", y.toFixed(1));
    if (node.textContent !== text) node.textContent = text;
  });
}

let ruler: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();

/** Width of a label in the usual type, in pixels. */
function measureLabel(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  ruler ??= (html`<canvas></canvas>` as HTMLCanvasElement).getContext("2d");
  if (ruler === null) return text.length * 7;
  ruler.font = `${usualType}px "Inter Variable", system-ui, sans-serif`;
  const width = Math.ceil(ruler.measureText(text).width);
  widths.set(text, width);
  return width;
}
