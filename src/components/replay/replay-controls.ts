import type {ClockSettings, Speed} from "../../engine/replay/clock.js";
import {defaults} from "../../engine/replay/clock.js";
import {windows} from "../../engine/replay/frame.js";
import type {Storyline, View} from "../../engine/replay/scene.js";
import {speedFor} from "../../engine/replay/speed.js";
import {timeAt} from "../../engine/replay/tape.js";
import {formatCount} from "../format.js";
import {html, svg} from "../html.js";
import {formatTime} from "../time-zone.js";
import type {ReplayCommands, StagePanel, StageState} from "./stage.js";

export interface ReplayControlsOptions {
  readonly commands: ReplayCommands;
  readonly timeZone: string;
  /** Whether the stage is drawn with every frame, or every seven seconds as in a room where it runs live. */
  readonly refresh: (calm: boolean) => void;
  /** More buttons: to share, to save, to inject. */
  readonly more: readonly Node[];
}

export interface ReplayControls extends StagePanel {
  /** What is chosen once rather than pressed all the time. */
  readonly choices: HTMLElement;
}

/** Outlines in a box of 14 x 14: fonts do not all have such signs. */
const icons = {
  start: "M2 2h2v10H2zM12 2v10L5 7z",
  back: "M10 2v10L3 7z",
  on: "M3 2l6 5-6 5zM10 2h2v10h-2z",
  alert: "M7 1l6 11H1zM6.300 5h1.400v4H6.300zM6.300 10h1.400v1.200H6.300z",
  burst: "M1 12h2V8H1zM4 12h2V5H4zM7 12h2V1H7zM10 12h2V7h-2z",
  chapter: "M2 1h10v12L7 9l-5 4z"
} as const;
const batches = [100, 1000, 10_000];
const minutes = [1, 2, 5, 10, 20];

const viewNames: Readonly<Record<View, string>> = {
  all: "Everything",
  map: "Map",
  points: "All points",
  alerts: "Alerts",
  source: "One source",
  terminal: "What is typed",
  ports: "Ports"
};
const storylineNames: Readonly<Record<Storyline, string>> = {
  all: "everything",
  suspicious: "suspicious only",
  blocked: "blocked only"
};

/** The buttons and choices of a replay. Never starts anything by itself. */
export function replayControls({commands, timeZone, refresh, more}: ReplayControlsOptions): ReplayControls {
  const button = (label: string, icon: keyof typeof icons, press: () => void) => {
    const element = html`<button type="button" class="button" aria-label=${label} title=${label}>${svg`<svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path fill-rule="evenodd" d=${icons[icon]}></path></svg>`}</button>`;
    element.addEventListener("click", press);
    return element;
  };
  const toggle = html`<button type="button" class="button replay-toggle" data-testid="replay-toggle">Play</button>`;
  toggle.addEventListener("click", () => commands.toggle());
  const clock = html`<output class="replay-clock" data-testid="replay-clock"></output>`;
  const count = html`<span class="replay-count" data-testid="replay-count"></span>`;
  const speed = choice("Speed", index => {
    const chosen = options[index]?.speed(state);
    if (chosen !== undefined) commands.configure(chosen);
  });
  const batch = choice("Batch", index => commands.configure({batch: batches[index] ?? defaults.batch}));
  batch.fill(batches.map(size => `${formatCount(size)} events`));
  const span = choice("Count", index =>
    commands.show({span: windows[index]?.span ?? Number.POSITIVE_INFINITY})
  );
  span.fill(windows.map(({name}) => name));
  const only = choice("Tell", index => commands.show({only: keyAt(storylineNames, index) ?? "all"}));
  only.fill(Object.values(storylineNames));
  const rhythm = choice("Refresh", index => refresh(index === 1));
  rhythm.fill(["live", "every 7 s"]);
  const loop = html`<input type="checkbox">` as HTMLInputElement;
  loop.addEventListener("change", () => commands.configure({loop: loop.checked}));
  const tabs = Object.entries(viewNames).map(([view, name]) => {
    const tab = html`<button type="button" class="button" data-view=${view}>${name}</button>`;
    tab.addEventListener("click", () => commands.show({view: view as View}));
    return tab;
  });
  let state: StageState | null = null;
  let drawn = "";

  /** Brings the choices in line with what is on stage, where that changed. */
  function showChoices({scene, settings, whole}: StageState): void {
    const key = JSON.stringify([scene, settings, scene.span]);
    if (key === drawn) return;
    drawn = key;
    const current = options.findIndex(option => isSame(option.speed({whole})?.speed, settings.speed));
    speed.fill([...options.map(({label}) => label), ...(current < 0 ? [speedLabel(settings.speed)] : [])]);
    speed.select(current < 0 ? options.length : current);
    batch.select(batches.indexOf(settings.batch));
    span.select(windows.findIndex(window => window.span === scene.span));
    only.select(Object.keys(storylineNames).indexOf(scene.only));
    loop.checked = settings.loop;
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.view === scene.view));
  }

  return {
    node: html`<div class="replay-controls" role="group" aria-label="Replay">
  <div class="replay-row">
    ${button("Back to the beginning", "start", () => commands.seek(0))}
    ${button("One batch back", "back", () => commands.step(-1))}
    ${toggle}
    ${button("One batch on", "on", () => commands.step(1))}
    ${button("To the next grave alert", "alert", () => commands.jump("alert", 1))}
    ${button("To the next burst", "burst", () => commands.jump("burst", 1))}
    ${button("To the next chapter", "chapter", () => commands.jump("chapter", 1))}
    ${clock}${count}
  </div>
</div>`,
    choices: html`<div class="replay-choices" role="group" aria-label="What is told, and how">
  <div class="replay-row replay-views" role="group" aria-label="What is shown">${tabs}</div>
  <div class="replay-row replay-ways">${speed.node}${span.node}${only.node}
    <details class="replay-more">
      <summary>${more.length === 0 ? "More choices" : "Share, save and more"}</summary>
      <div class="replay-row">${batch.node}${rhythm.node}<label>${loop} Start over at the end</label></div>
      <div class="replay-row" hidden=${more.length === 0}>${more}</div>
    </details>
  </div>
</div>`,
    show(next) {
      const {frame, playing, whole, replay} = next;
      if (state?.playing !== playing) toggle.textContent = playing ? "Pause" : "Play";
      state = next;
      clock.textContent = formatTime(frame.time, timeZone, true);
      count.textContent = `${formatCount(frame.position)} of ${formatCount(replay.tape.length)} events${replay === whole ? "" : " told"}`;
      showChoices(next);
    }
  };
}

