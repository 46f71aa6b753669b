/** As much of a row as says where an address is. */
export interface PlacedAddress {
  readonly country: string | null;
  /** Campus site, by data/campus.yml. */
  readonly site: string | null;
  /** Null for what is not an address. */
  readonly is_private: boolean | null;
}

/** Where an address is, in a word: its campus site, its country, or why it has neither. */
export function addressPlace({country, site, is_private}: PlacedAddress): string {
  if (site !== null) return `campus: ${site}`;
  if (is_private === true) return "private network";
  if (is_private === null) return "not an address";
  return country ?? "not measured";
}
