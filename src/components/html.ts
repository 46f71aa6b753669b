import * as htl from "htl";

/** One HTML element from a template. Values become text, attributes or children, and are never parsed as HTML. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): HTMLElement {
  const node = htl.html(strings, ...values);
  if (node instanceof HTMLElement) return node;
  throw new TypeError("expected a template of one element");
}

/** As `html`, for SVG. */
export function svg(strings: TemplateStringsArray, ...values: unknown[]): SVGElement {
  const node = htl.svg(strings, ...values);
  if (node instanceof SVGElement) return node;
  throw new TypeError("expected a template of one element");
}
