/**
 * A stretch of XML text: a record, text that should not be there, a root's start or end tag, or something that is no
 * part of any record (white space, comments, declarations, schemas). `more` means that it does not end within the text.
 */
export type Piece =
  | {readonly kind: "element"; readonly end: number; readonly name: string}
  | {readonly kind: "broken"; readonly end: number; readonly name: string; readonly reason: string}
  | {readonly kind: "open"; readonly end: number; readonly name: string}
  | {readonly kind: "close"; readonly end: number}
  | {readonly kind: "skip"; readonly end: number}
  | {readonly kind: "more"};

/** Text being cut into pieces. */
export interface Cutting {
  readonly text: string;
  /** The root element that the text is in. */
  readonly root: string | null;
  /** The name of the last record that was well-formed: where it begins again, one whose own end tag is lost ends. */
  readonly known: string | null;
  /** Whether no more text will come, so that what does not end is broken. */
  readonly last: boolean;
  /** Terminators that the text is known not to hold further on. It keeps hostile text from being searched again and again. */
  readonly missing: Set<string>;
}

const more: Piece = {kind: "more"};
const nameLimit = 1000;
/** Includes the byte order mark. */
const whiteSpace = /\s+/y;

/** The piece at `start`, which must be before the text's end. */
export function nextPiece(cutting: Cutting, start: number): Piece {
  const {text} = cutting;
  if (text[start] !== "<") return textPiece(cutting, start);
  if (!cutting.last && text.length - start < 9) return more;
  if (text.startsWith("<!--", start)) return skipTo(cutting, start, "-->");
  if (text.startsWith("<?", start)) return skipTo(cutting, start, "?>");
  if (text.startsWith("<!", start) && cutting.root === null) return declarationPiece(cutting, start);
  const closing = text[start + 1] === "/";
  const name = readName(text, start + (closing ? 2 : 1));
  if (name === null) return cutting.last ? stray(cutting, start) : more;
  if (name === "") return stray(cutting, start);
  return closing ? closePiece(cutting, start, name) : elementPiece(cutting, start, name);
}

/** Where the next start tag of `name`, or end tag of the root, is; -1 if there is none. */
export function findResumption(text: string, from: number, name: string, root: string | null): number {
  for (let at = text.indexOf("<", from); at >= 0; at = text.indexOf("<", at + 1)) {
    if (name === "" || isTag(text, at, `<${name}`) || isTag(text, at, `</${root}`)) return at;
  }
  return -1;
}

function textPiece(cutting: Cutting, start: number): Piece {
  const {text, last} = cutting;
  whiteSpace.lastIndex = start;
  if (whiteSpace.test(text)) return {kind: "skip", end: whiteSpace.lastIndex};
  const next = text.indexOf("<", start);
  const end = next < 0 ? text.length : next;
  if (next < 0 && !last) return more;
  return {kind: "broken", end, name: "", reason: "text outside of any record"};
}

function skipTo(cutting: Cutting, start: number, terminator: string): Piece {
  const at = find(cutting, start, terminator);
  if (at >= 0) return {kind: "skip", end: at + terminator.length};
  return cutting.last ? stray(cutting, start) : more;
}

/** A document type declaration. What entities it declares stays unknown, so that none can grow. */
function declarationPiece(cutting: Cutting, start: number): Piece {
  const end = find(cutting, start, ">");
  const subset = end >= 0 && cutting.text.slice(start, end).includes("[");
  return skipTo(cutting, start, subset ? "]>" : ">");
}

/** A `<` that begins nothing known, with the text up to the next one. */
function stray(cutting: Cutting, start: number): Piece {
  const next = cutting.text.indexOf("<", start + 1);
  if (next < 0 && !cutting.last) return more;
  const end = next < 0 ? cutting.text.length : next;
  return {kind: "broken", end, name: "", reason: "not well-formed XML between records"};
}

function closePiece(cutting: Cutting, start: number, name: string): Piece {
  const {text, root, last} = cutting;
  const tag = tagEnd(text, start);
  if (tag === 0 && !last) return more;
  if (tag <= 0) return stray(cutting, start);
  if (name === root) return {kind: "close", end: tag};
  if (root === null) return {kind: "skip", end: tag};
  return {kind: "broken", end: tag, name: "", reason: `an end tag without its start: </${name}>`};
}

function elementPiece(cutting: Cutting, start: number, name: string): Piece {
  const {text, root, known, last} = cutting;
  const isRoot = root === null || name === "dataroot";
  const tag = tagEnd(text, start);
  if (tag === 0 && !last) return more;
  if (isRoot && tag > 0) return {kind: text[tag - 2] === "/" ? "skip" : "open", end: tag, name};
  if (isRoot) return stray(cutting, start);
  if (tag > 0 && text[tag - 2] === "/") return {kind: "element", end: tag, name};

  const ownEnd = `</${name}`;
  const rootEnd = `</${root}`;
  const starts = known === null || known === name ? [`<${name}`] : [`<${name}`, `<${known}`];
  const longest = Math.max(ownEnd.length, rootEnd.length, starts.at(-1)?.length ?? 0, "<![CDATA[".length);
  for (let i = tag > 0 ? tag : start + 1; ; ) {
    const at = text.indexOf("<", i);
    // A tag that the text cuts short could still become any of those looked for.
    if (!last && (at < 0 || text.length - at <= longest)) return more;
    if (at < 0) return brokenElement(text.length, name, "the file ends within it");
    if (isTag(text, at, ownEnd)) {
      const end = tagEnd(text, at);
      if (end === 0 && !last) return more;
      if (end > 0) return name.endsWith(":schema") ? {kind: "skip", end} : {kind: "element", end, name};
    }
    if (starts.some(tag => isTag(text, at, tag)))
      return brokenElement(at, name, "the next one begins within it");
    if (isTag(text, at, rootEnd)) return brokenElement(at, name, `${rootEnd}> comes first`);
    i = at + 1;
    if (text.startsWith("<![CDATA[", at)) {
      const end = find(cutting, at, "]]>");
      if (end < 0 && !last) return more;
      if (end >= 0) i = end + 3;
    }
  }
}

function brokenElement(end: number, name: string, why: string): Piece {
  return {kind: "broken", end, name, reason: `<${name}> does not end: ${why}`};
}

function find({text, missing}: Cutting, from: number, terminator: string): number {
  if (missing.has(terminator)) return -1;
  const at = text.indexOf(terminator, from);
  if (at < 0) missing.add(terminator);
  return at;
}

/** The name at `start`; "" where none can be, null where it may go on after the text. */
function readName(text: string, start: number): string | null {
  for (let i = start; i < text.length; ++i) {
    if (isBoundary(text, i)) return text.slice(start, i);
    if (text[i] === "<" || i - start > nameLimit) return "";
  }
  return null;
}

/** After the `>` of the tag at `start`; 0 where the text ends before it, -1 where another tag begins before it. */
function tagEnd(text: string, start: number): number {
  let quote = "";
  for (let i = start + 1; i < text.length; ++i) {
    const character = text[i] ?? "";
    if (character === "<") return -1;
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === ">") return i + 1;
    else if (character === '"' || character === "'") quote = character;
  }
  return 0;
}

function isTag(text: string, at: number, tag: string): boolean {
  return text.startsWith(tag, at) && isBoundary(text, at + tag.length);
}

/** Whether a name ends before `i`. */
function isBoundary(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  return code === 62 || code === 47 || code === 32 || code === 9 || code === 10 || code === 13;
}
