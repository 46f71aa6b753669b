import type {Row} from "../sources/source.js";
import {overlong} from "./overlong.js";
import {type RecordReader, type RecordSink, recordLimit} from "./record.js";
import {createElementReader} from "./xml-element.js";
import {findResumption, nextPiece, type Piece} from "./xml-piece.js";

/**
 * Reads XML in which each child of the root element is a record, as Microsoft Access exports tables. An export wrapped
 * together with its schema in a further root is read too: the schema is skipped and `dataroot` entered.
 *
 * An XML parser cannot go on after an error, so the text is cut into elements first and each is parsed by itself. An
 * element that does not end before the next one of its name begins is broken, and reading resumes at that next one.
 * Text outside of any record counts as a broken record, so that nothing is lost in silence.
 */
export function readXml(sink: RecordSink<Row>): RecordReader {
  const readElement = createElementReader();
  let root: string | null = null;
  let known: string | null = null;
  /** Text not yet cut: from the start of a piece, and what came since it was last looked at. */
  let text = "";
  let pending = "";
  /** The name of an element over the limit, already reported, whose rest is passed over. */
  let passing: string | null = null;

  function push(more: string): void {
    pending += more;
    // Looking again only after the text has grown by half keeps the time for a long record linear.
    if (pending.length >= text.length / 2) advance(false);
  }

  function end(): void {
    advance(true);
    if (root !== null) sink.note(`the file ends before </${root}>`);
  }

  function advance(ended: boolean): void {
    text += pending;
    pending = "";
    let start = 0;
    let last = ended;
    const missing = new Set<string>();
    while (start < text.length) {
      if (passing !== null) {
        start = pass(start, passing);
        if (passing !== null) break;
      }
      const piece = nextPiece({text, root, known, last, missing}, start);
      if (piece.kind === "more") {
        if (text.length - start <= recordLimit) break;
        last = true;
        continue;
      }
      take(piece, start);
      start = piece.end;
      last = ended;
    }
    text = text.slice(start);
  }

  function take(piece: Exclude<Piece, {kind: "more"}>, start: number): void {
    if (piece.kind === "open") root = piece.name;
    if (piece.kind === "close") root = null;
    if (piece.kind === "open" || piece.kind === "close" || piece.kind === "skip") return;
    if (piece.end - start > recordLimit) {
      sink.broken(...overlong(text.slice(start, piece.end), 0));
      if (piece.end === text.length) passing = piece.name;
      return;
    }
    const raw = text.slice(start, piece.end).trimEnd();
    const result = piece.kind === "broken" ? {broken: piece.reason} : readElement(raw);
    if ("broken" in result) {
      sink.broken(raw, result.broken);
    } else {
      known = piece.name;
      sink.record(result.row, raw);
    }
  }

  /** Where reading resumes, or how much can be let go of when that is not within the text. */
  function pass(start: number, name: string): number {
    const at = findResumption(text, start, name, root);
    if (at < 0) return Math.max(start, text.length - name.length - (root?.length ?? 0) - 4);
    passing = null;
    return at;
  }

  return {push, end};
}
