import type {NamedType} from "../../engine/build/pattern-figures.js";
import {dataTable} from "../data-table.js";
import {formatCount, formatPlural, formatShare} from "../format.js";
import {logText, visibleText} from "../log-text.js";
import {kindLabel} from "./sequence-figures.js";

/** "The network calls 1,203 unusual sequences attacks, most often Command and Control". */
export function namedFinding(rows: readonly NamedType[]): string {
  if (rows.length === 0) return "What the network names as type of attack";
  const byType = new Map<string, number>();
  for (const {type, sequences} of rows) byType.set(type, (byType.get(type) ?? 0) + sequences);
  const total = [...byType.values()].reduce((sum, count) => sum + count, 0);
  const [most = ["", 0]] = [...byType].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "en"));
  return `Of the sequences listed on this site the network calls ${formatPlural(total, "one").replace(
    / ones?$/,
    ""
  )} attacks, most often ${visibleText(most[0])}`;
}

/** What the network takes for attacks in the published sequences, by the type that it names. */
export function ChallengerTable(rows: readonly NamedType[]): HTMLElement {
  return dataTable(
    rows,
    [
      {key: "type", label: "Type named", cell: ({type}) => logText(type)},
      {key: "kind", label: "Sequences of", cell: ({kind}) => (kindLabel[kind] ?? kind).toLowerCase()},
      {
        key: "sequences",
        label: "Sequences",
        numeric: true,
        cell: ({sequences}) => formatCount(sequences),
        value: ({sequences}) => sequences
      },
      {
        key: "raised",
        label: "Raised at low and above",
        numeric: true,
        cell: ({raised}) => formatCount(raised),
        value: ({raised}) => raised
      },
      {
        key: "confidence",
        label: "Sure of the type",
        title: "median of the probability that it gives the type among all types",
        numeric: true,
        cell: ({confidence}) => formatShare(confidence),
        value: ({confidence}) => confidence
      }
    ],
    {stacks: true}
  );
}
