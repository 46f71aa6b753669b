import {aggregate, aggregateQuery, type CubeRow, cubeStep, type Dimension} from "../../../engine/cube.js";
import {chartFrame} from "../../chart-frame.js";
import {html} from "../../html.js";
import type {LinkedCharts} from "./linked-charts.js";
import type {LinkedState} from "./linked-state.js";

/** A drawing that changes in place. */
export interface LiveDrawing {
  readonly node: Element;
  resize(width: number): void;
  draw(state: LinkedState): void;
}

export interface LiveFrameOptions {
  /** Unique on its page; the frame's `data-chart`. */
  readonly id: string;
  readonly drawing: LiveDrawing;
  /** The finding, in words. */
  readonly title: (state: LinkedState) => string;
  readonly subtitle: (state: LinkedState) => string;
  /** What the rows behind the chart are counted by. */
  readonly by: (state: LinkedState) => readonly Dimension[];
  /** What is drawn, exactly; the frame's `data-total`. */
  readonly total: (state: LinkedState) => number;
  /** Whether it shows all of the window, whatever is brushed. @default false */
  readonly showsWindow?: boolean;
  /** Rows that belong to it. @default all */
  readonly keep?: (row: CubeRow) => boolean;
  readonly height: number;
  readonly empty: string;
}

/**
 * A chart's frame around a drawing that follows the others: while a reader brushes, drawing and title change in place; once
 * nothing moves, the frame is made anew with the rows and the SQL of what it shows by then.
 */
export function liveFrame(linked: LinkedCharts, options: LiveFrameOptions): HTMLElement {
  const {id, drawing, height, empty, showsWindow = false, keep = () => true} = options;
  const box = html`<div class="live-frame"></div>`;
  let latest: LinkedState | null = null;
  let asked = "";

  function replace(next: HTMLElement): void {
    const old = box.firstElementChild;
    const focused = document.activeElement;
    const opened = [...(old?.querySelectorAll("details[open]") ?? [])].map(({className}) => className);
    box.replaceChildren(next);
    for (const details of next.querySelectorAll("details")) details.open = opened.includes(details.className);
    // A drawing that moves to another frame loses the keyboard.
    if (focused instanceof SVGElement || focused instanceof HTMLElement)
      if (drawing.node.contains(focused)) requestAnimationFrame(() => focused.focus({preventScroll: true}));
  }

  function frameOf(state: LinkedState): HTMLElement {
    const selection = showsWindow
      ? {...state.narrowed, from: state.selection.from, to: state.selection.to}
      : state.narrowed;
    const by = options.by(state);
    return chartFrame<CubeRow>({
      id,
      title: options.title(state),
      subtitle: options.subtitle(state),
      query: aggregateQuery(selection, by, cubeStep(state.cube) / 60_000),
      note: "Counted from the published cube where it knows the answer, else by this SQL; both agree.",
      rows: aggregate(state.cube, alignedTo(selection, cubeStep(state.cube)), by).filter(keep),
      total: () => options.total(state),
      height,
      empty,
      draw: (_, {width}) => {
        drawing.resize(width);
        if (latest !== null) drawing.draw(latest);
        return drawing.node;
      }
    });
  }

  linked.add({
    draw(state) {
      latest = state;
      drawing.draw(state);
      const frame = box.firstElementChild;
      const heading = frame?.querySelector("h3");
      if (heading) heading.textContent = options.title(state);
      if (frame instanceof HTMLElement) frame.dataset.total = String(options.total(state));
    },
    settle(state) {
      latest = state;
      const {from, to, ...rest} = state.narrowed;
      const asking = JSON.stringify([
        rest,
        showsWindow ? null : [from, to],
        state.timeZone,
        cubeStep(state.cube),
        options.by(state)
      ]);
      if (asking === asked) return;
      asked = asking;
      replace(frameOf(state));
    }
  });
  const rows = linked.ready.then(() => new Promise<readonly CubeRow[]>(() => {}));
  replace(chartFrame<CubeRow>({id, title: "…", rows, height, draw: () => html`<div></div>`}));
  return box;
}

/** A cube knows a window that cuts its steps by the steps as a whole; it was counted within the window. */
function alignedTo<S extends {readonly from: number; readonly to: number}>(selection: S, step: number): S {
  return {
    ...selection,
    from: Math.floor(selection.from / step) * step,
    to: Math.ceil(selection.to / step) * step
  };
}
