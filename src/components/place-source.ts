import {html} from "./html.js";

/** Says where the places of addresses come from, and names their makers where the licence asks for it. */
export function placeSource({
  geolocation,
  attributeDbIp
}: {
  /** Name and date of the database. */
  readonly geolocation?: string | null;
  readonly attributeDbIp?: boolean;
}): HTMLElement {
  const from =
    geolocation == null
      ? "No geolocation database was used: places come from a coarse table of address prefixes, or are not measured."
      : `Places come from ${geolocation}.`;
  const credit = attributeDbIp
    ? html`<a href="https://db-ip.com" rel="noreferrer">IP Geolocation by DB-IP</a>.`
    : null;
  return html`<p class="place-source" data-testid="place-source">${from} ${credit} Country shapes are Natural Earth's.</p>`;
}
