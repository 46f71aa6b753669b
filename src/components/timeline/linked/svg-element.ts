const namespace = "http://www.w3.org/2000/svg";

/** One SVG element, without parsing: drawings that follow a pointer make hundreds a second. Text stays text. */
export function svgElement(
  name: "g" | "line" | "path" | "rect" | "text" | "tspan" | "title",
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Node | string)[]
): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (children.length > 0) element.append(...children);
  return element;
}
