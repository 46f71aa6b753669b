import {html} from "../../../html.js";
import {type CanvasColors, onThemeChange, readColors} from "./canvas-colors.js";

/** A canvas as it is now; another object after every change of its size, its type or its colours. */
export interface Surface {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  /** Pixels of the canvas, which is what everything on it is drawn in. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the canvas per pixel of the page. */
  readonly ratio: number;
  /** The size of text, in pixels of the canvas, and what `context.font` takes. */
  readonly em: number;
  readonly font: string;
  readonly colors: CanvasColors;
}

export interface CanvasBox {
  readonly node: HTMLElement;
  /** Draws, once the box has a size. */
  draw(): void;
}

/** More pixels than this per pixel of the page are not told apart, and cost. */
const mostRatio = 2;

/**
 * A canvas that fills its box, as large as style sheets make that. It is drawn when asked, and anew by itself when its size, its type or the
 * theme changes.
 * @param label what a reader who cannot see it hears
 */
export function canvasBox(label: string, paint: (surface: Surface) => void): CanvasBox {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  const node = html`<div class="replay-canvas">${canvas}</div>`;
  const context = canvas.getContext("2d");
  let surface: Surface | undefined;
  let colors: CanvasColors | undefined;
  const draw = () => {
    if (surface !== undefined) paint(surface);
  };

  function measure(): void {
    const {clientWidth, clientHeight} = node;
    if (context === null || clientWidth === 0 || clientHeight === 0) return;
    const ratio = Math.min(mostRatio, devicePixelRatio);
    const [width, height] = [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)];
    const {fontSize, fontFamily} = getComputedStyle(node);
    const em = Math.round(Number.parseFloat(fontSize) * ratio);
    colors ??= readColors();
    // A canvas that is given a size is emptied, even if it has that size.
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, {width, height});
    surface = {canvas, context, width, height, ratio, em, font: `${em}px ${fontFamily}`, colors};
    draw();
  }
  new ResizeObserver(measure).observe(node);
  onThemeChange(() => {
    colors = undefined;
    measure();
  });
  document.fonts.addEventListener("loadingdone", measure);
  return {node, draw};
}
