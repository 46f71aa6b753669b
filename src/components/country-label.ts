import {campus} from "../engine/build/country.js";
import {visibleText} from "./log-text.js";

const names = new Intl.DisplayNames("en", {type: "region", fallback: "code"});

/**
 * What a source's country is called: that it is the campus's own, or not known, where the cube says so. A geolocation database of
 * the reader's own may hold anything in place of a code.
 */
export function countryLabel(country: string | null | undefined): string {
  if (country == null) return "unknown place";
  if (country === campus) return "the campus";
  return /^[A-Z]{2}$/.test(country) ? (names.of(country) ?? country) : visibleText(country);
}
