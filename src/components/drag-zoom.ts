import {svg} from "./html.js";

export interface DragBounds {
  readonly left: number;
  readonly right: number;
}

/** Shorter drags are clicks, in pixels. */
const leastDrag = 5;

/**
 * Lets a reader drag across a drawing with mouse or pen to choose a part of it; Escape lets go. Fingers scroll, so on
 * touch screens the page offers other ways.
 * @param bounds the part of the drawing that can be chosen from, in its own pixels; asked for anew where it may change
 * @param onChoose told both ends, in the drawing's own pixels, the left one first
 */
export function dragToZoom(
  drawing: SVGSVGElement,
  bounds: DragBounds | (() => DragBounds),
  onChoose: (from: number, to: number) => void
): void {
  let start: number | null = null;
  const shade = svg`<rect y="0" height="100%" fill="currentColor" fill-opacity="0.12" pointer-events="none"></rect>`;

  const position = (event: PointerEvent) => {
    const {left, right} = typeof bounds === "function" ? bounds() : bounds;
    const {left: edge, width} = drawing.getBoundingClientRect();
    const x = ((event.clientX - edge) / width) * drawing.viewBox.baseVal.width;
    return Math.max(left, Math.min(right, x));
  };
  const stop = () => {
    start = null;
    shade.remove();
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", choose);
    removeEventListener("pointercancel", stop);
    removeEventListener("keydown", cancel);
  };
  function move(event: PointerEvent): void {
    if (start === null) return;
    const at = position(event);
    shade.setAttribute("x", String(Math.min(start, at)));
    shade.setAttribute("width", String(Math.abs(at - start)));
    if (Math.abs(at - start) >= leastDrag) drawing.append(shade);
  }
  function choose(event: PointerEvent): void {
    const from = start;
    const to = position(event);
    stop();
    if (from !== null && Math.abs(to - from) >= leastDrag) onChoose(Math.min(from, to), Math.max(from, to));
  }
  function cancel(event: KeyboardEvent): void {
    if (event.key === "Escape") stop();
  }

  drawing.addEventListener("dragstart", event => event.preventDefault());
  // On the way down: Plot's own pointer lets no other listener on the drawing hear of it afterwards.
  drawing.addEventListener(
    "pointerdown",
    event => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      start = position(event);
      addEventListener("pointermove", move);
      addEventListener("pointerup", choose);
      addEventListener("pointercancel", stop);
      addEventListener("keydown", cancel);
    },
    {capture: true}
  );
  drawing.style.cursor = "crosshair";
  drawing.style.userSelect = "none";
}
