import {createReplay, type Replay} from "../../../../engine/replay/replay.js";
import type {Storyline} from "../../../../engine/replay/scene.js";
import {positionAt} from "../../../../engine/replay/tape.js";
import {compareWithout, type Difference, filterRecording} from "../../../../engine/replay/what-if.js";
import {formatCount} from "../../../format.js";
import {html} from "../../../html.js";
import {logText, visibleText} from "../../../log-text.js";
import {maskAddress} from "../../../mask.js";
import {formatTimeRange} from "../../../time-zone.js";
import type {StageContext, StagePanel, StageState} from "../../stage.js";
import {createPace} from "../pace.js";
import {keyedRows, type Row, setText} from "../rows.js";
import {gravestAlerts} from "../source/source-alerts.js";
import {missingAlerts, missingAt} from "./without-alerts.js";
import {honestWords, storylineTitle, storylineWords, withoutTitle} from "./without-words.js";

export const defaults = {alerts: 8} as const;

/**
 * What a scene leaves out, and what would not have happened up to the moment if the sources taken to be blocked had been. Hidden where
 * nothing is left out.
 */
export function WithoutPanel(context: StageContext): StagePanel {
  const {commands, timeZone} = context;
  const isDue = createPace();
  const baseline = createBaseline();
  let without: readonly string[] = [];
  const title = html`<h3></h3>`;
  const story = html`<p class="replay-without-story"></p>`;
  const everything = html`<button type="button" class="button" data-act="everything">Tell of everything</button>`;
  everything.addEventListener("click", () => commands.show({only: "all", without: []}));
  const blocked = html`<ul class="replay-without-sources" aria-label="Sources taken to be blocked"></ul>`;
  const drawBlocked = keyedRows<string>(
    blocked,
    address => address,
    () => blockedChip(context, address => commands.show({without: without.filter(each => each !== address)}))
  );
  const figures = lostFigures();
  const alerts = gravestAlerts(context, defaults.alerts);
  const alertsPart = html`<div><h4>The gravest alerts that there would not have been</h4>${alerts.node}</div>`;
  const honest = html`<p class="replay-without-honest"></p>`;
  const happened = html`<div class="replay-without-happened">${figures.node}${alertsPart}${honest}</div>`;
  const node = html`<section class="frame replay-panel replay-without" data-testid="replay-without" hidden>
  <header class="replay-panel-head"><div>${title}${story}${blocked}</div><div class="replay-source-tools">${everything}</div></header>
  ${happened}
</section>`;

  function draw({frame, replay, whole, scene}: StageState): void {
    const {only} = scene;
    // Against what the storyline tells with these sources, so that only what they did is counted; without any, against everything.
    const isBlocking = without.length > 0;
    const base = isBlocking ? baseline(whole, only) : whole;
    const lost = compareWithout(base, replay, frame.time);
    node.dataset.events = String(lost.events);
    setText(
      title,
      only === "all" || isBlocking ? withoutTitle(without.length, lost) : storylineTitle(only, lost)
    );
    setText(story, storylineWords(only) ?? "");
    drawBlocked(without);
    if (!isBlocking) return;
    const missing = missingAlerts(base, replay);
    const shown = missingAt(missing, positionAt(base.tape, frame.time));
    figures.show(lost, shown.incidents);
    alerts.show(missing.list, shown.alerts);
    alertsPart.hidden = shown.alerts === 0;
    setText(honest, [whenWords(lost, timeZone), honestWords].filter(Boolean).join(" "));
  }

  return {
    node,
    show(state) {
      const {scene, replay} = state;
      node.hidden = scene.without.length === 0 && scene.only === "all";
      without = scene.without;
      happened.hidden = without.length === 0;
      if (!node.hidden && isDue(state.playing, performance.now(), scene, replay)) draw(state);
    }
  };
}

/** A replay with all sources under a storyline, the last one of which is remembered. */
function createBaseline(): (whole: Replay, only: Storyline) => Replay {
  let known: {readonly whole: Replay; readonly only: Storyline; readonly replay: Replay} | null = null;
  return (whole, only) => {
    if (only === "all") return whole;
    if (known?.whole !== whole || known.only !== only) {
      const recording = filterRecording(whole.recording, {only, without: []});
      known = {whole, only, replay: createReplay(recording)};
    }
    return known.replay;
  };
}

function blockedChip({site}: StageContext, unblock: (address: string) => void): Row<string> {
  let shown = "";
  const name = html`<span></span>`;
  const press = html`<button type="button" class="replay-unblock">unblock</button>`;
  press.addEventListener("click", () => unblock(shown));
  return {
    node: html`<li>${name} ${press}</li>`,
    fill(address) {
      shown = address;
      const masked = maskAddress(address, site);
      name.replaceChildren(logText(masked, 48));
      press.setAttribute("aria-label", `Unblock ${visibleText(masked)}`);
    }
  };
}

/** What is lost, as figures. */
function lostFigures() {
  const rows = [
    {label: "Events", count: ({events}: Difference) => events},
    {label: "Anomalous", count: ({anomalous}: Difference) => anomalous},
    {label: "Let in", count: ({allowed}: Difference) => allowed},
    {label: "Critical alerts", count: ({alerts}: Difference) => alerts.critical},
    {label: "High alerts", count: ({alerts}: Difference) => alerts.high},
    {label: "Session lines", count: ({lines}: Difference) => lines}
  ].map(row => ({...row, value: html`<strong></strong>`}));
  const incidents = html`<strong></strong>`;
  const box = (label: string, value: HTMLElement) => html`<div><span>${label}</span>${value}</div>`;
  return {
    node: html`<div class="replay-source-figures">${rows.map(({label, value}) => box(label, value))}${box("Whole incidents", incidents)}</div>`,
    show(lost: Difference, whole: number) {
      for (const {count, value} of rows) setText(value, formatCount(count(lost)));
      setText(incidents, formatCount(whole));
    }
  };
}

function whenWords({first, last}: Difference, timeZone: string): string {
  if (first === null || last === null) return "";
  return `Between ${formatTimeRange(Math.min(first, last), Math.max(first, last), timeZone)}.`;
}
