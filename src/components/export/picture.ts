import {svg} from "../html.js";

/** What decides how something in a chart looks; a picture that stands alone has no style sheets to take it from. */
const lookOf = [
  ...[
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-linecap"
  ],
  ...["stroke-linejoin", "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor"],
  ...[
    "dominant-baseline",
    "visibility",
    "display",
    "paint-order",
    "mix-blend-mode",
    "shape-rendering",
    "color"
  ]
];
/** What XML cannot hold. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const margin = 12;
/** What lies over a drawing to be pressed, which a picture has no use for. */
const controls = ".map-zoom";

/**
 * A frame's caption, legend and drawing as one picture that needs nothing else: pictures in it keep their place, canvases become images,
 * and words stand where the page has them.
 * @param parts elements of one page, drawn from the first to the last
 */
export function pictureOf(parts: readonly Element[]): SVGElement {
  const boxes = parts.map(part => part.getBoundingClientRect());
  const left = Math.min(...boxes.map(box => box.left)) - margin;
  const top = Math.min(...boxes.map(box => box.top)) - margin;
  const width = Math.ceil(Math.max(...boxes.map(box => box.right)) - left + margin);
  const height = Math.ceil(Math.max(...boxes.map(box => box.bottom)) - top + margin);
  const ground = parts[0] === undefined ? "white" : groundOf(parts[0]);
  const picture = svg`<svg xmlns="http://www.w3.org/2000/svg" viewBox=${`0 0 ${width} ${height}`} width=${width} height=${height}>
    <rect width=${width} height=${height} fill=${ground}></rect>
  </svg>`;
  for (const part of parts) draw(part, picture, {left, top});
  return picture;
}

interface Corner {
  readonly left: number;
  readonly top: number;
}

function draw(element: Element, picture: SVGElement, corner: Corner): void {
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden" || element.matches(controls)) return;
  const box = element.getBoundingClientRect();
  if (element instanceof SVGSVGElement) {
    const copy = copyOf(element);
    copy.setAttribute("x", String(box.left - corner.left));
    copy.setAttribute("y", String(box.top - corner.top));
    copy.setAttribute("width", String(box.width));
    copy.setAttribute("height", String(box.height));
    picture.append(copy);
    return;
  }
  if (element instanceof HTMLCanvasElement) {
    picture.append(
      svg`<image href=${element.toDataURL("image/png")} x=${box.left - corner.left} y=${box.top - corner.top} width=${box.width} height=${box.height}></image>`
    );
    return;
  }
  if (isPainted(style.backgroundColor) && box.width > 0)
    picture.append(
      svg`<rect x=${box.left - corner.left} y=${box.top - corner.top} width=${box.width} height=${box.height} fill=${style.backgroundColor}></rect>`
    );
  const inside = style.overflow === "visible" ? picture : windowOf(box, picture, corner);
  for (const child of element.childNodes) {
    if (child instanceof Element) draw(child, inside, corner);
    else if (child instanceof Text) drawText(child, style, inside, corner);
  }
}

/** A part of the picture that shows what lies within a box, as an element that scrolls does. */
function windowOf(box: DOMRect, picture: SVGElement, corner: Corner): SVGElement {
  const [x, y] = [box.left - corner.left, box.top - corner.top];
  const inside = svg`<svg x=${x} y=${y} width=${box.width} height=${box.height} viewBox=${`${x} ${y} ${box.width} ${box.height}`}></svg>`;
  picture.append(inside);
  return inside;
}

/** Word by word, because only the page knows where its lines end. */
function drawText(text: Text, style: CSSStyleDeclaration, picture: SVGElement, corner: Corner): void {
  const range = document.createRange();
  for (const {index, 0: word} of text.data.matchAll(/\S+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    // A picture that stands alone may be drawn in another font, in which the word still takes the room that it has on the page.
    // Letters stand on a line about a fifth above their box's lower edge.
    picture.append(
      svg`<text x=${box.left - corner.left} y=${box.bottom - corner.top - box.height * 0.22} fill=${style.color}
        textLength=${box.width} lengthAdjust="spacingAndGlyphs"
        font-family=${style.fontFamily} font-size=${style.fontSize} font-weight=${style.fontWeight}>${word.replace(unwritable, "")}</text>`
    );
  }
}

/** A copy of a picture with every look written into it. */
function copyOf(original: SVGSVGElement): SVGSVGElement {
  const copy = original.cloneNode(true) as SVGSVGElement;
  const from = [original, ...original.querySelectorAll<SVGElement>("*")];
  const to = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  from.forEach((element, i) => {
    const target = to[i];
    if (target === undefined) return;
    const style = getComputedStyle(element);
    for (const name of lookOf) target.style.setProperty(name, style.getPropertyValue(name));
    // What the page defines is not there for a picture that stands alone; the look written above takes its place.
    for (const {name, value} of [...target.attributes])
      if (name !== "style" && (value.includes("var(") || /^(class|tabindex|href|on.*)$/.test(name)))
        target.removeAttribute(name);
    for (const child of target.childNodes)
      if (child instanceof Text) child.data = child.data.replace(unwritable, "");
  });
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  for (const style of copy.querySelectorAll("style")) style.remove();
  return copy;
}

function isPainted(color: string): boolean {
  return color !== "transparent" && !/,\s*0\)$|\/\s*0\)$/.test(color);
}

/** The colour behind an element: of the nearest that has any. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const {backgroundColor} = getComputedStyle(at);
    if (isPainted(backgroundColor)) return backgroundColor;
  }
  return "white";
}

/** The picture as a file of its own. */
export function svgFile(picture: SVGElement): Blob {
  const text = new XMLSerializer().serializeToString(picture);
  return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`], {type: "image/svg+xml"});
}

/** Dots a pixel of the page, so that a picture stays sharp on a slide. */
const density = 2;

/** The picture as PNG. Rejects where the browser cannot draw it. */
export async function pngFile(picture: SVGElement): Promise<Blob> {
  const url = URL.createObjectURL(svgFile(picture));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * density;
    canvas.height = image.naturalHeight * density;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        blob => (blob === null ? reject(new Error("the picture is too large to draw")) : resolve(blob)),
        "image/png"
      )
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
