import type {ClockSettings, Speed} from "../../engine/replay/clock.js";
import {defaults} from "../../engine/replay/clock.js";
import {windows} from "../../engine/replay/frame.js";
import {formatCount} from "../format.js";
import {html, svg} from "../html.js";

/** What the reader asks of a replay. */
export interface ReplayActions {
  toggle(): void;
  /** Batches on; back where negative. */
  step(batches: number): void;
  seek(position: number): void;
  configure(settings: Partial<ClockSettings>): void;
  /** Milliseconds to look back on. */
  look(span: number): void;
}

export interface ReplayControls extends HTMLElement {
  update(state: {readonly position: number; readonly playing: boolean; readonly clock: string}): void;
}

const speeds: readonly {readonly label: string; readonly speed: Speed}[] = [
  ...[1000, 5000, 10_000, 50_000].map(eventsPerSecond => ({
    label: `${formatCount(eventsPerSecond)} events a second`,
    speed: {eventsPerSecond}
  })),
  ...[1, 10, 60, 600, 3600, 10_000].map(timesReal => ({
    label: timesReal === 1 ? "as it happened" : `${formatCount(timesReal)} times as it happened`,
    speed: {timesReal}
  }))
];
/** Outlines in a box of 14 x 14: fonts do not all have such signs. */
const icons = {
  start: "M2 2h2v10H2zM12 2v10L5 7z",
  back: "M10 2v10L3 7z",
  on: "M3 2l6 5-6 5zM10 2h2v10h-2z"
} as const;
const batches = [100, 1000, 10_000];

/** The buttons, choices and slider of a replay of `length` events. Never starts anything by itself. */
export function replayControls(length: number, actions: ReplayActions): ReplayControls {
  const button = (label: string, icon: keyof typeof icons, press: () => void) => {
    const element = html`<button type="button" class="button" aria-label=${label} title=${label}>${svg`<svg width="14" height="14" aria-hidden="true"><path d=${icons[icon]}></path></svg>`}</button>`;
    element.addEventListener("click", press);
    return element;
  };
  const toggle = html`<button type="button" class="button replay-toggle" data-testid="replay-toggle">Play</button>`;
  toggle.addEventListener("click", () => actions.toggle());
  const slider =
    html`<input type="range" class="replay-position" aria-label="Position in the replay, in events" min="0" max=${length} step="1" value="0" data-testid="replay-position">` as HTMLInputElement;
  slider.addEventListener("input", () => actions.seek(slider.valueAsNumber));
  const clock = html`<output class="replay-clock" data-testid="replay-clock"></output>`;
  const position = html`<span class="replay-count"></span>`;
  const loop = html`<input type="checkbox">` as HTMLInputElement;
  loop.addEventListener("change", () => actions.configure({loop: loop.checked}));

  const isDefaultSpeed = ({speed}: {readonly speed: Speed}) =>
    JSON.stringify(speed) === JSON.stringify(defaults.speed);
  return Object.assign(
    html`<div class="frame replay-controls" role="group" aria-label="Replay">
  <div class="replay-row">
    ${button("Back to the beginning", "start", () => actions.seek(0))}
    ${button("One batch back", "back", () => actions.step(-1))}
    ${toggle}
    ${button("One batch on", "on", () => actions.step(1))}
    ${clock}${position}
  </div>
  ${slider}
  <div class="replay-row">
    <label>Speed ${select(
      speeds.map(({label}) => label),
      speeds.findIndex(isDefaultSpeed),
      index => actions.configure({speed: speeds[index]?.speed ?? defaults.speed})
    )}</label>
    <label>Batch ${select(
      batches.map(batch => `${formatCount(batch)} events`),
      batches.indexOf(defaults.batch),
      index => actions.configure({batch: batches[index] ?? defaults.batch})
    )}</label>
    <label>Count ${select(
      windows.map(({name}) => name),
      windows.length - 1,
      index => actions.look(windows[index]?.span ?? Number.POSITIVE_INFINITY)
    )}</label>
    <label>${loop} Start over at the end</label>
  </div>
</div>`,
    {
      update(state: {readonly position: number; readonly playing: boolean; readonly clock: string}): void {
        toggle.textContent = state.playing ? "Pause" : "Play";
        slider.value = String(state.position);
        slider.setAttribute("aria-valuetext", `${formatCount(state.position)} events, ${state.clock}`);
        clock.textContent = state.clock;
        position.textContent = `${formatCount(state.position)} of ${formatCount(length)} events`;
      }
    }
  );
}

function select(
  labels: readonly string[],
  chosen: number,
  choose: (index: number) => void
): HTMLSelectElement {
  const element =
    html`<select class="button">${labels.map(label => html`<option>${label}</option>`)}</select>` as HTMLSelectElement;
  element.selectedIndex = chosen;
  element.addEventListener("change", () => choose(element.selectedIndex));
  return element;
}
