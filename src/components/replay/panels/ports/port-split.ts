import {formatShare} from "../../../format.js";
import {html} from "../../../html.js";
import type {PortRow} from "./port-rows.js";

export interface PortSplit {
  readonly node: HTMLElement;
  show(rows: readonly PortRow[], writesNumbers: boolean): void;
}

/** One bar of all events in parts, one for each transport protocol, each labelled under it. */
export function portSplit(): PortSplit {
  const bar = html`<div class="port-split-bar" aria-hidden="true"></div>`;
  const list = html`<ul></ul>`;
  const node = html`<div class="port-split" data-testid="replay-protocols"><div class="port-split-name">protocol</div>${bar}${list}</div>`;
  const parts: {part: HTMLElement; item: HTMLElement; text: Text}[] = [];

  return {
    node,
    show(rows, writesNumbers) {
      // By name, so that parts grow and shrink where they are.
      const named = [...rows].sort((a, b) => (a.name < b.name ? -1 : 1));
      while (parts.length > named.length) {
        const last = parts.pop();
        last?.part.remove();
        last?.item.remove();
      }
      while (parts.length < named.length) {
        const text = document.createTextNode("");
        const part = html`<i data-part=${parts.length % 4}></i>`;
        const item = html`<li data-part=${parts.length % 4}>${text}</li>`;
        parts.push({part, item, text});
        bar.append(part);
        list.append(item);
      }
      named.forEach(({name, share, events}, i) => {
        const found = parts[i];
        if (found === undefined) return;
        const grow = share.toFixed(3);
        if (found.part.style.flexGrow !== grow) found.part.style.flexGrow = grow;
        if (!writesNumbers && found.text.data.startsWith(`${name} `)) return;
        const text = `${name} ${formatShare(share)}`;
        if (found.text.data !== text) found.text.data = text;
        found.item.dataset.events = String(events);
      });
    }
  };
}
