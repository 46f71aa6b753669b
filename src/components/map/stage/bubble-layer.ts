import {html, svg} from "../../html.js";
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
  /** Wordings of its label, the best first. */
  readonly texts: readonly string[];
}

/** Where a place is on the picture, in pixels; null of what cannot be seen. */
export type Locate = (at: Coordinates) => readonly [number, number] | null;

export interface BubbleLayer {
  readonly bubbles: SVGElement;
  readonly labels: SVGElement;
  show(bubbles: readonly MapBubble[]): void;
  /** Moves all to where they are now. */
  place(locate: Locate, size: {readonly width: number; readonly height: number}): void;
  /** Where a bubble is now, and how large. */
  find(key: string): PlacedBubble | null;
  mark(key: string | null): void;
}

export interface PlacedBubble {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

const smallestRadius = 3;
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
      nodes = new Map(
        shown.map(({key}) => [
          key,
          before.get(key) ?? svg`<circle class="map-bubble" data-key=${key}></circle>`
        ])
      );
      for (const {key, fill, events} of shown) {
        const node = nodes.get(key);
        node?.setAttribute("fill", fill);
        node?.setAttribute("data-events", String(events));
      }
      group.replaceChildren(...nodes.values());
      this.mark(marked);
    },
    place(locate, size) {
      placed.clear();
      const largest = Math.max(14, Math.min(36, size.width / 20));
      const most = shown[0]?.events ?? 1;
      const wanted: (PlacedBubble & {readonly texts: readonly string[]})[] = [];
      for (const {key, at, events, texts} of shown) {
        const node = nodes.get(key);
        const pixel = locate(at);
        const r = Math.max(smallestRadius, largest * Math.sqrt(events / most));
        const isSeen =
          pixel !== null &&
          pixel[0] > -r &&
          pixel[1] > -r &&
          pixel[0] < size.width + r &&
          pixel[1] < size.height + r;
        node?.setAttribute("display", isSeen ? "inline" : "none");
        if (!isSeen) continue;
        const [x, y] = pixel;
        node?.setAttribute("cx", x.toFixed(1));
        node?.setAttribute("cy", y.toFixed(1));
        node?.setAttribute("r", r.toFixed(1));
        placed.set(key, {x, y, r});
        if (wanted.length < labelled) wanted.push({x, y, r, texts});
      }
      writeLabels(labels, placeLabels(wanted, {...size, measure: measureLabel}));
    },
    find: key => placed.get(key) ?? null,
    mark(key) {
      if (marked !== null) nodes.get(marked)?.classList.remove("map-highlighted");
      marked = key;
      if (key !== null) nodes.get(key)?.classList.add("map-highlighted");
    }
  };
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

/** Width of a label in the type that map.css gives it, in pixels. */
function measureLabel(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  ruler ??= (html`<canvas></canvas>` as HTMLCanvasElement).getContext("2d");
  if (ruler === null) return text.length * 7;
  ruler.font = '11px "Inter Variable", system-ui, sans-serif';
  const width = Math.ceil(ruler.measureText(text).width);
  widths.set(text, width);
  return width;
}
