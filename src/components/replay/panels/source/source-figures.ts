import type {SourceMoment, SourceOutcomes} from "../../../../engine/replay/source-depth.js";
import {formatCount, formatShare} from "../../../format.js";
import {html} from "../../../html.js";
import {setText} from "../rows.js";
import {spanWords} from "../span-words.js";

export interface SourceFigures {
  readonly node: HTMLElement;
  /** @param span milliseconds looked back on; infinite: everything so far */
  show(moment: SourceMoment, span: number): void;
}

const figures: readonly {
  readonly key: string;
  readonly label: string;
  readonly count: (outcomes: SourceOutcomes) => number;
  /** Whether its part of the source's events is said. */
  readonly isPart?: boolean;
}[] = [
  {key: "events", label: "Events", count: ({all}) => all.events},
  {key: "anomalous", label: "Anomalous", count: ({anomalous}) => anomalous.events, isPart: true},
  {key: "allowed", label: "Allowed", count: ({all}) => all.allowed, isPart: true},
  {key: "blocked", label: "Blocked", count: ({all}) => all.blocked, isPart: true},
  {key: "alerts", label: "Alerts", count: ({alerts}) => alerts}
];

/** What is counted of a source so far, and beneath it within what is looked back on. */
export function sourceFigures(): SourceFigures {
  const shown = figures.map(figure => ({...figure, ...box(figure.key, figure.label)}));
  const incidents = box("incidents", "Incidents");
  return {
    node: html`<div class="replay-source-figures">${shown.map(({node}) => node)}${incidents.node}</div>`,
    show(moment, span) {
      for (const {count, isPart, value, note} of shown) {
        const soFar = count(moment.soFar);
        const events = moment.soFar.all.events;
        setText(value, formatCount(soFar));
        const part = isPart && events > 0 ? `${formatShare(soFar / events)} of its events` : "so far";
        setText(
          note,
          Number.isFinite(span) ? `${formatCount(count(moment.lookedBack))} ${spanWords(span)}` : part
        );
      }
      setText(incidents.value, formatCount(moment.incidents));
      setText(incidents.note, "that these alerts are part of");
    }
  };
}

function box(key: string, label: string) {
  const value = html`<strong></strong>`;
  const note = html`<small></small>`;
  return {node: html`<div data-figure=${key}><span>${label}</span>${value}${note}</div>`, value, note};
}
