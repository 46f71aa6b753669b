import {svg} from "../../html.js";
import type {Coordinates} from "../small-countries.js";
import type {Locate} from "./bubble-layer.js";

/** A place from which a line leads to the targets. */
export interface MapArc {
  /** Unique among the arcs drawn. */
  readonly key: string;
  readonly at: Coordinates;
  /** How strong, 0 to 1. */
  readonly weight: number;
}

export interface ArcLayer {
  readonly node: SVGElement;
  show(arcs: readonly MapArc[]): void;
  /**
   * Moves all to where they are now.
   * @param isStill whether places and targets are where they were the last time
   */
  place(locate: Locate, targets: readonly Coordinates[], isStill: boolean): void;
}

/** Lines to the targets, the wider and the darker the stronger. Outlines are only made anew where the map moved. */
export function arcLayer(): ArcLayer {
  const node = svg`<g class="map-streams"></g>`;
  const paths = new Map<string, SVGElement>();
  const isOutlined = new Set<string>();
  let shown: readonly MapArc[] = [];

  return {
    node,
    show(arcs) {
      shown = arcs;
      const kept = new Set(arcs.map(({key}) => key));
      for (const [key, path] of paths) {
        if (kept.has(key)) continue;
        path.remove();
        paths.delete(key);
        isOutlined.delete(key);
      }
      for (const [i, {key, weight}] of arcs.entries()) {
        const path = paths.get(key) ?? svg`<path></path>`;
        paths.set(key, path);
        path.setAttribute("stroke-width", (0.7 + 3.5 * Math.sqrt(weight)).toFixed(1));
        path.setAttribute("stroke-opacity", (0.2 + 0.6 * Math.sqrt(weight)).toFixed(2));
        if (node.children[i] !== path) node.insertBefore(path, node.children[i] ?? null);
      }
    },
    place(locate, targets, isStill) {
      if (!isStill) isOutlined.clear();
      for (const {key, at} of shown) {
        if (isOutlined.has(key)) continue;
        isOutlined.add(key);
        paths.get(key)?.setAttribute("d", outline(locate(at), targets.map(locate)));
      }
    }
  };
}

type Pixel = readonly [number, number] | null;

/**
 * Lines that bend upwards, as thrown from one place to the others. Great circles would leave a flat map at one edge and come back at
 * the other, where nobody follows them.
 */
function outline(from: Pixel, targets: readonly Pixel[]): string {
  if (from === null) return "";
  const [x, y] = from;
  return targets
    .flatMap(target => {
      if (target === null) return [];
      const [tx, ty] = target;
      const rise = 0.32 * Math.hypot(tx - x, ty - y);
      const [cx, cy] = [(x + tx) / 2, (y + ty) / 2 - rise];
      return [
        `M${x.toFixed(1)},${y.toFixed(1)}Q${cx.toFixed(1)},${cy.toFixed(1)} ${tx.toFixed(1)},${ty.toFixed(1)}`
      ];
    })
    .join("");
}
