/** Hypertext Literal ships no types. https://github.com/observablehq/htl */
declare module "htl" {
  export function html(strings: TemplateStringsArray, ...values: unknown[]): Node | null;
  export function svg(strings: TemplateStringsArray, ...values: unknown[]): Node | null;
}
