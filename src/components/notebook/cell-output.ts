import type {Cell} from "../../engine/notebook/document.js";
import type {Result} from "../../engine/notebook/result.js";
import {resultLimits} from "../../engine/notebook/result.js";
import type {CellState, ChartData} from "../../engine/notebook/runner.js";
import {chartFrame} from "../chart-frame.js";
import {formatCount} from "../format.js";
import {NotebookChart} from "./NotebookChart.js";
import {ResultTable} from "./ResultTable.js";
import {isPassword, plainText, resultWords, type Showing} from "./shown-value.js";

type Ready = Extract<CellState, {status: "ready"}>;

/** What a query or a chart came to, in the frame that every chart and table stands in; null where there is nothing to show. */
export function cellOutput(cell: Cell, {result, chart}: Ready, showing: Showing): HTMLElement | null {
  if (result !== undefined) return resultFrame(cell, result, showing);
  return chart === undefined ? null : drawnFrame(cell, chart, showing);
}

function resultFrame({id, name, source}: Cell, result: Result, showing: Showing): HTMLElement {
  const {columns, rows, total, isCut, ms} = result;
  return chartFrame({
    id: `cell-${id}`,
    title: name ?? "Result",
    subtitle: resultWords(total, isCut, ms),
    note: source,
    rows: rows.map(row =>
      Object.fromEntries(
        columns.map((column, i) => [column.name, plainText(row[i] ?? null, column, showing)])
      )
    ),
    total: () => total,
    height: 60,
    showsSecrets: () => showing.showsPasswords,
    empty: "The query has no rows.",
    draw: () => ResultTable(result, showing)
  });
}

function drawnFrame({id}: Cell, data: ChartData, showing: Showing): HTMLElement {
  const {plan, rows, total, isCut} = data;
  const hidden = new Map<string, string>();
  const shown = rows.map(row =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === "string" ? shownText(name, value) : value
      ])
    )
  );

  /** Passwords that are hidden stay apart from each other. */
  function shownText(name: string, text: string): string {
    const column = {name, type: "VARCHAR"};
    if (!isPassword(column) || showing.showsPasswords) return plainText(text, column, showing) ?? "";
    const known = hidden.get(text) ?? `hidden ${hidden.size + 1}`;
    hidden.set(text, known);
    return known;
  }

  return chartFrame({
    id: `cell-${id}`,
    title: plan.title ?? `${plan.y?.label ?? plan.x?.label ?? "Rows"} in ${data.data}`,
    rows: shown,
    total: () => total,
    height: plan.height ?? 280,
    note: `Drawn from the rows of ${data.data}.`,
    ...(isCut
      ? {
          footnote: `Drawn are the first ${formatCount(resultLimits.marks)} of ${formatCount(total)} rows; group them in the query to see all.`
        }
      : {}),
    empty: `${data.data} has no rows to draw.`,
    draw: (_, {width}) => NotebookChart({...data, rows: shown}, width)
  });
}
