import type {TimeRange} from "../../../engine/selection.js";
import {formatSpan} from "../../format.js";
import {color} from "../../palette.js";
import {formatTime} from "../../time-zone.js";
import type {TimeScale} from "./scales.js";
import {svgElement} from "./svg-element.js";

export interface TimeBrushOptions {
  readonly picture: SVGSVGElement;
  readonly top: number;
  readonly bottom: number;
  readonly window: TimeRange;
  readonly timeZone: string;
  readonly onBrush: (range: TimeRange | null) => void;
  readonly onZoom: (range: TimeRange) => void;
}

export interface TimeBrush {
  /** Shows what is brushed. */
  draw(brush: TimeRange | null, scale: TimeScale, step: number): void;
}

/** Shorter drags are clicks, in pixels. */
const leastDrag = 4;
/** Pixels beside an edge in which it can be taken hold of. */
const reach = 9;

interface Drag {
  readonly kind: "new" | "move" | "from" | "to";
  /** Where it began, pixels. */
  readonly x: number;
  readonly begun: TimeRange;
}

/**
 * A stretch of time to drag across a drawing with mouse, pen or finger, to move, and to change at either edge. The edges are
 * sliders for the keyboard: arrows move by a step, with Shift by 24, Escape clears. A double click zooms in.
 */
export function timeBrush(options: TimeBrushOptions): TimeBrush {
  const {picture, top, bottom, window, timeZone, onBrush, onZoom} = options;
  const area = svgElement("rect", {y: top, height: bottom - top, class: "brush-area"});
  const handles = {
    from: handle("from", "Begin of the brushed time"),
    to: handle("to", "End of the brushed time")
  };
  picture.append(area, handles.from, handles.to);
  picture.style.touchAction = "pan-y";
  picture.style.cursor = "crosshair";
  picture.style.userSelect = "none";
  let brush: TimeRange | null = null;
  let scale: TimeScale | null = null;
  let step = 3_600_000;
  let drag: Drag | null = null;

  const shown = (): TimeRange => brush ?? window;
  const position = (event: MouseEvent) => event.clientX - picture.getBoundingClientRect().left;

  function handle(end: "from" | "to", label: string): SVGElement {
    const node = svgElement(
      "g",
      {class: "brush-handle", role: "slider", tabindex: 0, "aria-label": label, "data-end": end},
      svgElement("rect", {x: -reach, y: top, width: 2 * reach, height: bottom - top, fill: "transparent"}),
      svgElement("rect", {x: -1, y: top, width: 2, height: bottom - top, fill: color("series-main")}),
      svgElement("rect", {
        x: -4,
        y: (top + bottom) / 2 - 12,
        width: 8,
        height: 24,
        rx: 3,
        class: "brush-grip"
      })
    );
    node.addEventListener("keydown", event => press(event, end));
    return node;
  }

  function press(event: KeyboardEvent, end: "from" | "to"): void {
    const range = shown();
    const far = event.shiftKey ? 24 * step : step;
    const to: Readonly<Record<string, number>> = {
      ArrowLeft: range[end] - far,
      ArrowDown: range[end] - far,
      ArrowRight: range[end] + far,
      ArrowUp: range[end] + far,
      PageDown: range[end] - 24 * step,
      PageUp: range[end] + 24 * step,
      Home: window.from,
      End: window.to
    };
    const next = to[event.key];
    if (event.key === "Escape") onBrush(null);
    else if (event.key === "Enter") onZoom(range);
    else if (next === undefined) return;
    else {
      // The next key may come before this one is drawn, and goes on from it.
      brush =
        end === "from"
          ? {from: Math.max(window.from, Math.min(next, range.to - step)), to: range.to}
          : {from: range.from, to: Math.min(window.to, Math.max(next, range.from + step))};
      onBrush(brush);
    }
    event.preventDefault();
  }

  function kindAt(x: number): Drag["kind"] {
    if (scale === null || brush === null) return "new";
    const from = scale.x(brush.from);
    const to = scale.x(brush.to);
    const [near, distance] =
      Math.abs(x - from) < Math.abs(x - to) ? (["from", x - from] as const) : (["to", x - to] as const);
    if (Math.abs(distance) <= reach) return near;
    return x > from && x < to ? "move" : "new";
  }

  function onDown(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary || scale === null) return;
    // Bursts in the drawing brush themselves.
    if (event.target instanceof Element && event.target.closest(".burst-flag")) return;
    const x = position(event);
    drag = {kind: kindAt(x), x, begun: shown()};
    picture.setPointerCapture(event.pointerId);
    if (drag.kind === "from" || drag.kind === "to") handles[drag.kind].focus({preventScroll: true});
    addEventListener("keydown", cancel);
  }

  function onMove(event: PointerEvent): void {
    if (drag === null || scale === null) return;
    const x = position(event);
    const {kind, begun} = drag;
    const time = scale.time(x);
    if (kind === "new") {
      if (Math.abs(x - drag.x) < leastDrag) return;
      const start = scale.time(drag.x);
      onBrush({from: Math.min(start, time), to: Math.max(start, time)});
    } else if (kind === "move") {
      const wanted = Math.round((time - scale.time(drag.x)) / step) * step;
      const by = Math.max(window.from - begun.from, Math.min(window.to - begun.to, wanted));
      onBrush({from: begun.from + by, to: begun.to + by});
    } else if (kind === "from") onBrush({from: Math.min(time, begun.to - 1), to: begun.to});
    else onBrush({from: begun.from, to: Math.max(time, begun.from + 1)});
  }

  function stop(): void {
    drag = null;
    removeEventListener("keydown", cancel);
  }

  function cancel(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    stop();
    onBrush(null);
  }

  picture.addEventListener("dragstart", event => event.preventDefault());
  picture.addEventListener("pointerdown", onDown);
  picture.addEventListener("pointermove", onMove);
  picture.addEventListener("pointerup", stop);
  picture.addEventListener("pointercancel", stop);
  picture.addEventListener("dblclick", event => {
    if (scale === null) return;
    if (brush !== null) return onZoom(brush);
    const quarter = (window.to - window.from) / 4;
    const at = scale.time(position(event));
    onZoom({
      from: Math.floor(Math.max(window.from, at - quarter) / step) * step,
      to: Math.ceil(Math.min(window.to, at + quarter) / step) * step
    });
  });

  return {
    draw(next, nextScale, nextStep) {
      brush = next;
      scale = nextScale;
      step = nextStep;
      const range = shown();
      const from = scale.x(range.from);
      const to = scale.x(range.to);
      area.setAttribute("x", String(from));
      area.setAttribute("width", String(Math.max(0, to - from)));
      area.setAttribute("visibility", brush === null ? "hidden" : "visible");
      for (const end of ["from", "to"] as const) {
        const node = handles[end];
        node.setAttribute("transform", `translate(${end === "from" ? from : to},0)`);
        node.classList.toggle("at-rest", brush === null);
        // Minutes since the window's begin: what a slider counts must be a number.
        node.setAttribute("aria-valuemin", "0");
        node.setAttribute("aria-valuemax", String((window.to - window.from) / 60_000));
        node.setAttribute("aria-valuenow", String((range[end] - window.from) / 60_000));
        const length = `${formatSpan(range.to - range.from)} brushed`;
        node.setAttribute(
          "aria-valuetext",
          `${formatTime(range[end], timeZone)}; ${brush === null ? "all of the window" : length}`
        );
      }
    }
  };
}
