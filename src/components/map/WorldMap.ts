import {geoGraticule10, geoNaturalEarth1, geoPath} from "d3-geo";
import {campus} from "../../engine/build/country.js";
import {formatCompact, formatCount, formatPlural, formatShare} from "../format.js";
import {html, svg} from "../html.js";
import {actionColor} from "../palette.js";
import {blockedShare, type CountryCounts, isCampus, isCountry} from "./country-counts.js";
import {sectorPath} from "./pie-path.js";
import {type Bubble, placeLabels} from "./place-labels.js";
import type {Coordinates} from "./small-countries.js";
import type {World} from "./world.js";
import {countryName} from "./world.js";

/** A place of one's own on the map: what the events are aimed at. */
export interface Target {
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
}

export interface WorldMapOptions {
  /** Pixels; the height follows. */
  readonly width: number;
  readonly world: World;
  /** Events of the largest bubble. @default the most in one country */
  readonly most?: number;
  /** Drawn when they are there. */
  readonly targets?: readonly Target[] | Promise<readonly Target[]>;
}

export interface WorldMapElement extends HTMLElement {
  /** Draws other counts on the same map. */
  update(counts: readonly CountryCounts[], most?: number): void;
  /** Marks a country's bubble, or the campus; null marks none. */
  highlight(country: string | null): void;
}

/** As sectors follow each other clockwise from the top. */
const sectors = ["blocked", "allowed", "unknown"] as const;
const smallestRadius = 2;
const targetRadius = 9;

/**
 * The world with one bubble per country: its area is the number of events, its sectors what became of them. Sources
 * without a place are not on it; whoever draws it says how many they are.
 */
export function WorldMap(
  counts: readonly CountryCounts[],
  {width, world, most, targets = []}: WorldMapOptions
): WorldMapElement {
  const projection = geoNaturalEarth1().fitWidth(width, world.land);
  const [[, top], [, bottom]] = geoPath(projection).bounds(world.land);
  const height = Math.ceil(bottom - top);
  projection.clipExtent([
    [0, 0],
    [width, height]
  ]);
  const path = geoPath(projection);
  const largestRadius = Math.max(13, Math.min(36, width / 22));
  const bubbles = svg`<g class="map-bubbles"></g>`;
  const marks = svg`<g class="map-targets"></g>`;
  const labels = svg`<g class="map-labels" aria-hidden="true"></g>`;
  const tooltip = html`<div class="map-tooltip" role="status" hidden></div>`;
  const picture = svg`<svg viewBox=${`0 0 ${width} ${height}`} width=${width} height=${height} role="img" aria-label="World map of events by country">
    <path class="map-graticule" d=${path(geoGraticule10())}></path>
    <path class="map-land" d=${path(world.land)}></path>
    <path class="map-borders" d=${path(world.borders)}></path>
    ${bubbles}${marks}${labels}
  </svg>`;
  const map = html`<div class="world-map">${picture}${tooltip}</div>`;
  const drawn = new Map<string, SVGElement>();
  let highlighted: string | null = null;
  let wanted: readonly Bubble[] = [];
  let campusCounts: CountryCounts | null = null;

  function update(
    next: readonly CountryCounts[],
    nextMost = Math.max(0, ...next.filter(isCountry).map(({events}) => events))
  ): void {
    const placed = next
      .flatMap(row => {
        const point = isCountry(row) ? project(world.locate(row.country)) : null;
        if (!isCountry(row) || point === null || row.events === 0) return [];
        const r = Math.max(smallestRadius, largestRadius * Math.sqrt(row.events / Math.max(1, nextMost)));
        return [{...row, country: row.country, x: point[0], y: point[1], r}];
      })
      // Small bubbles lie on top of large ones.
      .sort((a, b) => b.r - a.r || a.country.localeCompare(b.country, "en"));
    for (const [country, bubble] of drawn) {
      if (placed.some(row => row.country === country)) continue;
      bubble.remove();
      drawn.delete(country);
    }
    for (const row of placed) {
      const bubble = drawn.get(row.country) ?? createBubble(row.country);
      drawn.set(row.country, bubble);
      bubble.setAttribute("transform", `translate(${row.x.toFixed(1)},${row.y.toFixed(1)})`);
      const shares = {...row, unknown: row.events - row.allowed - row.blocked};
      let share = 0;
      for (const [index, action] of sectors.entries()) {
        const end = share + shares[action] / row.events;
        bubble.children[index]?.setAttribute("d", sectorPath(share, end, row.r));
        share = end;
      }
      bubble.dataset.events = String(row.events);
      bubble.dataset.about = describe(row);
      // Nodes keep their identity between updates, so that a pointer resting on one keeps its tooltip.
      bubbles.append(bubble);
    }
    campusCounts = next.find(row => isCampus(row) && row.events > 0) ?? null;
    wanted = placed.map(row => ({
      ...row,
      texts: [`${countryName(row.country)} ${formatCompact(row.events)}`, formatCompact(row.events)]
    }));
    label();
    highlight(highlighted);
  }

  /** Writes beside the bubbles, and beside the campus, what they stand for. */
  function label(): void {
    const texts = [...wanted];
    const [home] = marks.children;
    if (home instanceof SVGElement && campusCounts !== null) {
      const [x, y] = positionOf(home);
      texts.unshift({x, y, r: targetRadius, texts: [`Campus ${formatCompact(campusCounts.events)}`]});
      home.dataset.events = String(campusCounts.events);
      home.dataset.about = [...namesOf(home), ...countsText(campusCounts)].join("\n");
    } else if (home instanceof SVGElement) {
      delete home.dataset.events;
      home.dataset.about = namesOf(home).join("\n");
    }
    labels.replaceChildren(
      ...placeLabels(texts, {width, height, measure: measureLabel}).map(
        ({text, x, y, inside}) =>
          svg`<text class=${inside ? "map-label-inside" : "map-label"} x=${x.toFixed(1)} y=${y.toFixed(1)} dy="0.35em">${text}</text>`
      )
    );
  }

  function createBubble(country: string): SVGElement {
    return svg`<g class="map-bubble" data-country=${country}>${sectors.map(action => svg`<path fill=${actionColor[action]}></path>`)}</g>`;
  }

  function project(coordinates: Coordinates | null): [number, number] | null {
    return coordinates === null ? null : projection([...coordinates]);
  }

  function highlight(country: string | null): void {
    highlighted = country;
    for (const [name, bubble] of drawn) bubble.classList.toggle("map-highlighted", name === country);
    const home = marks.firstElementChild;
    const bubble =
      country === campus && home instanceof SVGElement
        ? home
        : country === null
          ? undefined
          : drawn.get(country);
    tooltip.hidden = bubble === undefined;
    if (bubble === undefined) return;
    tooltip.textContent = bubble.dataset.about ?? "";
    const [x, y] = positionOf(bubble);
    // A narrow picture is scaled down by its style.
    const scale = (picture.clientWidth || width) / width;
    const isRight = x > width / 2;
    tooltip.style.left = isRight ? "auto" : `${x * scale + 12}px`;
    tooltip.style.right = isRight ? `${(width - x) * scale + 12}px` : "auto";
    tooltip.style.top = `${Math.max(0, y * scale - 30)}px`;
  }

  picture.addEventListener("pointermove", ({target}) => {
    const bubble = target instanceof Element ? target.closest<SVGElement>(".map-bubble, .map-target") : null;
    highlight(bubble?.dataset.country ?? null);
  });
  picture.addEventListener("pointerleave", () => highlight(null));

  Promise.resolve(targets).then(
    places => {
      marks.replaceChildren(...drawTargets(places, project));
      label();
    },
    // The map is whole without them; whoever asked for them says what went wrong.
    () => marks.replaceChildren()
  );
  update(counts, most);
  return Object.assign(map, {update, highlight});
}

