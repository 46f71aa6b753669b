import type {AddressWidth} from "./address-words.js";
import type {Place} from "./place.js";

/** What a geolocation database says of all addresses of one width, range after range without a gap. */
export interface PlaceTable {
  readonly width: AddressWidth;
  /** First address of each range, `width` words each, ascending; the first is 0. A range goes up to the next one's start. */
  readonly starts: Uint32Array;
  /** For each range, the number of its place: its index in `places` plus one; 0 where nothing is known. */
  readonly numbers: Uint32Array;
  /** At most 2^24 - 1. Of a country only the code is kept: the rest must be as `countryPlace` says. */
  readonly places: readonly Place[];
}
