import {html} from "../html.js";
import {logText} from "../log-text.js";

/** The address of a web page that a rule refers to; null for anything else, since rule files are anybody's. */
export function webAddress(reference: string): string | null {
  const text = reference.trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const {protocol, href, username, password} = new URL(text);
  // "https://bank.example@evil.example/" reads as what it is not.
  return (protocol === "https:" || protocol === "http:") && username === "" && password === "" ? href : null;
}

/** A reference as a link that tells the other side nothing, where it is an address; as text otherwise. */
export function referenceLink(reference: string): HTMLElement {
  const address = webAddress(reference);
  if (address === null) return logText(reference, 400);
  return html`<a href=${address} rel="noopener noreferrer nofollow" target="_blank">${logText(address, 200)}</a>`;
}
