import {html} from "../../html.js";
import type {PlacedBubble} from "./bubble-layer.js";
import type {Size} from "./camera.js";

export interface TooltipBox {
  readonly node: HTMLElement;
  /** @param content null for none */
  show(content: Node | null, isPinned: boolean): void;
  /**
   * Puts it beside a mark; null where the mark is out of view.
   * @param covered pixels at the top that cannot be seen
   */
  place(mark: PlacedBubble | null, size: Size, covered: number): void;
  holds(target: EventTarget | null): boolean;
}

/** What is said about the mark that is pointed at. Once pinned, it can be pointed at itself. */
export function tooltipBox(): TooltipBox {
  const node = html`<div class="map-tooltip" role="status" hidden></div>`;
  return {
    node,
    show(content, isPinned) {
      node.hidden = content === null;
      node.classList.toggle("map-pinned", isPinned);
      node.replaceChildren(...(content === null ? [] : [content]));
    },
    place(mark, {width, height}, covered) {
      node.style.visibility = mark === null ? "hidden" : "visible";
      if (mark === null || node.hidden) return;
      const [ownWidth, ownHeight] = [node.offsetWidth, node.offsetHeight];
      const gap = mark.r + 8;
      const right = mark.x + gap;
      const left = mark.x - gap - ownWidth;
      const isRight = right + ownWidth <= width;
      const isBeside = isRight || left >= 0;
      // Where there is no room on either side, it goes above or below.
      const under = mark.y + gap + ownHeight <= height ? mark.y + gap : mark.y - gap - ownHeight;
      const x = isBeside ? (isRight ? right : left) : mark.x - ownWidth / 2;
      const y = isBeside ? mark.y - 24 : under;
      node.style.left = `${Math.max(0, Math.min(width - ownWidth, x))}px`;
      node.style.top = `${Math.max(0, Math.min(height - ownHeight, Math.max(covered, y)))}px`;
    },
    holds: target => target instanceof Node && node.contains(target)
  };
}
