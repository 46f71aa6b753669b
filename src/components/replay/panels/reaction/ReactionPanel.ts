import {formatCount} from "../../../format.js";
import {html} from "../../../html.js";
import {logText} from "../../../log-text.js";
import {severityMark} from "../../../severity-mark.js";
import {formatTime} from "../../../time-zone.js";
import type {StageContext, StagePanel, StageState} from "../../stage.js";
import {createPace} from "../pace.js";
import {
  type DetectorReaction,
  hasInjected,
  type InjectedAttack,
  type Reaction,
  reactionAt
} from "./reaction-at.js";
import {detectorName, firstWords, reactionTitle, silentWords} from "./reaction-words.js";

export interface ReactionPanelOptions {
  /** The injected attacks, in order of their beginning, where they are known. @default none: only alerts tell of them */
  readonly attacks?: readonly InjectedAttack[];
}

/** Which detectors have noticed an attack that the reader injected, how soon, and which said nothing. Hidden where none was injected. */
export function ReactionPanel(
  {commands, timeZone}: StageContext,
  {attacks = []}: ReactionPanelOptions = {}
): StagePanel {
  const title = html`<h3 id="chart-replay-reaction"></h3>`;
  const about = html`<p class="frame-subtitle"></p>`;
  const rows = html`<tbody></tbody>`;
  const begin = html`<button type="button" class="button" hidden>Go to its beginning</button>`;
  const node = html`<figure class="frame replay-reaction" data-chart="replay-reaction" data-testid="replay-reaction" aria-labelledby="chart-replay-reaction" hidden>
  <figcaption>${title}${about}</figcaption>
  <div class="frame-body"><table>
    <thead><tr><th scope="col">Detector</th><th scope="col">First alert</th><th scope="col" class="numeric">Alerts</th><th scope="col">Gravest</th></tr></thead>
    ${rows}
  </table>${begin}<p class="frame-footnote">${dating}</p></div>
</figure>`;
  let keys: readonly string[] = [];
  let attack: InjectedAttack | null = null;

  begin.addEventListener("click", () => {
    if (attack !== null) commands.seekTime(attack.from);
  });

  function draw({frame, replay, whole}: StageState): void {
    const isHidden = !hasInjected(whole.alerts, attacks);
    if (node.hidden !== isHidden) node.hidden = isHidden;
    if (isHidden) return;
    const reaction = reactionAt(whole.alerts, replay.alerts, attacks, frame);
    attack = reaction.attack;
    write(title, reactionTitle(reaction, timeZone));
    write(about, aboutText(reaction, timeZone));
    const isFar = reaction.state === "to come" && attack !== null;
    if (begin.hidden === isFar) begin.hidden = !isFar;
    node.dataset.state = reaction.state.replace(" ", "-");
    drawRows(reaction);
  }

  function drawRows({detectors, state}: Reaction): void {
    const next = detectors.map(
      ({detector, first, alerts, gravest}) =>
        `${detector} ${first} ${alerts} ${gravest} ${alerts === 0 ? state : ""}`
    );
    const before = new Map(keys.map((key, i) => [key, rows.children[i]]));
    if (next.length === keys.length && next.every((key, i) => key === keys[i])) return;
    rows.replaceChildren(
      ...detectors.map((reaction, i) => before.get(next[i] ?? "") ?? row(reaction, state))
    );
    keys = next;
  }

  function row(reaction: DetectorReaction, state: Reaction["state"]): HTMLElement {
    const {detector, alerts, gravest} = reaction;
    const isSilent = alerts === 0;
    return html`<tr data-detector=${detector} data-silent=${isSilent ? "" : null}><th scope="row">${logText(detectorName(detector), 60)}</th><td>${isSilent ? silentWords(state) : firstWords(reaction, timeZone)}</td><td class="numeric">${isSilent ? "" : formatCount(alerts)}</td><td>${gravest === null ? "" : severityMark(gravest)}</td></tr>`;
  }

  const isDue = createPace();
  return {
    node,
    show(state) {
      if (isDue(state.playing, performance.now(), state.replay)) draw(state);
    }
  };
}

const dating =
  "An alert stands at the event that it is about. What searches stretches of time (bursts, beacons, sequences) can tell only once more of it has come.";

function write(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** Whose reaction it is, and to what. */
function aboutText({attack, state}: Reaction, timeZone: string): string {
  if (attack === null)
    return "Detectors' reaction to the injected attack, by its alerts so far; simulated, nobody did this.";
  const {title, from, to} = attack;
  const when =
    state === "to come"
      ? `begins ${formatTime(from, timeZone, true)}`
      : state === "over"
        ? `began ${formatTime(from, timeZone, true)}, over since ${formatTime(to, timeZone, true)}`
        : `began ${formatTime(from, timeZone, true)}, still under way`;
  return `Detectors' reaction to “${title}”, injected: ${when}. Simulated, nobody did this.`;
}
