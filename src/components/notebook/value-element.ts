import {columnKind} from "../../engine/notebook/chart.js";
import type {Runner} from "../../engine/notebook/runner.js";
import {notMeasured} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {numberText, plainText, type Showing} from "./shown-value.js";

/** A value in a text: as a result's table would show it. */
export function valueElement(value: ReturnType<Runner["valueOf"]>, showing: Showing): HTMLElement {
  if (value === null) return html`<span class="nb-null">…</span>`;
  const {text, column} = value;
  if (text === null) return html`<span class="nb-null">${notMeasured}</span>`;
  const known = column ?? {name: "", type: "VARCHAR"};
  const isNumber = columnKind(known.type) === "number";
  return isNumber
    ? html`<span>${numberText(text)}</span>`
    : logText(plainText(text, known, showing) ?? "", 200);
}
