import type {ReplayNames} from "../../../../engine/replay/columns.js";
import type {ShellLine, ShellSession} from "../../../../engine/replay/shell.js";
import {liveSessions, type ShellView, sessionAt, shellAt} from "../../../../engine/replay/shell-frame.js";
import {leftText} from "../../../../engine/replay/shell-words.js";
import {countryLabel} from "../../../country-label.js";
import {formatCount, formatPlural, formatSpan} from "../../../format.js";
import {html} from "../../../html.js";
import {logText} from "../../../log-text.js";
import {maskAddress} from "../../../mask.js";
import {formatTime} from "../../../time-zone.js";
import {valueButton} from "../../../values/value.js";
import type {StageContext, StagePanel, StageState} from "../../stage.js";
import {createPace} from "../pace.js";
import {terminalLines} from "./terminal-lines.js";
import {terminalLive} from "./terminal-live.js";
import {terminalRows} from "./terminal-rows.js";

export interface TerminalPanelOptions {
  /** Sessions with typed commands that the recording leaves out, for they would be too many. @default 0 */
  readonly leftOut?: number;
  /** Why the recording has no sessions at all, in a sentence. @default nobody typed anything */
  readonly notTyped?: string;
}

/** Rows on screen. */
const rowsShown = 200;

/**
 * What was typed on honeypots and servers, as it was: the session in which something happened last, or the one that the reader stays
 * with. Commands are typed before the moment at which they are logged, which is that of Enter.
 */
export function TerminalPanel(
  context: StageContext,
  {leftOut = 0, notTyped = ""}: TerminalPanelOptions = {}
): StagePanel {
  const {site, timeZone} = context;
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");
  let pinned: ShellSession | null = null;
  let state: StageState | undefined;
  let headOf: ShellSession | null = null;
  let names: ReplayNames | undefined;
  let places = new Map<string, string | null>();

  const source = html`<span></span>`;
  const began = html`<span></span>`;
  const elapsed = html`<span class="replay-terminal-elapsed"></span>`;
  const head = html`<p class="replay-terminal-head" data-testid="replay-terminal-head">${source} · ${began} · ${elapsed}</p>`;
  const follow = html`<button type="button" class="button" hidden data-testid="replay-terminal-follow">Follow the latest</button>`;
  const lines = terminalLines({site, timeZone});
  const live = terminalLive({site, place: placeOf, pin});
  const message = html`<p class="replay-terminal-message"></p>`;
  const body = html`<div class="replay-terminal-body" data-no-terms hidden><div class="replay-terminal-main"><div class="replay-terminal-bar">${head}${follow}</div>${lines.node}</div>${live.node}</div>`;
  const footnote =
    leftOut === 0
      ? null
      : html`<p class="frame-footnote">The worst sessions only: ${formatPlural(leftOut, "session")} with milder findings ${leftOut === 1 ? "is" : "are"} left out.</p>`;
  const node = html`<figure class="frame replay-terminal" data-chart="replay-terminal" aria-labelledby="chart-replay-terminal">
  <figcaption><h3 id="chart-replay-terminal">What attackers type</h3><p class="frame-subtitle">The latest session on honeypots and servers, as it was typed. Passwords are left out.</p></figcaption>
  <div class="frame-body">${message}${body}${footnote}</div>
</figure>`;

  function placeOf(address: string | null): string {
    return countryLabel(address === null ? null : places.get(address));
  }

  function pin(session: ShellSession | null): void {
    pinned = session;
    if (state !== undefined) draw(state);
  }

  function draw({replay, whole, frame}: StageState): void {
    if (names !== whole.recording.columns.names) {
      names = whole.recording.columns.names;
      const all = names.places;
      places = new Map(names.addresses.map((address, i) => [address, all[i] ?? null]));
    }
    const stayed = pinned === null ? null : sessionAt(replay.shell, pinned, frame);
    const view = stayed ?? shellAt(replay.shell, frame);
    const isEmpty = view === null;
    if (body.hidden !== isEmpty) body.hidden = isEmpty;
    const text = isEmpty ? notTyped || emptyText(replay.shell.lines.length) : "";
    if (message.textContent !== text) message.textContent = text;
    if (message.hidden === isEmpty) message.hidden = !isEmpty;
    const isPinned = stayed !== null;
    if (follow.hidden === isPinned) follow.hidden = !isPinned;
    if (view === null) {
      // What is not on screen leaves nothing behind.
      headOf = null;
      delete node.dataset.session;
      return;
    }
    showHead(view, frame.time);
    lines.show(
      terminalRows(stillness.matches ? {...view, typing: null} : view, rowsShown),
      view.session.sensor
    );
    live.show(liveSessions(replay, frame).filter(({session}) => session !== view.session));
  }

  function showHead({session, lines: played}: ShellView, now: number): void {
    const first = session.lines[0]?.time ?? now;
    if (headOf !== session) {
      headOf = session;
      node.dataset.session = session.session;
      source.replaceChildren(...sourceParts(session));
      began.textContent = `began ${formatTime(first, timeZone, true)}`;
    }
    const last = played.at(-1);
    const text = last === undefined ? "nothing yet" : elapsedText(played, last, {first, now});
    if (elapsed.textContent !== text) elapsed.textContent = text;
  }

  function sourceParts({source_ip, sensor}: ShellSession): (Node | string)[] {
    const on = sensor === null ? [] : [" on ", logText(sensor, 40)];
    if (source_ip === null) return ["Source not logged", ...on];
    // A file of its own has no menus.
    const address =
      context.pageAddress === null
        ? logText(maskAddress(source_ip, site), 60)
        : valueButton("address", source_ip, {site, limit: 60});
    return [address, `, ${placeOf(source_ip)}`, ...on];
  }

  follow.addEventListener("click", () => pin(null));
  const isDue = createPace();
  return {
    node,
    show(next) {
      state = next;
      const isLarge = next.scene.view === "terminal";
      if (node.hasAttribute("data-large") !== isLarge) node.toggleAttribute("data-large", isLarge);
      if (isDue(next.playing, performance.now(), next.scene, next.replay)) draw(next);
    }
  };
}

/** Milliseconds without a line after which a session counts as quiet. */
const quiet = 60_000;

/** What was done so far, and for how long. */
function elapsedText(
  played: readonly ShellLine[],
  last: ShellLine,
  {first, now}: {readonly first: number; readonly now: number}
): string {
  const commands = formatPlural(played.filter(({kind}) => kind === "command").length, "command");
  if (last.kind === "said" && last.text === leftText)
    return `${commands}, left after ${formatSpan(last.time - first)}`;
  if (now - last.time > quiet) return `${commands}, quiet for ${formatSpan(now - last.time)}`;
  return `${commands}, ${formatSpan(Math.max(0, now - first))} in`;
}

const emptyText = (lines: number) =>
  lines === 0
    ? "Nobody types anything in what this replay tells of."
    : `Nobody has typed anything yet; ${formatCount(lines)} lines are to come.`;
