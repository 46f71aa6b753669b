import {fillLater} from "../fill-later.js";
import {html} from "../html.js";
import type {Workbench} from "../workbench/workbench.js";
import {guessList, RiskBar, RiskWords} from "./RiskTable.js";
import {type RiskRow, riskQuery, toSources} from "./risk.js";
import {placeText} from "./risk-words.js";

/** Where a source is, what it may be called, and what its risk is made of; arrives behind the rest. */
export function riskOf(address: string, workbench: Workbench): HTMLElement {
  const box = html`<div class="risk-source risk-of" data-testid="risk-of" data-state="loading"><small>Looking up its risk …</small></div>`;
  void fillLater(box, Promise.resolve(workbench.ask<RiskRow>(riskQuery(address)).rows), "Its risk", rows => {
    const [source] = toSources(rows);
    if (source === undefined) return [html`<small>No risk is published of it.</small>`];
    return [
      html`<small>${placeText(source)}</small>`,
      ...guessList(source, workbench.site),
      html`<small>Risk ${source.risk.toFixed(1)} of 100 (${source.threat_level}).</small>`,
      RiskBar(source),
      RiskWords(source)
    ];
  });
  return box;
}
