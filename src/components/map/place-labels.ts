/** A bubble that wants a label, in pixels. */
export interface Bubble {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** Wordings to try, the best first; the last of several is without a name. */
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

interface Candidate {
  readonly label: Label;
  readonly box: Box;
}

const gap = 3;
/** How many of the first bubbles have a name even where it covers a smaller bubble. */
const leading = 10;

/**
 * Labels for as many bubbles as there is room for, earlier bubbles first: in the bubble where the text fits, else
 * beside, above or below it. Labels never overlap each other. They cover no other bubble, but that the names of the first few
 * may cover later ones; a bubble without room has none.
 */
export function placeLabels(bubbles: readonly Bubble[], area: LabelArea): Label[] {
  const {width, height, measure, lineHeight = 15} = area;
  const boxes = bubbles.map(({x, y, r}) => boxAround(x, y, 2 * r, 2 * r));
  const taken: Box[] = [];
  const labels: Label[] = [];
  for (const [index, bubble] of bubbles.entries()) {
    const isFree = ({box}: Candidate) =>
      box.left >= 0 &&
      box.right <= width &&
      box.top >= 0 &&
      box.bottom <= height &&
      !taken.some(other => overlap(box, other));
    // Of two bubbles that overlap, the later is on top: what is written in the earlier must not run under it.
    const isClear = ({label: {inside}, box}: Candidate) =>
      !boxes.some((other, i) => i !== index && (!inside || i > index) && overlap(box, other));
    const missesLarger = ({box}: Candidate) => !boxes.some((other, i) => i < index && overlap(box, other));
    const free = candidates(index, bubble, measure, lineHeight).filter(isFree);
    const bare = bubble.texts.length > 1 ? bubble.texts.at(-1) : undefined;
    const named = free.filter(({label: {text}}) => text !== bare);
    const label =
      named.find(isClear) ??
      // A large bubble's name matters more than a small bubble under it.
      (index < leading ? named.find(missesLarger) : undefined) ??
      free.find(isClear);
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
): Candidate[] {
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
