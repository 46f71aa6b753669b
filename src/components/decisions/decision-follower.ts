import {html} from "../html.js";
import {decisions} from "./decisions.js";

/** An input in Framework's sense, to be seen by nobody: `view(decisionFollower())` is another number after each decision, so that what depends on it is drawn anew. */
export function decisionFollower(): HTMLElement {
  let changes = 0;
  const node = html`<span hidden></span>`;
  decisions.subscribe(() => {
    changes++;
    node.dispatchEvent(new CustomEvent("input", {bubbles: true}));
  });
  return Object.defineProperty(node, "value", {get: () => changes});
}
