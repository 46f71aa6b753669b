import type {FileRow} from "../../engine/build/file-quality.js";
import type {MeasuredRow} from "../../engine/build/measured.js";
import {chartFrame} from "../chart-frame.js";
import type {Answer} from "../workbench/workbench.js";
import {CapabilityTable} from "./CapabilityTable.js";
import {type CapabilityFacts, capabilities} from "./capabilities.js";

/** The box that says what the data can show, once what was measured and what was read are known. */
export function capabilityFrame(
  measured: Answer<MeasuredRow>,
  files: Answer<FileRow>,
  facts: Omit<CapabilityFacts, "measured" | "files">
) {
  let read: readonly FileRow[] = [];
  const rows = Promise.all([measured.rows, files.rows]).then(([own, all]) => {
    read = all;
    return own;
  });
  const answers = (own: readonly MeasuredRow[]) => capabilities({...facts, measured: own, files: read});
  return chartFrame<MeasuredRow>({
    id: "measured",
    title: own => {
      const counted = answers(own);
      const count = (answer: string) => counted.filter(row => row.answer === answer).length;
      const no = count("no");
      return `This data answers ${count("yes")} of ${counted.length} questions in full, ${count("partly")} in part${no === 0 ? "" : ` and ${no} not at all`}`;
    },
    subtitle: "What no source measures reads “not measured” on every page, never 0.",
    query: measured.query,
    rows,
    height: 380,
    total: own => own.reduce((sum, row) => sum + row.events, 0),
    empty: "No event came in, so there is nothing that the data can show.",
    draw: own => CapabilityTable(answers(own))
  });
}
