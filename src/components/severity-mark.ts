import type {Severity} from "../engine/event.js";
import {html, svg} from "./html.js";
import {severityColor, severityLabel} from "./palette.js";

/** The outline of each severity's shape in a 12 x 12 box: diamond, triangle, square, circle, ring. */
const outline: Readonly<Record<Severity, string>> = {
  critical: "M6 0L12 6L6 12L0 6Z",
  high: "M6 1L11.5 11H0.500Z",
  medium: "M1.500 1.500H10.500V10.500H1.500Z",
  low: "M6 1.500A4.500 4.500 0 1 0 6 10.500A4.500 4.500 0 1 0 6 1.500Z",
  none: "M6 2A4 4 0 1 0 6 10A4 4 0 1 0 6 2Z"
};

/** A severity as shape, colour and word, so that none of the three is needed to read it. */
export function severityMark(severity: Severity): HTMLElement {
  const hollow = severity === "none";
  return html`<span class="severity-mark" data-severity=${severity}>${svg`<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d=${outline[severity]} fill=${hollow ? "none" : severityColor[severity]} stroke=${severityColor[severity]} stroke-width=${hollow ? 2 : 0}></path></svg>`} ${severityLabel[severity]}</span>`;
}
