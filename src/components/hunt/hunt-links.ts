import type {Term} from "../../engine/hunt/term.js";
import type {TimeRange} from "../../engine/selection.js";
import {html} from "../html.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {mapAddress} from "../map/map-address.js";
import {windowAddress} from "../zoom.js";

/** Where to go on with a term: pages that show no more than what has it. */
export function huntLinks({type, value}: Term, data: TimeRange): HTMLElement {
  const page = (name: string, search: string) => windowAddress(`./${name}.html`, data, search);
  const filter = filterOf(type, value);
  const links: (readonly [string, string])[] = [
    ...(type === "address"
      ? ([
          ["Investigate it", investigateAddress("source", value)],
          ["Show it on the map", mapAddress(value)]
        ] as const)
      : []),
    ...(filter === null
      ? []
      : ([
          ["Its alerts", page("alerts", filter)],
          ["Its timeline", page("timeline", filter)],
          ...(type === "port" ? [] : [["Its sessions", page("sessions", filter)] as const])
        ] as const))
  ];
  return html`<p class="hunt-links">${links.map(([label, href]) => html`<a href=${href}>${label}</a>`)}</p>`;
}

/** The selection that lets a term through; null where no page filters by its type. */
function filterOf(type: Term["type"], value: string): string | null {
  const text = encodeURIComponent(value);
  switch (type) {
    case "address":
      return `source=${text}`;
    case "port":
      return `port=${text}`;
    case "user":
      return `user=${text}`;
    case "hash":
    case "ja3":
    case "hassh":
      return `hash=${text}`;
    default:
      return null;
  }
}
