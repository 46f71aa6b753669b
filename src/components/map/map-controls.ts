import type {Least} from "../../engine/geography/place-counts.js";
import {type Level, levels} from "../../engine/geography/scope.js";
import {capitalise} from "../format.js";
import {html} from "../html.js";
import type {Look, MapState} from "./map-state.js";
import {levelName} from "./place-words.js";

export interface MapControlsOptions {
  readonly change: (part: Partial<MapState>) => void;
  readonly wholeWorld: () => void;
  readonly allPoints: () => void;
  readonly reset: () => void;
}

export interface MapControls {
  readonly node: HTMLElement;
  update(state: MapState): void;
}

const levelOptions: readonly (readonly [Level, string])[] = levels.map(level => [
  level,
  level === "point" ? "Points" : capitalise(levelName[level].many)
]);
const lookOptions: readonly (readonly [Look, string])[] = [
  ["bubbles", "Bubbles"],
  ["choropleth", "Shaded countries"],
  ["heat", "Heat"]
];
const leastOptions: readonly (readonly [Least, string, string])[] = [
  ["all", "All", "Every event"],
  ["anomalous", "Anomalous only", "Events to which a model or a rule gives any severity"],
  ["suspicious", "Suspicious only", "Events of medium, high or critical severity"]
];

/** What the map shows, and how. All of it acts at once, on data in memory. */
export function mapControls({change, wholeWorld, allPoints, reset}: MapControlsOptions): MapControls {
  const level = group("Count by", levelOptions, value => change({level: value}));
  const look = group("Drawn as", lookOptions, value => change({look: value}));
  const least = group("Events", leastOptions, value => change({least: value}));
  const blocked = html`<input type="checkbox" name="blocked">` as HTMLInputElement;
  blocked.addEventListener("change", () => change({blockedOnly: blocked.checked}));
  const globe = html`<input type="checkbox" name="globe">` as HTMLInputElement;
  globe.addEventListener("change", () => change({surface: globe.checked ? "globe" : "flat"}));
  const button = (label: string, act: () => void) => {
    const node = html`<button type="button" class="button">${label}</button>`;
    node.addEventListener("click", act);
    return node;
  };
  return {
    node: html`<div class="map-controls">
      ${least.node}<label>${blocked} Blocked only</label>
      <span class="map-buttons">${button("Show all points", allPoints)}${button("Whole world", wholeWorld)}${button("Reset", reset)}</span>
      ${level.node}${look.node}<label>${globe} Globe</label>
    </div>`,
    update(state) {
      level.update(state.level);
      look.update(state.look);
      least.update(state.least);
      blocked.checked = state.blockedOnly;
      globe.checked = state.surface === "globe";
    }
  };
}

function group<T extends string>(
  label: string,
  options: readonly (readonly [T, string, string?])[],
  chosen: (value: T) => void
): {readonly node: HTMLElement; update(value: T): void} {
  const buttons = options.map(([value, text, title]) => {
    const node = html`<button type="button" data-value=${value} title=${title ?? null}>${text}</button>`;
    node.addEventListener("click", () => chosen(value));
    return {value, node};
  });
  return {
    node: html`<div class="choice" role="group" aria-label=${label}><span>${label}</span>${buttons.map(({node}) => node)}</div>`,
    update(current) {
      for (const {value, node} of buttons) node.setAttribute("aria-pressed", String(value === current));
    }
  };
}
