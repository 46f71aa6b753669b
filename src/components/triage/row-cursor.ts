/** Where the reader is among the rows, by the id of a row: it outlasts every redrawing of the table. */
export interface RowCursor {
  /** Its place among the rows shown; -1 where the reader has not been among them. */
  place(): number;
  /** Goes to a row that is shown; another id changes nothing. */
  moveTo(id: string): void;
  /**
   * The table shows other rows. Stays on its row; where that is gone, on the next of those it stood among that is left, or
   * else on the one before.
   * @param landing a place to go to instead, from the end where it is negative; null: none
   */
  follow(next: readonly string[], landing?: number | null): void;
}

export function rowCursor(): RowCursor {
  let ids: readonly string[] = [];
  let at: string | null = null;
  return {
    place: () => (at === null ? -1 : ids.indexOf(at)),
    moveTo(id) {
      if (ids.includes(id)) at = id;
    },
    follow(next, landing = null) {
      if (landing !== null) {
        const place = landing < 0 ? next.length + landing : landing;
        at = next[Math.max(0, Math.min(next.length - 1, place))] ?? null;
      } else if (at !== null) {
        const was = ids.indexOf(at);
        const nearest = [...ids.slice(was), ...ids.slice(0, was).reverse()];
        at = nearest.find(id => next.includes(id)) ?? next[Math.min(was, next.length - 1)] ?? null;
      }
      ids = next;
    }
  };
}
