import {campus} from "../../engine/build/country.js";
import {countTogether} from "../../engine/geography/group-places.js";
import type {CountFilter} from "../../engine/geography/place-counts.js";
import type {PlaceEntry} from "../../engine/geography/place-entries.js";
import {formatPlural} from "../format.js";
import type {PlaceTableRow} from "./PlaceTable.js";
import {kindOf} from "./place-words.js";

/** What no map can show, as rows of its table: the campus's own addresses, and those without a known place. */
export function outsideRows(
  entries: readonly PlaceEntry[],
  filter: CountFilter,
  campusName: string
): PlaceTableRow[] {
  const row = (key: string, name: string, country: string | null): PlaceTableRow[] => {
    const counts = countTogether(entries, filter, entry => entry.country === country);
    return counts.events === 0 ? [] : [{...counts, key, name, group: null, addresses: null}];
  };
  return [...row("campus", `Campus (${campusName})`, campus), ...row("", "No known place", null)];
}

/** The same in words. */
export function notOnMap(entries: readonly PlaceEntry[], filter: CountFilter): string {
  const eventsFrom = (country: string | null) =>
    countTogether(entries, filter, entry => entry.country === country).events;
  const [own, nowhere] = [eventsFrom(campus), eventsFrom(null)];
  const of = (count: number) =>
    `${formatPlural(count, `${kindOf(filter)} event`)} of this selection ${count === 1 ? "comes" : "come"}`;
  const from =
    nowhere === 0
      ? "No event comes from an address without a known place."
      : `${of(nowhere)} from addresses without a known place: private, reserved or unknown.`;
  return own === 0 ? from : `${from} ${of(own)} from the campus's own addresses, which are no country's.`;
}
