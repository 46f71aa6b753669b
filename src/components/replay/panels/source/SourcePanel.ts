import {techniqueName} from "../../../../engine/attack/techniques.js";
import {type SourceMoment, type SourceTrack, sourceAt} from "../../../../engine/replay/source-depth.js";
import type {Group} from "../../../../engine/replay/tallies.js";
import {countryLabel} from "../../../country-label.js";
import {html} from "../../../html.js";
import {huntAddress} from "../../../hunt/hunt-address.js";
import {investigateAddress} from "../../../investigate/investigate-address.js";
import {logText, visibleText} from "../../../log-text.js";
import {maskAddress} from "../../../mask.js";
import {formatTimeRange} from "../../../time-zone.js";
import type {StageContext, StagePanel, StageState} from "../../stage.js";
import {alertTitle} from "../alerts/alert-words.js";
import {createPace} from "../pace.js";
import {setText} from "../rows.js";
import {gravestAlerts} from "./source-alerts.js";
import {type SourceBar, sourceBars} from "./source-bars.js";
import {sourceFigures} from "./source-figures.js";
import {sourcePicks} from "./source-picks.js";
import {seeSource} from "./source-seen.js";
import {sourceTargets} from "./source-targets.js";
import {sourceTimeline} from "./source-timeline.js";
import {sourceTyped} from "./source-typed.js";

export const defaults = {
  alerts: 7,
  bars: 6,
  /** Lines of sessions. */
  lines: 14,
  /** ATT&CK techniques named. */
  techniques: 5
} as const;