/** Cross hairs, one for all targets that lie within a few pixels of each other. */
function drawTargets(
  targets: readonly Target[],
  project: (coordinates: Coordinates) => [number, number] | null
): SVGElement[] {
  const near = new Map<string, {x: number; y: number; names: string[]}>();
  for (const {name, longitude, latitude} of targets) {
    const [x, y] = project([longitude, latitude]) ?? [];
    if (x === undefined || y === undefined) continue;
    const key = `${Math.round(x / 12)},${Math.round(y / 12)}`;
    const group = near.get(key) ?? {x, y, names: []};
    group.names.push(name);
    near.set(key, group);
  }
  return [...near.values()].map(
    ({
      x,
      y,
      names
    }) => svg`<g class="map-target" data-country=${campus} data-names=${names.join(", ")} data-about=${`Campus\n${names.join(", ")}`} transform=${`translate(${x.toFixed(1)},${y.toFixed(1)})`}>
      <path d="M-9,0H9M0,-9V9"></path><circle r="5"></circle>
    </g>`
  );
}

const namesOf = (target: SVGElement): string[] => ["Campus", target.dataset.names ?? ""];

/** Where a bubble or a target stands, as its transform says. */
function positionOf(mark: SVGElement): readonly [x: number, y: number] {
  const [x = 0, y = 0] =
    /\((.+),(.+)\)/
      .exec(mark.getAttribute("transform") ?? "")
      ?.slice(1)
      .map(Number) ?? [];
  return [x, y];
}

let ruler: CanvasRenderingContext2D | null = null;

/** Width of a label in the type that map.css gives it, in pixels. */
function measureLabel(text: string): number {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (ruler === null) return text.length * 7;
  ruler.font = '11px "Inter Variable", system-ui, sans-serif';
  return Math.ceil(ruler.measureText(text).width);
}

/** A country's numbers in words. */
function describe(row: CountryCounts & {readonly country: string}): string {
  return [countryName(row.country), ...countsText(row)].join("\n");
}

function countsText(row: CountryCounts): string[] {
  const share = blockedShare(row);
  const unknown = row.events - row.allowed - row.blocked;
  return [
    `${formatPlural(row.events, "event")}, ${formatCount(row.anomalous)} of them anomalous`,
    share === null
      ? "blocked or allowed: not measured"
      : `${formatCount(row.blocked)} blocked, ${formatCount(row.allowed)} allowed (${formatShare(share)} blocked)`,
    ...(unknown > 0 && share !== null ? [`${formatCount(unknown)} of unknown outcome`] : []),
    ...(row.alerts === null ? [] : [formatPlural(row.alerts, "alert")])
  ];
}
