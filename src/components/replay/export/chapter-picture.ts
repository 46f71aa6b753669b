import {pictureOf} from "../../export/picture.js";
import {svg} from "../../html.js";
import {wrapText} from "./wrap-text.js";

export interface ChapterPicture {
  /** The stage as it is on screen. */
  readonly stage: Element;
  readonly title: string;
  readonly caption: string;
  /** When it is, and what else stands small beside it. */
  readonly note: string;
}

const margin = 20;
/** Of a line: a picture that stands alone may be drawn in another, wider font. */
const reserve = 0.9;
const styles = {
  note: {size: 13, weight: 500, color: "var(--theme-foreground-muted)"},
  title: {size: 26, weight: 680, color: "var(--theme-foreground-alt)"},
  caption: {size: 18, weight: 400, color: "var(--theme-foreground)"}
} as const;

/** The stage as one picture that needs nothing else, under a heading with title, caption and time, as on a slide. */
export function chapterPicture({stage, ...texts}: ChapterPicture): SVGElement {
  const picture = pictureOf([stage]);
  const [width, height] = [Number(picture.getAttribute("width")), Number(picture.getAttribute("height"))];
  const family = getComputedStyle(stage).fontFamily;
  const heading = svg`<g font-family=${family}></g>`;
  let y = margin;
  for (const name of ["note", "title", "caption"] as const) {
    const {size, weight, color} = styles[name];
    const measure = measureIn(`${weight} ${size}px ${family}`);
    for (const line of wrapText(texts[name], reserve * (width - 2 * margin), measure)) {
      y += size * 1.35;
      heading.append(
        svg`<text x=${margin} y=${y} font-size=${size} font-weight=${weight} fill=${resolve(stage, color)}>${line}</text>`
      );
    }
  }
  const top = Math.ceil(y + margin / 2);
  const ground = picture.querySelector("rect")?.getAttribute("fill") ?? "white";
  picture.setAttribute("y", String(top));
  return svg`<svg xmlns="http://www.w3.org/2000/svg" viewBox=${`0 0 ${width} ${top + height}`} width=${width} height=${top + height}>
    <rect width=${width} height=${top + height} fill=${ground}></rect>${heading}${picture}
  </svg>`;
}

function measureIn(font: string): (text: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return text => text.length * 10;
  context.font = font;
  return text => context.measureText(text).width;
}

/** A colour of the theme as the stage has it: a file of its own has no theme. */
function resolve(stage: Element, color: string): string {
  const probe = document.createElement("span");
  probe.style.color = color;
  stage.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}
