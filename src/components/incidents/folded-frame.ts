import {type ChartFrameOptions, chartFrame} from "../chart-frame.js";
import {html} from "../html.js";
import type {Row} from "../workbench/arrow-rows.js";

/** A frame that is closed at first, told by its finding; it is drawn when the reader opens it. */
export function foldedFrame<R extends object = Row>(options: ChartFrameOptions<R>): HTMLElement {
  const {id, title, rows} = options;
  const words = html`<span>…</span>`;
  const body = html`<div></div>`;
  const fold = html`<details class="fold" data-fold=${id} data-state="loading"><summary>${words}</summary>${body}</details>`;
  const say = (text: string, state: string) => {
    words.textContent = text;
    fold.dataset.state = state;
  };
  Promise.resolve(rows).then(
    found => say(typeof title === "string" ? title : title(found), "ready"),
    (error: unknown) => say(`${id}: ${error instanceof Error ? error.message : String(error)}`, "error")
  );
  fold.addEventListener(
    "toggle",
    () => {
      body.replaceChildren(chartFrame(options));
    },
    {once: true}
  );
  return fold;
}
