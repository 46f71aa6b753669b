import {formatCount, formatShare} from "../../../format.js";
import {html} from "../../../html.js";
import type {PortRow} from "./port-rows.js";

export interface PortTable {
  readonly node: HTMLElement;
  /**
   * @param writesNumbers whether numbers follow too; bars and names always do
   */
  show(rows: readonly PortRow[], count: number, writesNumbers: boolean): void;
}

interface RowNodes {
  readonly node: HTMLElement;
  readonly name: Text;
  readonly events: Text;
  readonly share: Text;
  readonly bar: HTMLElement;
  readonly front: HTMLElement;
  /** As drawn; not numbers where nothing is yet, so that what is first drawn is written even where it is nothing. */
  widths: readonly [number, number];
}

/** A ranking with one bar per row. Rows stay where they are, and what they say changes. */
export function portTable(heading: string, id: string): PortTable {
  const body = html`<tbody></tbody>`;
  const node = html`<table class="port-table" data-testid=${`replay-${id}`}>
    <thead><tr><th scope="col">${heading}</th><th scope="col" class="port-bars">share of events</th><th scope="col">events</th></tr></thead>
    ${body}
  </table>`;
  const rows: RowNodes[] = [];

  return {
    node,
    show(ranked, count, writesNumbers) {
      while (rows.length > count) rows.pop()?.node.remove();
      while (rows.length < count) {
        const row = createRow();
        rows.push(row);
        body.append(row.node);
      }
      for (const [i, row] of rows.entries()) fill(row, ranked[i], writesNumbers);
    }
  };
}

function createRow(): RowNodes {
  const [name, events, share] = ["", "", ""].map(text => document.createTextNode(text)) as [Text, Text, Text];
  const bar = html`<i class="port-bar"></i>`;
  const front = html`<i class="port-bar port-anomalous"></i>`;
  const node = html`<tr data-empty="true"><th scope="row">${name}</th><td class="port-bars"><div>${bar}${front}</div><span>${share}</span></td><td>${events}</td></tr>`;
  return {node, name, events, share, bar, front, widths: [Number.NaN, Number.NaN]};
}

function fill(row: RowNodes, ranked: PortRow | undefined, writesNumbers: boolean): void {
  const isRenamed = row.name.data !== (ranked?.name ?? "");
  if (isRenamed) {
    row.name.data = ranked?.name ?? "";
    row.node.dataset.empty = String(ranked === undefined);
  }
  const widths = [permille(ranked?.share), permille(ranked?.anomalousShare)] as const;
  if (widths[0] !== row.widths[0]) row.bar.style.transform = `scaleX(${widths[0] / 1000})`;
  if (widths[1] !== row.widths[1]) row.front.style.transform = `scaleX(${widths[1] / 1000})`;
  row.widths = widths;
  // A row that is another's now says so with all its numbers.
  if (!writesNumbers && !isRenamed) return;
  setText(row.events, ranked === undefined ? "" : formatCount(ranked.events));
  setText(row.share, ranked === undefined ? "" : formatShare(ranked.share));
  row.node.dataset.events = ranked === undefined ? "" : String(ranked.events);
  row.node.dataset.anomalous = ranked === undefined ? "" : String(ranked.anomalous);
}

/** Finer than any screen shows. */
const permille = (share: number | undefined) => Math.round((share ?? 0) * 1000);

function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}
