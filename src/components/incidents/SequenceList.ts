import type {Dataset, Severity} from "../../engine/event.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import {datasetLabel} from "../palette.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";
import {alertingOf, type Sequence, stepsOf} from "./sequence.js";

export interface SequenceListOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
}

const levels: readonly Severity[] = ["none", "low", "medium", "high", "critical"];
const headings: Readonly<Record<string, string>> = {
  commands: "Commands on honeypots",
  events: "Events of one source within an hour",
  ports: "Ports called by one source within an hour"
};

/** Sequences that raised an alert by kind, their steps in order with the surprising ones underlined. */
export function SequenceList(sequences: readonly Sequence[], options: SequenceListOptions): HTMLElement {
  const kinds = [...new Set(sequences.map(({kind}) => kind))];
  return html`<div class="sequences">${kinds.map(
    kind => html`<section>
  <h4>${headings[kind] ?? kind}</h4>
  ${ofKind(
    sequences.filter(sequence => sequence.kind === kind),
    options
  )}
</section>`
  )}</div>`;
}

function ofKind(sequences: readonly Sequence[], options: SequenceListOptions): readonly HTMLElement[] {
  const alerting = alertingOf(sequences);
  if (alerting.length > 0) return alerting.map(sequence => item(sequence, options));
  const count = sequences[0]?.kind_sequences ?? 0;
  return [html`<p>None of ${formatPlural(count, "sequence")} is unusual enough for an alert.</p>`];
}

function item(sequence: Sequence, {site, timeZone}: SequenceListOptions): HTMLElement {
  const {who, dataset, first_time, length, level} = sequence;
  const steps = stepsOf(sequence);
  const text = (words: string) => logText(maskAddresses(words, site), 80);
  const parts = steps.flatMap(({text: step, isSurprising}, i) => [
    i === 0 ? "" : html`<span class="sequence-divider"> › </span>`,
    isSurprising ? html`<u>${text(step)}</u>` : text(step)
  ]);
  const before = sequence.first_step;
  const after = length - before - steps.length;
  return html`<div class="sequence">
  <p>${severityMark(levels[level] ?? "none")} ${text(who)} · ${datasetLabel[dataset as Dataset] ?? logText(dataset)} · ${formatTime(first_time, timeZone)} · ${measures(sequence)}</p>
  <p class="sequence-steps">${before > 0 ? `${formatPlural(before, "step")} … ` : ""}${parts}${after > 0 ? ` … ${formatPlural(after, "more step")}` : ""}</p>
</div>`;
}

function measures({score, basis, mean_bits, usual_bits, new_steps, alike}: Sequence): string {
  const said: string[] = [];
  if (score !== null)
    said.push(`score ${score.toFixed(2)}${basis === "benign" ? "" : " among its own kind"}`);
  if (mean_bits !== null)
    said.push(
      `${mean_bits.toFixed(1)} bits a step${usual_bits === null ? "" : `, usually ${usual_bits.toFixed(1)}`}`
    );
  if (new_steps !== null && new_steps > 0)
    said.push(`${formatPlural(new_steps, "step")} never seen to follow`);
  if (alike > 1)
    said.push(`${formatCount(alike - 1)} more ${alike === 2 ? "stands" : "stand"} out by the same step`);
  return said.join(" · ");
}
