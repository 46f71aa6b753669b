import {formatCount, formatPlural} from "../format.js";
import {passwordDots} from "../hidden-password.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import {offsetText} from "../sessions/Transcript.js";
import type {LinePart, TranscriptLine} from "../sessions/transcript-lines.js";
import {severityMark} from "../severity-mark.js";
import {momentOf, type Script, scriptOf} from "./terminal-script.js";

const speeds = [1, 2, 4, 8, 16] as const;
/** Characters shown of one text. */
const longest = 4000;

export interface TerminalPlayerOptions {
  readonly site: MaskedSite;
}

/**
 * A session played as a terminal: commands are typed in the rhythm that was logged, with what became of them. It begins with all
 * of it on screen; playing begins anew. Where the reader wants no motion, lines appear whole.
 */
export function TerminalPlayer(lines: readonly TranscriptLine[], {site}: TerminalPlayerOptions): HTMLElement {
  const script = scriptOf(lines);
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");
  let clock = script.length;
  let speed: number = 4;
  let frame: number | null = null;
  let last = 0;
  let showsSecrets = false;

  const items = script.lines.map(({line}) => lineItem(line));
  const screen = html`<ol class="terminal-screen" data-testid="terminal" tabindex="0" aria-label="What was typed">${items}</ol>`;
  const play = html`<button type="button" class="button" data-testid="terminal-play">Play</button>`;
  const end = html`<button type="button" class="button">Jump to the end</button>`;
  const secrets = html`<button type="button" class="button" data-testid="terminal-secrets">Show passwords</button>`;
  const position =
    html`<input type="range" min="0" max=${Math.max(1, script.length)} step="10" aria-label="Place in the session">` as HTMLInputElement;
  const select =
    html`<select aria-label="Speed">${speeds.map(value => html`<option value=${value} selected=${value === speed}>×${value}</option>`)}</select>` as HTMLSelectElement;
  const says = html`<span class="terminal-says" data-testid="terminal-says"></span>`;

  function lineItem(line: TranscriptLine): HTMLElement {
    const gravest = line.findings[0];
    return html`<li data-kind=${line.kind} data-severity=${gravest?.severity ?? "none"}><small>${offsetText(line.offset)}</small> <span class="terminal-text"></span>${gravest === undefined ? null : html`<span class="terminal-found" title=${line.findings.map(({title}) => title).join("; ")}>${severityMark(gravest.severity)} ${logText(gravest.title, 60)}</span>`}</li>`;
  }

  /** A line's text as far as it is typed; what is not typed stands there at once. */
  function fill(index: number, share: number): void {
    const line = lines[index];
    const box = items[index]?.querySelector<HTMLElement>(".terminal-text");
    if (line === undefined || !box) return;
    const isTyped = line.kind === "command";
    const parts = isTyped && share < 1 ? line.parts.filter(({kind}) => kind === "log") : line.parts;
    box.replaceChildren(
      html`<span class="terminal-label">${isTyped ? "$" : line.label}</span>`,
      " ",
      ...parts.map(part => partText(part, share)),
      ...(isTyped && share < 1 ? [html`<i class="terminal-cursor"></i>`] : [])
    );
  }

  function partText({kind, text}: LinePart, share: number): Node {
    if (kind === "words") return html`<span class="terminal-words">${text}</span>`;
    if (kind === "secret" && !showsSecrets)
      return html`<span class="masked" title="a password; hidden until shown">${passwordDots}</span>`;
    const masked = maskAddresses(text, site);
    return logText(share >= 1 ? masked : masked.slice(0, Math.floor(masked.length * share)), longest);
  }

  let before = {begun: 0, typed: 1};
  for (const [i] of items.entries()) fill(i, 1);

  function show(): void {
    const moment = momentOf(script, clock);
    // Only lines between the last picture and this one change.
    const from = Math.max(0, Math.min(before.begun, moment.begun) - 1);
    const to = Math.max(before.begun, moment.begun);
    for (let i = from; i < to; ++i) {
      const isLast = i === moment.begun - 1;
      (items[i] as HTMLElement).hidden = i >= moment.begun;
      fill(i, isLast && !stillness.matches ? moment.typed : 1);
    }
    before = moment;
    position.value = String(Math.round(clock));
    position.setAttribute(
      "aria-valuetext",
      `${formatCount(moment.begun)} of ${formatPlural(lines.length, "line")}`
    );
    says.textContent = `${formatCount(moment.begun)} of ${formatPlural(lines.length, "line")}`;
    play.textContent = frame === null ? (clock >= script.length ? "Play from the start" : "Play") : "Pause";
  }

  function tick(now: number): void {
    clock = Math.min(script.length, clock + (now - last) * speed);
    last = now;
    // A player that was taken off the page stops by itself.
    frame = clock >= script.length || !screen.isConnected ? null : requestAnimationFrame(tick);
    show();
    screen.scrollTop = screen.scrollHeight;
  }

  function pause(): void {
    if (frame !== null) cancelAnimationFrame(frame);
    frame = null;
  }

  play.addEventListener("click", () => {
    if (frame !== null) pause();
    else {
      if (clock >= script.length) clock = 0;
      last = performance.now();
      frame = requestAnimationFrame(tick);
    }
    show();
  });
  end.addEventListener("click", () => {
    pause();
    clock = script.length;
    show();
  });
  position.addEventListener("input", event => {
    event.stopPropagation();
    clock = Number(position.value);
    show();
  });
  select.addEventListener("input", event => {
    event.stopPropagation();
    speed = Number(select.value);
  });
  secrets.addEventListener("click", () => {
    showsSecrets = !showsSecrets;
    secrets.textContent = showsSecrets ? "Hide passwords" : "Show passwords";
    for (const [i] of items.entries()) fill(i, 1);
    show();
  });
  // Everything is hidden before the first picture, so that it shows what it says.
  for (const item of items) item.hidden = true;
  show();
  const hasSecrets = lines.some(({parts}) => parts.some(({kind}) => kind === "secret"));
  return html`<div class="terminal" data-lines=${lines.length}>
  <div class="row-controls">${play}${end}<label>Speed ${select}</label>${position}${says}${hasSecrets ? secrets : null}</div>
  ${screen}
  ${shortenedNote(script)}
</div>`;
}

function shortenedNote({shortened}: Script): HTMLElement {
  return html`<p class="frame-footnote">${shortened === 0 ? "" : `${formatPlural(shortened, "long pause")} ${shortened === 1 ? "is" : "are"} cut short. `}The honeypot's log keeps what was typed and what became of it, not what it answered.</p>`;
}
