import type {BurstRow} from "../../../engine/build/selected-bursts.js";
import {
  type LinkedCounts,
  linkedCounts,
  narrowSelection,
  noPicks,
  type PickDimension,
  type Picks
} from "../../../engine/cube/linked-counts.js";
import {
  answersFromCube,
  buildCube,
  type Cube,
  type CubeRow,
  cubeQuery,
  cubeStep
} from "../../../engine/cube.js";
import type {Mark} from "../../../engine/decisions/fold-decisions.js";
import {formatSelection, type Selection, type TimeRange} from "../../../engine/selection.js";
import {createZone} from "../../../engine/time-zone.js";
import type {Workbench} from "../../workbench/workbench.js";
import type {LinkedActions, LinkedState, LinkedView} from "./linked-state.js";

/** Milliseconds without a change after which rows are asked for. */
const settleAfter = 250;
const hour = 3_600_000;
/** In windows up to this long, hours would show too little: steps of five minutes come from DuckDB behind them. */
const fineWindow = 48 * hour;
const fineMinutes = 5;

export interface LinkedChartsOptions {
  readonly workbench: Workbench;
  readonly selection: Selection;
  readonly timeZone: string;
}

/** The charts of a page that are brushed and filtered together. */
export interface LinkedCharts extends LinkedActions {
  add(view: LinkedView): void;
  /** Adds a member to the picks of a dimension, or takes it out. */
  toggle(dimension: PickDimension, member: string): void;
  pick(picks: Picks): void;
  /** Draws again what depends on a view's own choices. */
  redraw(): void;
  setBursts(bursts: readonly BurstRow[]): void;
  setMarks(marks: readonly Mark[]): void;
  /** Resolves once there is something to draw; rejects with what kept it away. */
  readonly ready: Promise<void>;
  close(): void;
}

/**
 * Links charts: it alone knows what is brushed and picked, counts it from the cube, and has all charts drawn in the next
 * frame. Nothing of this passes through the page's own reactivity, which would make every chart anew.
 */
export function linkedCharts({workbench, selection, timeZone}: LinkedChartsOptions): LinkedCharts {
  const views: LinkedView[] = [];
  const zone = createZone(timeZone);
  let cube: Cube | null = null;
  let counts: LinkedCounts | null = null;
  let picks: Picks = noPicks;
  let brush: TimeRange | null = null;
  let bursts: readonly BurstRow[] = [];
  let marks: readonly Mark[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function state(): LinkedState | null {
    if (cube === null || counts === null) return null;
    const shown = brush ?? {from: selection.from, to: selection.to};
    const narrowed = narrowSelection(selection, shown, picks);
    return {selection, cube, counts, picks, brush, shown, narrowed, timeZone, zone, bursts, marks};
  }

  function changed(): void {
    if (frame === 0) frame = requestAnimationFrame(draw);
    clearTimeout(timer);
    timer = setTimeout(settle, settleAfter);
  }

  function draw(): void {
    frame = 0;
    const now = state();
    if (now !== null) for (const view of views) view.draw(now);
  }

  function settle(): void {
    const now = state();
    if (now !== null) for (const view of views) view.settle?.(now);
  }

  function setCube(next: Cube): void {
    cube = next;
    count();
    // What is there for the first time needs not wait for a reader to rest.
    clearTimeout(timer);
    settle();
  }

  function count(): void {
    if (cube !== null) counts = linkedCounts(cube, selection, picks);
    changed();
  }

  function setPicks(next: Picks): void {
    picks = next;
    count();
  }

  /** Whole steps, within the window. */
  function toSteps({from, to}: TimeRange): TimeRange | null {
    const step = cube === null ? hour : cubeStep(cube);
    const begin = Math.max(selection.from, Math.floor(from / step) * step);
    const end = Math.min(selection.to, Math.max(Math.ceil(to / step) * step, begin + step));
    const isAll = begin <= selection.from && end >= selection.to;
    return isAll || begin >= end ? null : {from: begin, to: end};
  }

  async function load(): Promise<void> {
    const isKnown = answersFromCube(selection);
    const minutes = selection.to - selection.from <= fineWindow ? fineMinutes : 60;
    if (isKnown) setCube(workbench.cube);
    if (isKnown && minutes === 60) return;
    const counting = workbench.ask<CubeRow>(cubeQuery(selection, minutes)).rows;
    const start = Math.floor(selection.from / hour) * hour;
    const fine = Promise.resolve(counting).then(rows => setCube(buildCube(rows, start, minutes)));
    // Hours are there already; that they get no finer is not worth a word on the page.
    if (isKnown) fine.catch(error => console.error("the window's finer steps could not be counted:", error));
    else await fine;
  }

  return {
    ready: load(),
    add(view) {
      views.push(view);
      if (cube !== null) changed();
    },
    brush(range) {
      const next = range === null ? null : toSteps(range);
      if (next?.from === brush?.from && next?.to === brush?.to) return;
      brush = next;
      changed();
    },
    toggle(dimension, member) {
      const own = picks[dimension];
      setPicks({
        ...picks,
        [dimension]: own.includes(member) ? own.filter(name => name !== member) : [...own, member]
      });
    },
    pick: setPicks,
    zoom(range = brush ?? selection) {
      const search = formatSelection(narrowSelection(selection, range, picks), workbench.overview);
      history.pushState(null, "", `${location.pathname}${search}${location.hash}`);
      dispatchEvent(new PopStateEvent("popstate", {state: null}));
    },
    redraw: changed,
    setBursts(found) {
      bursts = found;
      changed();
    },
    setMarks(found) {
      marks = found;
      changed();
    },
    close() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      views.length = 0;
    }
  };
}
