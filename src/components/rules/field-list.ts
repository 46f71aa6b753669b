import {derivedLogColumns} from "../../engine/build/logs.js";
import {details, events} from "../../engine/tables.js";
import {html} from "../html.js";

const scores = new Set(["anomaly_score", "severity", "event_id"]);

/** What a rule of `product: flowbook` may ask of an event, closed. */
export function fieldList(): HTMLElement {
  const fields: readonly (readonly [string, string])[] = [
    ...[...events.columns, ...details.columns]
      .filter(({name}) => !scores.has(name))
      .map(({name, about}) => [name, about] as const),
    ...Object.entries(derivedLogColumns)
  ];
  return html`<details class="rule-fields">
  <summary>Fields that a rule may ask for</summary>
  <dl class="definitions">${fields.map(([name, about]) => html`<div><dt><code>${name}</code></dt><dd>${about}</dd></div>`)}</dl>
</details>`;
}