/** One source in depth: what it is known to have done up to the moment. Without a source, those to pick from. */
export function SourcePanel(context: StageContext): StagePanel {
  const {commands, site, timeZone, pageAddress} = context;
  const isDue = createPace();
  let named = "";
  const title = html`<h3></h3>`;
  const subtitle = html`<p class="replay-panel-note"></p>`;
  const techniques = html`<p class="replay-source-techniques"></p>`;
  const links = html`<span class="replay-source-links"></span>`;
  const block = html`<button type="button" class="button" data-act="block"></button>`;
  const back = html`<button type="button" class="button" data-act="back">Back to all</button>`;
  back.addEventListener("click", () => commands.show({view: "all", source: null}));
  const picks = sourcePicks(context);
  const figures = sourceFigures();
  const timeline = sourceTimeline(timeZone);
  const alerts = gravestAlerts(context, defaults.alerts);
  const services = sourceBars("Services", defaults.bars);
  const ports = sourceBars("Ports it reached for", defaults.bars);
  const typed = sourceTyped(context, defaults.lines);
  const targets = sourceTargets(context, defaults.bars);
  const alertTitleNode = html`<h4>Its gravest alerts so far</h4>`;
  const none = html`<p class="replay-panel-note">None so far.</p>`;
  const depth = html`<div class="replay-source-depth">
  ${figures.node}${timeline.node}
  <div class="replay-source-columns">
    <section class="replay-source-alerts">${alertTitleNode}${alerts.node}${none}</section>
    <div class="replay-source-groups">${services.node}${ports.node}</div>
    ${typed.node}${targets.node}
  </div>
</div>`;
  const node = html`<section class="frame replay-panel replay-source" data-testid="replay-source">
  <header class="replay-panel-head"><div>${title}${subtitle}${techniques}</div><div class="replay-source-tools">${links}${block}${back}</div></header>
  ${picks.node}${depth}
</section>`;

  let without: readonly string[] = [];
  block.addEventListener("click", () => {
    const others = without.filter(address => address !== named);
    commands.show({without: others.length < without.length ? others : [...others, named].sort()});
  });

  function name(address: string): void {
    if (address === named) return;
    named = address;
    node.dataset.source = address;
    links.replaceChildren(
      ...(pageAddress === null
        ? []
        : [
            html`<a class="button" href=${pageAddress(investigateAddress("source", address))}>Investigate</a>`,
            html`<a class="button" href=${pageAddress(huntAddress(address))}>Hunt</a>`
          ])
    );
  }

  function showNothing(state: StageState, heading: string): void {
    setText(title, heading);
    setText(subtitle, "");
    techniques.replaceChildren();
    depth.hidden = true;
    picks.node.hidden = false;
    picks.show(state);
  }

  function showDepth(
    track: SourceTrack,
    moment: SourceMoment,
    isLeft: boolean,
    {frame, scene}: StageState
  ): void {
    const address = visibleText(maskAddress(track.address, site));
    const words = alertTitle(moment.bySeverity, Number.POSITIVE_INFINITY);
    const isBlocked = scene.without.includes(track.address);
    setText(title, `${address}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`);
    setText(
      subtitle,
      [leftWords(isLeft, isBlocked), placeWords(track, moment, timeZone)].filter(Boolean).join(" ")
    );
    showTechniques(moment.techniques);
    depth.hidden = false;
    picks.node.hidden = true;
    figures.show(moment, frame.span);
    timeline.show(track, moment, frame.time);
    alerts.show(track.alerts, moment.alerts);
    none.hidden = moment.alerts > 0;
    services.show(moment.services.map(barOf));
    ports.show(moment.ports.map(barOf));
    // Of a source that is in no session at all, there is more to say of its alerts.
    const isTyped = track.lines.length > 0;
    typed.node.hidden = !isTyped;
    targets.node.hidden = isTyped;
    if (isTyped) typed.show(track.lines, moment.lines);
    else targets.show(track.alerts, moment.alerts);
  }

  function showTechniques(ids: readonly string[]): void {
    const key = ids.join(" ");
    if (techniques.dataset.techniques === key) return;
    techniques.dataset.techniques = key;
    const rest = ids.length - defaults.techniques;
    techniques.replaceChildren(
      ...ids
        .slice(0, defaults.techniques)
        .map(
          id => html`<span class="replay-technique"><b>${logText(id, 16)}</b> ${techniqueName(id)}</span>`
        ),
      ...(rest > 0 ? [html`<span class="replay-technique">and ${rest} more techniques</span>`] : [])
    );
  }

  return {
    node,
    show(state) {
      const {scene, replay, frame} = state;
      if (!isDue(state.playing, performance.now(), scene, replay)) return;
      without = scene.without;
      const {source} = scene;
      const seen = source === null ? null : seeSource(state, source);
      node.dataset.state = seen?.kind ?? "none";
      name(source ?? "");
      links.hidden = block.hidden = seen === null || seen.kind === "unknown";
      back.hidden = scene.view !== "source" && source === null;
      if (source === null || seen === null) return showNothing(state, "Pick a source to look at in depth");
      setText(block, scene.without.includes(source) ? "Unblock it here" : "Block it here");
      if (seen.kind === "unknown")
        return showNothing(
          state,
          `${visibleText(maskAddress(source, site))} is not a source of these events`
        );
      showDepth(seen.track, sourceAt(seen.track, {...frame, ...seen.moment}), seen.kind === "left", state);
    }
  };
}

function barOf({name, all, anomalous}: Group<string | number | null>): SourceBar {
  return {name: String(name ?? "other, none"), count: all.events, anomalous: anomalous.events};
}

/** What is to be known before any number of a source that a scene leaves out. */
function leftWords(isLeft: boolean, isBlocked: boolean): string {
  if (isBlocked) return "Taken to be blocked: none of this would have happened.";
  return isLeft ? "Left out of what is told; as it was recorded." : "";
}

function placeWords({place}: SourceTrack, {first, last}: SourceMoment, timeZone: string): string {
  const where = `From ${countryLabel(place)}`;
  if (first === null || last === null) return `${where}. Not seen yet.`;
  return `${where}. Seen ${formatTimeRange(Math.min(first, last), Math.max(first, last), timeZone)}.`;
}
