import {formatCount} from "../../format.js";
import {html, svg} from "../../html.js";
import {color} from "../../palette.js";
import {svgElement} from "./svg-element.js";
import {tooltip} from "./tooltip.js";

export interface HeatCell {
  /** What its colour stands for. */
  readonly value: number;
  /** What it counts exactly. */
  readonly count: number;
  readonly text: string;
  /** Outside of what is brushed. */
  readonly faded?: boolean;
  /** In a reader's mark. */
  readonly marked?: boolean;
}

export interface HeatLayout {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** A column is labelled where it is a multiple of this. @default 1 */
  readonly every?: number;
}

export interface HeatGridOptions {
  /** Of the values, beside the legend: "events per hour". */
  readonly unit: string;
  readonly onChoose?: (row: number, column: number) => void;
}

export interface HeatGrid {
  readonly node: HTMLElement;
  resize(width: number): void;
  lay(layout: HeatLayout): void;
  /** Cells row by row; null has nothing to show: no such time. */
  draw(cells: readonly (HeatCell | null)[], unit?: string): void;
}

const left = 74;
const right = 8;
const top = 20;
/** Shares of the largest value that the legend shows; colours go by their roots, so that small counts are seen too. */
const steps = [0, 0.04, 0.16, 0.36, 0.64, 1];
const opacity = (share: number) => 0.06 + 0.94 * Math.sqrt(share);

/** Counts as a grid of colours, recoloured in place; a legend says what the colours mean. */
export function heatGrid({unit, onChoose}: HeatGridOptions): HeatGrid {
  let width = 640;
  let layout: HeatLayout = {rows: [], columns: []};
  let cells: readonly (HeatCell | null)[] = [];
  let rects: SVGElement[] = [];
  let told = "";
  const labels = svgElement("g");
  const squares = svgElement("g", {fill: color("series-main")});
  const picture = svg`<svg class="heat-grid" aria-hidden="true">${labels}${squares}</svg>`;
  const legend = html`<div class="heat-legend"></div>`;
  const tip = tooltip();
  const node = html`<div class="chart-box">${legend}${picture}${tip.node}</div>`;

  const cellWidth = () => Math.min(46, (width - left - right) / Math.max(1, layout.columns.length));
  const cellHeight = 19;

  function place(): void {
    const {rows, columns, every = 1} = layout;
    const w = cellWidth();
    const height = top + rows.length * cellHeight + 4;
    picture.setAttribute("width", String(width));
    picture.setAttribute("height", String(height));
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    // Labels of columns that would touch are left out.
    const stride = every * Math.max(1, Math.ceil(30 / (w * every)));
    labels.replaceChildren(
      ...rows.map((label, r) =>
        svgElement(
          "text",
          {x: left - 6, y: top + (r + 0.5) * cellHeight, dy: "0.32em", "text-anchor": "end"},
          label
        )
      ),
      ...columns.flatMap((label, c) =>
        c % stride === 0
          ? [svgElement("text", {x: left + (c + 0.5) * w, y: top - 7, "text-anchor": "middle"}, label)]
          : []
      )
    );
    rects = rows.flatMap((_, r) =>
      columns.map((_, c) =>
        svgElement("rect", {
          x: (left + c * w + 0.75).toFixed(2),
          y: top + r * cellHeight + 0.75,
          width: Math.max(0.5, w - 1.5).toFixed(2),
          height: cellHeight - 1.5,
          rx: 2,
          "data-row": r,
          "data-column": c
        })
      )
    );
    squares.replaceChildren(...rects);
    paint();
  }

  function paint(said = unit): void {
    // Colours are of what is brushed; what is pale beside it may be more than they tell.
    const most = cells.reduce((max, cell) => Math.max(max, cell === null || cell.faded ? 0 : cell.value), 0);
    rects.forEach((rect, i) => {
      const cell = cells[i] ?? null;
      setChanged(rect, "visibility", cell === null ? "hidden" : "visible");
      if (cell === null) return;
      const share = most === 0 ? 0 : Math.min(1, cell.value / most);
      setChanged(rect, "fill-opacity", opacity(share).toFixed(3));
      setChanged(rect, "opacity", cell.faded ? "0.3" : "1");
      setChanged(rect, "stroke", cell.marked ? "currentColor" : "none");
      setChanged(rect, "data-value", String(cell.count));
    });
    if (told === `${most} ${said}`) return;
    told = `${most} ${said}`;
    const whole = most >= 20 ? Math.round : (value: number) => Math.round(value * 10) / 10;
    legend.replaceChildren(
      ...steps.map(share => {
        const item = html`<span><i></i>${formatAmount(whole(most * share))}</span>`;
        const swatch = item.querySelector("i");
        if (swatch) swatch.style.opacity = String(opacity(share));
        return item;
      }),
      html`<span>${said}</span>`
    );
  }

  const cellAt = (event: Event) => {
    const {row, column} = (event.target as SVGElement).dataset ?? {};
    return row === undefined || column === undefined ? null : {row: Number(row), column: Number(column)};
  };
  picture.addEventListener("pointermove", event => {
    const at = cellAt(event);
    const cell = at && cells[at.row * layout.columns.length + at.column];
    if (!at || !cell) return tip.hide();
    tip.show(left + (at.column + 1) * cellWidth(), width, cell.text);
  });
  picture.addEventListener("pointerleave", () => tip.hide());
  if (onChoose !== undefined) {
    picture.style.cursor = "pointer";
    picture.addEventListener("click", event => {
      const at = cellAt(event);
      if (at) onChoose(at.row, at.column);
    });
  }

  return {
    node,
    resize(next) {
      width = next;
      place();
    },
    lay(next) {
      layout = next;
      place();
    },
    draw(next, said) {
      cells = next;
      paint(said);
    }
  };
}

/** Most cells stay as they are while a brush moves; what is not touched is not painted. */
function setChanged(element: SVGElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

const formatAmount = (value: number) => (Number.isInteger(value) ? formatCount(value) : value.toFixed(1));
