import {columnKind, type ResultColumn} from "../../engine/notebook/chart.js";
import {formatCount} from "../format.js";
import {hiddenPassword, passwordDots} from "../hidden-password.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {maskAddresses} from "../mask.js";
import type {ValueKind} from "../values/value.js";
import {valueButton} from "../values/value.js";

/** How values of results are shown. */
export interface Showing {
  readonly site: MaskedSite;
  readonly showsPasswords: boolean;
}

export const isPassword = ({name}: ResultColumn) => /passw(or)?d|passphrase/i.test(name);

/** What there is to do with a column's values, by what columns of that name hold. */
const kinds: readonly {readonly pattern: RegExp; readonly kind: ValueKind}[] = [
  {pattern: /^(source_ip|attacker_ip|address|source|top_source|worst_source|attacker)$/, kind: "address"},
  {pattern: /^(destination_ip|destination|target)$/, kind: "destination"},
  {pattern: /^(destination_port|port)$/, kind: "port"},
  {pattern: /^(username|user|account)$/, kind: "user"},
  {pattern: /^country_code$/, kind: "country"},
  {pattern: /^(file_hash|hassh|ja3)$/, kind: "hash"},
  {pattern: /^(app_protocol|service)$/, kind: "service"},
  {pattern: /^(dns_query|http_host|tls_sni|domain)$/, kind: "domain"},
  {pattern: /^(http_url|url)$/, kind: "url"},
  {pattern: /^technique$/, kind: "technique"}
];

/** Characters of a value in a table's cell; all of it is in the export. */
const cellLimit = 160;

/** A value as plain text, as it may leave the result: passwords hidden and campus addresses masked, unless they are shown. */
export function plainText(
  text: string | null,
  column: ResultColumn,
  {site, showsPasswords}: Showing
): string | null {
  if (text === null) return null;
  if (isPassword(column)) return showsPasswords ? text : hiddenPassword;
  return columnKind(column.type) === "category" ? maskAddresses(text, site) : text;
}

/** A value in a cell of a result's table. */
export function valueCell(text: string | null, column: ResultColumn, showing: Showing): string | Node {
  if (text === null) return html`<span class="nb-null">null</span>`;
  if (isPassword(column) && !showing.showsPasswords)
    return html`<span class="masked" title="a password; hidden until shown">${passwordDots}</span>`;
  const kind = kinds.find(({pattern}) => pattern.test(column.name.toLowerCase()))?.kind;
  if (kind !== undefined && text !== "")
    return valueButton(kind, text, {limit: cellLimit, site: showing.site});
  if (columnKind(column.type) === "number") return numberText(text);
  if (text === "") return html`<span class="nb-null">(empty)</span>`;
  return logText(plainText(text, column, showing) ?? "", cellLimit);
}

/** Digits in groups; exact, since it works on the text. Years, ports and the like are numbers too, and four digits stay. */
export function numberText(text: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (match === null) return text;
  const [, sign = "", whole = "", rest = ""] = match;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const short = rest.length > 7 ? String(Number(Number(`0${rest}`).toPrecision(4))).replace(/^0/, "") : rest;
  return short.startsWith(".") || short === "" ? `${sign}${grouped}${short}` : text;
}

/** "1,234 rows in 35 ms". */
export function resultWords(total: number, isCut: boolean, ms: number): string {
  const rows = `${isCut ? "more than " : ""}${formatCount(total)} row${total === 1 ? "" : "s"}`;
  const time = ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
  return `${rows} in ${time}`;
}