interface SpeedOption {
  readonly label: string;
  readonly speed: (
    state: Pick<StageState, "whole"> | null
  ) => Partial<ClockSettings> & {readonly speed: Speed};
}

const options: readonly SpeedOption[] = [
  ...[1000, 5000, 10_000, 50_000].map(eventsPerSecond => ({
    label: speedLabel({eventsPerSecond}),
    speed: () => ({speed: {eventsPerSecond}})
  })),
  ...[1, 10, 60, 600, 3600, 10_000].map(timesReal => ({
    label: speedLabel({timesReal}),
    speed: () => ({speed: {timesReal}})
  })),
  ...minutes.map(length => ({
    label: `all of it in ${length} min`,
    speed: (state: Pick<StageState, "whole"> | null) => {
      const tape = state?.whole.tape;
      const [from, to] = tape === undefined ? [0, 0] : [timeAt(tape, 0), timeAt(tape, tape.length)];
      return {speed: speedFor({from, to}, length * 60)};
    }
  }))
];

function speedLabel(speed: Speed): string {
  if ("eventsPerSecond" in speed) return `${formatCount(speed.eventsPerSecond)} events a second`;
  if (speed.timesReal === 1) return "as it happened";
  const times = speed.timesReal < 10 ? speed.timesReal.toFixed(1) : formatCount(Math.round(speed.timesReal));
  return `${times} times as it happened`;
}

const isSame = (a: Speed | undefined, b: Speed): boolean => JSON.stringify(a) === JSON.stringify(b);

const keyAt = <K extends string>(names: Readonly<Record<K, string>>, index: number): K | undefined =>
  (Object.keys(names) as K[])[index];

interface Choice {
  readonly node: HTMLElement;
  fill(labels: readonly string[]): void;
  select(index: number): void;
}

function choice(label: string, choose: (index: number) => void): Choice {
  const element = html`<select class="button"></select>` as HTMLSelectElement;
  let filled = "";
  element.addEventListener("change", () => choose(element.selectedIndex));
  return {
    node: html`<label>${label} ${element}</label>`,
    fill(labels) {
      const key = labels.join("\n");
      if (key === filled) return;
      filled = key;
      element.replaceChildren(...labels.map(text => html`<option>${text}</option>`));
    },
    select(index) {
      element.selectedIndex = index;
    }
  };
}
