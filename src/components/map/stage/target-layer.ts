import {svg} from "../../html.js";
import type {Coordinates} from "../small-countries.js";
import type {Target} from "../WorldMap.js";
import type {Locate, PlacedBubble} from "./bubble-layer.js";

export interface TargetLayer {
  readonly node: SVGElement;
  show(targets: readonly Target[]): void;
  place(locate: Locate): void;
  /** One place for each group of targets that cannot be told apart now, in degrees. */
  places(): readonly Coordinates[];
  namesAt(element: Element | null): readonly string[] | null;
  find(names: readonly string[]): PlacedBubble | null;
}

interface Group {
  readonly x: number;
  readonly y: number;
  readonly at: Coordinates;
  readonly names: string[];
}

/** Pixels within which targets share cross hairs. */
const apart = 18;

/** Cross hairs where the campus's sites are, one for all that lie within a few pixels of each other. */
export function targetLayer(): TargetLayer {
  const node = svg`<g class="map-targets"></g>`;
  let targets: readonly Target[] = [];
  let groups: readonly Group[] = [];

  return {
    node,
    show(next) {
      targets = next;
    },
    place(locate) {
      const found: Group[] = [];
      for (const {name, longitude, latitude} of targets) {
        const at: Coordinates = [longitude, latitude];
        const pixel = locate(at);
        if (pixel === null) continue;
        const [x, y] = pixel;
        const near = found.find(group => Math.hypot(group.x - x, group.y - y) < apart);
        if (near === undefined) found.push({x, y, at, names: [name]});
        else near.names.push(name);
      }
      groups = found;
      while (node.children.length > groups.length) node.lastElementChild?.remove();
      while (node.children.length < groups.length)
        node.append(svg`<g class="map-target"><path d="M-9,0H9M0,-9V9"></path><circle r="5"></circle></g>`);
      groups.forEach(({x, y, names}, i) => {
        const mark = node.children[i];
        mark?.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);
        mark?.setAttribute("data-names", names.join(", "));
      });
    },
    places: () => groups.map(({at}) => at),
    namesAt(element) {
      const mark = element?.closest(".map-target");
      const index = mark === null || mark === undefined ? -1 : [...node.children].indexOf(mark);
      return groups[index]?.names ?? null;
    },
    find(names) {
      const group = groups.find(candidate => candidate.names.join() === names.join());
      return group === undefined ? null : {x: group.x, y: group.y, r: 9};
    }
  };
}
