import {decisions} from "./decisions.js";

/**
 * Keeps an element as the decisions are: draws it now and after every change, until it has been on the page and is gone from it, so
 * that rows that are drawn anew leave nobody behind who still listens.
 */
export function followDecisions<E extends HTMLElement>(element: E, draw: (element: E) => void): E {
  let wasShown = false;
  draw(element);
  const stop = decisions.subscribe(() => {
    if (element.isConnected) wasShown = true;
    else if (wasShown) return stop();
    draw(element);
  });
  return element;
}
