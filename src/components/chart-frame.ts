import type {Query} from "../engine/sql.js";
import {exportMenu} from "./export/export-menu.js";
import {howMade} from "./how-made.js";
import {html} from "./html.js";
import type {Row} from "./workbench/arrow-rows.js";

export interface ChartFrameOptions<R extends object = Row> {
  /** Unique on its page; the frame's `data-chart`. */
  readonly id: string;
  /** The finding, in words; with the rows at hand where it depends on them. */
  readonly title: string | ((rows: readonly R[]) => string);
  readonly subtitle?: string | ((rows: readonly R[]) => string);
  /** The rows drawn. */
  readonly rows: readonly R[] | Promise<readonly R[]>;
  /** Draws the rows at a width in pixels; called again when the width changes. */
  readonly draw: (rows: readonly R[], size: {readonly width: number; readonly height: number}) => Node;
  /** Pixels reserved until there is a drawing. @default 260 */
  readonly height?: number;
  /** The SQL that yields the rows. */
  readonly query?: Query;
  /** What to read beside the SQL. */
  readonly note?: string;
  readonly legend?: Node;
  readonly footnote?: string;
  /** Said when there are no rows. @default "Nothing in this selection." */
  readonly empty?: string;
  /** A sentence that says what the data does not measure, shown in place of the drawing; null when it does. */
  readonly notMeasured?: (rows: readonly R[]) => string | null;
  /** What the rows add up to, exactly; the frame's `data-total`, which tests compare. */
  readonly total?: (rows: readonly R[]) => number;
  /** Whether passwords among the rows are shown, and so may be exported. @default never */
  readonly showsSecrets?: () => boolean;
}

type FrameState = "loading" | "updating" | "ready" | "empty" | "not-measured" | "error";

/** The last drawing of each frame on this page, shown until a new selection's rows arrive. */
const lastDrawing = new Map<string, Node>();

/**
 * The frame that every chart is drawn in: its finding as title, the drawing, and how it was made. Draws again when its
 * width changes. While the first rows are awaited it keeps the height reserved, later that of the drawing before, so that
 * little moves when rows arrive.
 */
export function chartFrame<R extends object = Row>(options: ChartFrameOptions<R>): HTMLElement {
  const {id, title, subtitle, rows, height = 260, legend, footnote, query, note} = options;
  const heading = html`<h3 id=${`chart-${id}`}>${typeof title === "string" ? title : "…"}</h3>`;
  const under = html`<p class="frame-subtitle">${typeof subtitle === "string" ? subtitle : ""}</p>`;
  const body = html`<div class="frame-body"></div>`;
  const made = howMade({
    ...(note === undefined ? {} : {note}),
    ...(query === undefined ? {} : {query}),
    title: () => heading.textContent ?? id,
    rows: () => rows
  });
  let settled: readonly R[] | null = null;
  const exports = exportMenu(() =>
    settled === null
      ? null
      : {
          title: heading.textContent ?? id,
          rows: settled,
          parts: [caption, body],
          showsSecrets: options.showsSecrets?.() ?? false
        }
  );
  const caption = html`<figcaption>${heading}${subtitle === undefined ? null : under}${legend ?? null}</figcaption>`;
  const frame = html`<figure class="frame" data-chart=${id} data-testid=${`chart-${id}`} aria-labelledby=${`chart-${id}`}>
  ${caption}
  ${body}
  ${footnote === undefined ? null : html`<p class="frame-footnote">${footnote}</p>`}
  <div class="frame-tools">${made}${exports}</div>
</figure>`;

  function show(state: FrameState, content: Node): void {
    frame.dataset.state = state;
    frame.setAttribute("aria-busy", String(state === "loading" || state === "updating"));
    // Of what is drawn nobody knows the height before; afterwards it takes no more than it needs.
    body.style.minHeight = state === "loading" ? `${height}px` : "";
    body.replaceChildren(content);
  }

  function settle(data: readonly R[]): void {
    settled = data;
    if (typeof title === "function") heading.textContent = title(data);
    if (typeof subtitle === "function") under.textContent = subtitle(data);
    if (options.total !== undefined) frame.dataset.total = String(options.total(data));
    frame.dataset.rows = String(data.length);
    const missing = options.notMeasured?.(data) ?? null;
    if (missing !== null) show("not-measured", message(missing));
    else if (data.length === 0) show("empty", message(options.empty ?? "Nothing in this selection."));
    else drawAtWidth(data);
  }

  function drawAtWidth(data: readonly R[]): void {
    let drawn = 0;
    const redraw = () => {
      const width = Math.floor(body.clientWidth);
      if (width === 0 || width === drawn) return;
      drawn = width;
      try {
        const drawing = options.draw(data, {width, height});
        lastDrawing.set(id, drawing);
        show("ready", drawing);
      } catch (error) {
        fail(error);
      }
    };
    // Also reports the first width, once the frame is on the page.
    new ResizeObserver(redraw).observe(body);
  }

  function fail(error: unknown): void {
    console.error(`chart ${id}:`, error);
    show(
      "error",
      message(`This chart could not be drawn: ${error instanceof Error ? error.message : String(error)}`)
    );
  }

  const previous = lastDrawing.get(id);
  if (previous === undefined) show("loading", html`<div class="frame-skeleton"></div>`);
  else show("updating", previous);
  if (rows instanceof Promise) rows.then(settle).catch(fail);
  else settle(rows);
  return frame;
}

function message(text: string): HTMLElement {
  // One item of the grid, whatever is marked in it later.
  return html`<p class="frame-message"><span>${text}</span></p>`;
}
