import {fillLater} from "../fill-later.js";
import {html} from "../html.js";
import type {Workbench} from "../workbench/workbench.js";
import type {Scope} from "./scope.js";
import type {Subject} from "./subject.js";

/** What every tab is drawn from. */
export interface TabOptions {
  readonly workbench: Workbench;
  readonly timeZone: string;
  readonly subject: Subject;
  readonly scope: Scope;
  /** Opens another tab. */
  readonly openTab: (name: string) => void;
}

/**
 * A headed part of a tab that fills as its data arrives: a skeleton until then, a sentence where it cannot be read.
 * @param name unique on the page; its `data-testid`
 */
export function part<T>(
  name: string,
  title: string,
  value: PromiseLike<T>,
  draw: (value: T) => readonly (Node | string)[]
): HTMLElement {
  const box = html`<div data-state="loading" data-testid=${name}><div class="frame-skeleton investigate-skeleton"></div></div>`;
  void fillLater(box, value, title, draw);
  return html`<section class="frame investigate-part"><h3>${title}</h3>${box}</section>`;
}
