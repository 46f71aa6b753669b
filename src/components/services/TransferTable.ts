import type {TransferRow} from "../../engine/build/services/transfers.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {huntAddress} from "../hunt/hunt-address.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import {valueButton} from "../values/value.js";
import {eventColumns, hashValue, whenColumns} from "./seen-columns.js";

export function TransferTable(
  rows: readonly TransferRow[],
  {site, timeZone}: {readonly site: MaskedSite; readonly timeZone: string}
): HTMLElement {
  const text = (kind: "url" | "text", value: string | null, {file_hash, names, urls}: TransferRow) => {
    if (value === null) return emptyCell("none logged");
    const more = (kind === "url" ? urls : names) - 1;
    // Honeypots name a file by its hash, which stands beside it already.
    const shown =
      file_hash !== null && value.includes(file_hash) ? value.replace(file_hash, "(its hash)") : value;
    return html`<span class="wide">${valueButton(kind, value, {shown: logText(maskAddresses(shown, site), 60)})}${more > 0 ? html`<small>and ${formatCount(more)} more</small>` : null}</span>`;
  };
  return dataTable(
    rows,
    [
      {
        key: "file_hash",
        label: "Hash",
        cell: ({file_hash}) => (file_hash === null ? emptyCell("no hash logged") : hashValue(file_hash))
      },
      {key: "file_name", label: "Name", cell: row => text("text", row.file_name, row)},
      {key: "url", label: "From", cell: row => text("url", row.url, row)},
      ...eventColumns<TransferRow>("Transfers"),
      ...whenColumns<TransferRow>(timeZone, true),
      {
        key: "hunt",
        label: "Hunt",
        cell: ({file_hash, file_name}) =>
          html`<a href=${huntAddress(file_hash ?? file_name ?? "")}>Everything known</a>`
      }
    ],
    {first: 10}
  );
}

/** "9 files with a hash were transferred 1,107 times; 181 more are known by name alone" of the rows listed. */
export function transferFinding(rows: readonly TransferRow[]): string {
  const hashed = rows.filter(({file_hash}) => file_hash !== null);
  const all = rows[0]?.all_values ?? 0;
  if (all === 0) return "Files";
  if (hashed.length === 0) return `${formatPlural(all, "file")} known by name alone: no log took a hash`;
  const transfers = hashed.reduce((sum, {events}) => sum + events, 0);
  const allHashed = hashed.length === rows.length && rows.length < all;
  const first = `${allHashed ? "At least " : ""}${formatPlural(hashed.length, "file")} with a hash ${hashed.length === 1 ? "was" : "were"} transferred ${formatPlural(transfers, "time")}`;
  return allHashed || hashed.length === all
    ? first
    : `${first}; ${formatCount(all - hashed.length)} more are known by name alone`;
}
