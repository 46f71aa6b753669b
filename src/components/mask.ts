import ipaddr from "ipaddr.js";
import {shownWorkspace} from "../workspace/current.js";
import {html} from "./html.js";

/** As much of site.json as masking needs. */
export interface MaskedSite {
  readonly origin: "simulated" | "recorded" | "mixed";
  /** The campus's own address ranges, as in data/campus.yml. Private addresses are the campus's anyway. */
  readonly prefixes?: readonly string[];
}

/** Logs that a reader opened are the reader's own, to be hidden only when somebody else looks on. */
const isOwn = shownWorkspace() !== null;
/** What is chosen for one's own logs says nothing about the published data. */
const storageKey = `flowbook-show-campus-addresses${isOwn ? "-own" : ""}`;
let shown = readChoice();

function readChoice(): boolean {
  try {
    const choice = sessionStorage.getItem(storageKey);
    return choice === null ? isOwn : choice === "yes";
  } catch {
    return isOwn;
  }
}

/**
 * An address as it may be shown: over published data the campus's own keep only their last part ("•••.57") until the
 * reader shows them; over logs that the reader opened they are shown until the reader hides them. Simulated data has
 * nobody to protect and is never masked.
 */
export function maskAddress(address: string, site: MaskedSite): string {
  if (shown || site.origin === "simulated" || !isCampusAddress(address, site)) return address;
  const separator = address.includes(".") ? "." : ":";
  return `•••${separator}${address.slice(address.lastIndexOf(separator) + 1)}`;
}

/** Whether addresses are on screen that ought to be masked before others look on. */
export function showsCampusAddresses({origin}: MaskedSite): boolean {
  return shown && origin !== "simulated";
}

/** Anything that may be an IPv4 or IPv6 address; what is none stays as it is. */
export const addressLike =
  /\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:(?:\.\d{1,3}){3})?/gi;

/** A text, such as an original log line, with the campus's addresses in it masked. */
export function maskAddresses(text: string, site: MaskedSite): string {
  return text.replace(addressLike, match => maskAddress(match, site));
}

/** Private ranges, and the prefixes that data/campus.yml names. */
export function isCampusAddress(text: string, {prefixes = []}: MaskedSite): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() === "private" || address.range() === "uniqueLocal") return true;
  return prefixes.some(prefix => {
    const [network, length] = ipaddr.parseCIDR(prefix);
    return network.kind() === address.kind() && address.match(network, length);
  });
}

/**
 * The control that shows campus addresses until the tab is closed: an input in Framework's sense, whose value says
 * whether they are shown. Over simulated data, which needs none, it is hidden.
 */
export function maskToggle(site: MaskedSite): HTMLElement {
  const box = html`<input type="checkbox">` as HTMLInputElement;
  box.checked = shown;
  const label = html`<label class="mask-toggle">${box} Show campus addresses</label>`;
  label.hidden = site.origin === "simulated";
  box.addEventListener("input", () => {
    shown = box.checked;
    try {
      sessionStorage.setItem(storageKey, shown ? "yes" : "no");
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  });
  // The box's own input event bubbles to the label, where Framework listens.
  return Object.defineProperty(label, "value", {get: () => shown});
}
