import {countryLabel} from "../../../country-label.js";
import {formatPlural} from "../../../format.js";
import {html} from "../../../html.js";
import {maskAddress} from "../../../mask.js";
import type {StageContext, StagePanel, StageState} from "../../stage.js";
import {shownLog, shownSeverity} from "../alerts/alert-marks.js";
import {keyedRows, type Row, setText} from "../rows.js";
import {spanWords} from "../span-words.js";
import {type RankedSource, rankSources} from "./source-ranks.js";

const offered = 24;

/** The sources with the gravest alerts, to pick one that is looked at in depth. */
export function sourcePicks(context: StageContext): StagePanel {
  const list = html`<ol class="replay-source-picks"></ol>`;
  const note = html`<p class="replay-panel-note"></p>`;
  const draw = keyedRows<RankedSource>(
    list,
    ({address}) => address,
    () => pickRow(context)
  );
  return {
    node: html`<div class="replay-source-choice">${note}${list}</div>`,
    show({replay, frame}: StageState) {
      const {from, to} = frame.alerts;
      const ranked = rankSources(replay, from, to, offered);
      const back = spanWords(frame.span);
      note.textContent =
        ranked.length === 0
          ? `No source has an alert ${back}. Play on, or look back further.`
          : `Those with the gravest alerts ${back}:`;
      draw(ranked);
    }
  };
}

function pickRow({commands, site}: StageContext): Row<RankedSource> {
  let address = "";
  const name = shownLog(48);
  const from = html`<span class="replay-source-from"></span>`;
  const severity = shownSeverity();
  const count = html`<span></span>`;
  const press = html`<button type="button" class="replay-source-pick"><span class="replay-source-name">${name.node}</span>${from}<span class="replay-source-what">${severity.node} ${count}</span></button>`;
  press.addEventListener("click", () => commands.show({source: address, view: "source"}));
  return {
    node: html`<li>${press}</li>`,
    fill(ranked) {
      address = ranked.address;
      name.show(maskAddress(address, site));
      setText(from, countryLabel(ranked.place));
      severity.show(ranked.severity);
      setText(count, formatPlural(ranked.alerts, "alert"));
    }
  };
}
