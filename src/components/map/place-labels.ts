/** A bubble that wants a label, in pixels. */
export interface Bubble {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** Wordings to try, the best first. */
  readonly texts: readonly string[];
}

export interface Label {
  /** Which bubble it belongs to. */
  readonly index: number;
  readonly text: string;
  /** The middle of the text. */
  readonly x: number;
  readonly y: number;
  readonly inside: boolean;
}

export interface LabelArea {
  readonly width: number;
  readonly height: number;
  /** How wide a text is, in pixels. */
  readonly measure: (text: string) => number;
  /** Pixels of a line. @default 15 */
  readonly lineHeight?: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const gap = 3;

/**
 * Labels for as many bubbles as there is room for, earlier bubbles first: in the bubble where the text fits, else
 * beside, above or below it. Labels never overlap each other, and cover no other bubble's; a bubble without room has none.
 */
export function placeLabels(bubbles: readonly Bubble[], area: LabelArea): Label[] {
  const {width, height, measure, lineHeight = 15} = area;
  const boxes = bubbles.map(({x, y, r}) => boxAround(x, y, 2 * r, 2 * r));
  const taken: Box[] = [];
  const labels: Label[] = [];
  for (const [index, bubble] of bubbles.entries()) {
    const label = candidates(index, bubble, measure, lineHeight).find(({label: {inside}, box}) => {
      if (box.left < 0 || box.right > width || box.top < 0 || box.bottom > height) return false;
      if (taken.some(other => overlap(box, other))) return false;
      // Of two bubbles that overlap, the later is on top: what is written in the earlier must not run under it.
      return !boxes.some((other, i) => i !== index && (!inside || i > index) && overlap(box, other));
    });
    if (label === undefined) continue;
    taken.push(label.box);
    labels.push(label.label);
  }
  return labels;
}

function candidates(
  index: number,
  {x, y, r, texts}: Bubble,
  measure: (text: string) => number,
  lineHeight: number
) {
  return texts.flatMap(text => {
    const width = measure(text);
    const side = r + gap + width / 2;
    const above = r + lineHeight / 2;
    const places = [
      {x: x + side, y},
      {x: x - side, y},
      {x, y: y - above},
      {x, y: y + above}
    ].map(place => ({...place, inside: false}));
    // The corners of the text must lie within the circle.
    if (Math.hypot(width, lineHeight) <= 2 * r) places.unshift({x, y, inside: true});
    return places.map(place => ({
      label: {index, text, ...place},
      box: boxAround(place.x, place.y, width, lineHeight)
    }));
  });
}

function boxAround(x: number, y: number, width: number, height: number): Box {
  return {left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2};
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
