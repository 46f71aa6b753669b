import {dataTable} from "../data-table.js";
import {html} from "../html.js";
import type {Capability} from "./capabilities.js";

const signs: Readonly<Record<Capability["answer"], string>> = {yes: "✓", partly: "◐", no: "✗"};

/** Questions with what the data can say to them. */
export function CapabilityTable(rows: readonly Capability[]): HTMLElement {
  return dataTable(
    rows,
    [
      {key: "question", label: "Question", cell: row => row.question},
      {key: "answer", label: "Answer", cell: row => `${signs[row.answer]} ${row.answer}`},
      {key: "because", label: "Because", cell: row => html`<span class="wide">${row.because}</span>`}
    ],
    {stacks: true}
  );
}
