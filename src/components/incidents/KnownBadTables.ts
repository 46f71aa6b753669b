import {dataTable} from "../data-table.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import {moreButton} from "../values/value.js";
import type {IndicatorHit, IndicatorList} from "./known-bad.js";

/** Kinds of entries, and entries that were left out, by column. */
const kinds = ["addresses", "networks", "domains", "urls", "hashes", "fingerprints"] as const;
const leftOut = ["duplicates", "junk", "refused", "skipped"] as const;

/** Lists of known-bad indicators with what is in them and what of it was seen. */
export function ListTable(lists: readonly IndicatorList[]): HTMLElement {
  const named = (list: IndicatorList, keys: readonly (typeof kinds | typeof leftOut)[number][]) =>
    keys
      .filter(key => list[key] > 0)
      .map(key => `${formatCount(list[key])} ${key === "urls" ? "URLs" : key}`)
      .join(", ") || "none";
  const count = (key: "entries" | "indicators_hit" | "events_hit", label: string) => ({
    key,
    label,
    numeric: true,
    cell: (list: IndicatorList) => formatCount(list[key]),
    value: (list: IndicatorList) => list[key]
  });
  return dataTable(
    lists,
    [
      {
        key: "list",
        label: "List",
        cell: ({list, file, applied}) =>
          html`<span title=${file}>${logText(list, 80)}${applied ? "" : " (an example, not applied to real logs)"}</span>`
      },
      {key: "format", label: "Format", cell: ({format}) => format},
      count("entries", "Entries"),
      {key: "kinds", label: "Of these", cell: list => html`<span class="wide">${named(list, kinds)}</span>`},
      {key: "left", label: "Left out", cell: list => html`<span class="wide">${named(list, leftOut)}</span>`},
      count("indicators_hit", "Seen"),
      count("events_hit", "Events")
    ],
    {stacks: true, first: 10}
  );
}

/** The indicators that were seen, and in which fields of how many events. */
export function HitTable(hits: readonly IndicatorHit[], site: MaskedSite): HTMLElement {
  return dataTable(
    hits,
    [
      {
        key: "indicator",
        label: "Indicator",
        cell: ({indicator}) =>
          html`<span class="wide">${logText(maskAddresses(indicator, site), 120)}${moreButton("text", indicator, {site})}</span>`
      },
      {key: "kind", label: "Kind", cell: ({kind}) => kind},
      {
        key: "list",
        label: "List, line",
        cell: ({list, line}) => html`<span>${logText(list, 60)}, ${formatCount(line)}</span>`
      },
      {key: "fields", label: "Seen in", cell: ({fields}) => fields},
      {
        key: "events",
        label: "Events",
        numeric: true,
        cell: ({events}) => formatCount(events),
        value: ({events}) => events
      }
    ],
    {stacks: true, first: 10}
  );
}
