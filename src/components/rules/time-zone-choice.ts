import {html} from "../html.js";
import {readTimeZone, rememberTimeZone, zoneLabel} from "../time-zone.js";

/**
 * The button that shows times in UTC or campus time, as that of the selection bar where there is no selection: an input
 * in Framework's sense, whose value is the zone. Hidden where the campus's zone is not known.
 */
export function timeZoneChoice(campus: string | undefined): HTMLElement {
  let timeZone = readTimeZone(campus);
  const button = html`<button type="button" class="button" data-testid="time-zone"></button>`;
  const node = html`<div class="rule-zone">${button}</div>`;
  node.hidden = campus === undefined || campus === "UTC";
  const say = () => {
    button.textContent = `Times in ${zoneLabel(timeZone)}`;
  };
  button.addEventListener("click", () => {
    timeZone = timeZone === "UTC" && campus !== undefined ? campus : "UTC";
    rememberTimeZone(timeZone);
    say();
    node.dispatchEvent(new Event("input", {bubbles: true}));
  });
  say();
  return Object.defineProperty(node, "value", {get: () => timeZone});
}
