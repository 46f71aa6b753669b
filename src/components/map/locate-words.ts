import {campus} from "../../engine/build/country.js";
import type {LocatedAddress} from "../../engine/geography/place-entries.js";
import {visibleText} from "../log-text.js";
import {type MaskedSite, maskAddress} from "../mask.js";
import {placePath} from "./place-words.js";

const longest = 60;

/**
 * Says where an address is that a reader asked for, or why the map cannot show it.
 * @param asked as it stands in the page's address; anybody may have written it
 * @param row what the data know of it, if anything
 */
export function locateWords(asked: string, row: LocatedAddress | undefined, site: MaskedSite): string {
  const shown = asked.length > longest ? `${asked.slice(0, longest)}…` : maskAddress(asked, site);
  const name = visibleText(shown);
  if (row === undefined)
    return `${name} is not among the addresses in these data, so that it has no place on the map.`;
  if (row.country === campus)
    return `${name} is the campus's own${row.site === null ? "" : ` (${visibleText(row.site)})`}: the cross hairs mark where that is.`;
  if (row.country !== null) return `${name} is in ${placePath(row).join(" > ")}.`;
  if (row.is_private === null) return `${name} is no address, so that it has no known place.`;
  return row.is_private
    ? `${name} has no known place: it is an address of a private network.`
    : `${name} has no known place: the geolocation does not list it.`;
}
