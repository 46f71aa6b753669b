import type {Severity} from "../../../../engine/event.js";
import {html} from "../../../html.js";
import {logText, visibleText} from "../../../log-text.js";
import {severityMark} from "../../../severity-mark.js";
import {setText} from "../rows.js";

/** What a row shows of one value after another. Made once: parsing a template for each would take most of a frame. */
export interface Shown<T> {
  readonly node: HTMLElement;
  show(value: T): void;
}

/**
 * A string from a log, as `logText` has it.
 * @param limit characters shown; the rest is counted
 */
export function shownLog(limit: number): Shown<string> {
  const node = html`<bdi class="log-text"></bdi>`;
  return {
    node,
    show(text) {
      if (text.length <= limit && visibleText(text) === text) setText(node, text);
      else node.replaceChildren(logText(text, limit));
    }
  };
}

const marks = new Map<Severity, HTMLElement>();

/** A severity, as `severityMark` has it. */
export function shownSeverity(): Shown<Severity> {
  const node = html`<span></span>`;
  let shown: Severity | null = null;
  return {
    node,
    show(severity) {
      if (severity === shown) return;
      shown = severity;
      const mark = marks.get(severity) ?? severityMark(severity);
      marks.set(severity, mark);
      node.replaceChildren(mark.cloneNode(true));
    }
  };
}
