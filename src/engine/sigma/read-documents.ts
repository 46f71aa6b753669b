import {
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
  type Scalar,
  type YAMLMap,
  type YAMLParseError
} from "yaml";
import {quote, Refusal, refuse} from "./refusal.js";
import type {Position} from "./rule.js";
import type {YamlEntry, YamlMap, YamlNode} from "./yaml-node.js";

export const defaults = {
  /** Characters of one document; the longest public rules have some ten thousand. */
  longest: 250_000,
  /** Maps and lists within one another. */
  deepest: 50,
  /** Nodes of one document once its aliases are resolved, so that a few lines cannot become billions. */
  most: 200_000
} as const;

/** One document of a file: what it holds, or why it could not be read. Both null when it is empty. */
export interface ReadDocument {
  /** As written, to tell what a document that cannot be read was meant to be. */
  readonly text: string;
  readonly position: Position;
  readonly node: YamlNode | null;
  readonly refusal: Refusal | null;
}

/**
 * The YAML documents of a file (https://yaml.org/spec/1.2.2/, core schema). A line that begins with `---` starts a
 * document wherever it stands, so that documents can be told apart before any is parsed and a broken one spoils no other.
 */
export function readDocuments(text: string): ReadDocument[] {
  const documents: ReadDocument[] = [];
  let begun = 0;
  let firstLine = 1;
  let line = 1;
  const close = (end: number) => {
    const part = text.slice(begun, end);
    if (part.trim() !== "") documents.push(readDocument(part, firstLine - 1));
  };
  for (let at = 0; at < text.length; line++) {
    const newline = text.indexOf("\n", at);
    const next = newline < 0 ? text.length : newline + 1;
    const marker = text.slice(at, at + 4).trimEnd();
    if (marker === "---" || marker === "...") {
      close(at);
      begun = marker === "---" ? at : next;
      firstLine = marker === "---" ? line : line + 1;
    }
    at = next;
  }
  close(text.length);
  return documents;
}

function readDocument(text: string, linesBefore: number): ReadDocument {
  const lines = new LineCounter();
  const positionOf = (offset: number): Position => {
    const {line, col} = lines.linePos(offset);
    return {line: Math.max(line, 1) + linesBefore, column: Math.max(col, 1)};
  };
  const start = {line: linesBefore + 1, column: 1};
  const refused = (refusal: Refusal) => ({text, position: start, node: null, refusal});
  if (text.length > defaults.longest) {
    return refused(
      new Refusal(start, `document of ${text.length} characters; expected at most ${defaults.longest}`)
    );
  }
  try {
    const tokens = [...new Parser(lines.addNewLine).parse(text)];
    refuseDepth(tokens, positionOf);
    const options = {uniqueKeys: false, logLevel: "silent"} as const;
    const [document] = new Composer(options).compose(tokens, true, text.length);
    if (!document) return {text, position: start, node: null, refusal: null};
    const error = document.errors[0];
    if (error) refuse(positionOf(beginOfError(error, tokens)), `invalid YAML: ${inWords(error.message)}`);
    const contents = document.contents;
    if (!contents) return {text, position: start, node: null, refusal: null};
    const node = convert(contents, text, positionOf);
    return {text, position: node.position, node, refusal: null};
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    return refused(
      new Refusal(start, `invalid YAML: ${inWords(error instanceof Error ? error.message : "")}`)
    );
  }
}

/** Refuses before anything recurses into it: V8 ends the whole process when it compiles an expression at the stack's end. */
function refuseDepth(tokens: readonly CST.Token[], positionOf: (offset: number) => Position): void {
  let level = tokens;
  for (let depth = 0; level.length > 0; depth++) {
    const [first] = level;
    if (first && depth > 2 * defaults.deepest) {
      refuse(positionOf(first.offset), `nested too deeply; expected at most ${defaults.deepest} levels`);
    }
    level = level.flatMap(childrenOf);
  }
}

/** Where a mistake was made: a quote that nothing closes is noticed at the end of the document only. */
function beginOfError({code, pos}: YAMLParseError, tokens: readonly CST.Token[]): number {
  const [noticed] = pos;
  if (code !== "MISSING_CHAR") return noticed;
  for (let level = tokens; level.length > 0; level = level.flatMap(childrenOf)) {
    const open = level.find(
      token =>
        /-quoted-scalar$/.test(token.type) &&
        "source" in token &&
        token.offset + token.source.length >= noticed
    );
    if (open) return open.offset;
  }
  return noticed;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === "document") return token.value ? [token.value] : [];
  if (!("items" in token)) return [];
  return token.items.flatMap(({key, value}) =>
    [key, value].filter(child => child !== null && child !== undefined)
  );
}

function inWords(message: string): string {
  const line = (message.split("\n")[0] ?? "").trim() || "cannot be parsed";
  return line.charAt(0).toLowerCase() + line.slice(1);
}

function convert(root: Node, text: string, positionOf: (offset: number) => Position): YamlNode {
  let nodes = 0;
  let aliases = 0;
  // As they stand at this place of the document; what an alias repeats declares none.
  const anchors = new Map<string, Node>();
  const place = (node: Node): Position => positionOf(node.range?.[0] ?? 0);

  function visit(node: Node, depth: number): YamlNode {
    const position = place(node);
    if (depth > defaults.deepest)
      refuse(position, `nested too deeply; expected at most ${defaults.deepest} levels`);
    if (++nodes > defaults.most)
      refuse(position, `too many values; expected at most ${defaults.most}, aliases resolved`);
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (!target) refuse(position, `unknown alias: ${quote(node.source)}; expected an anchor above it`);
      aliases++;
      const resolved = visit(target, depth + 1);
      aliases--;
      return resolved;
    }
    if (node.anchor && aliases === 0) anchors.set(node.anchor, node);
    if (isSeq(node)) {
      return {kind: "list", items: node.items.map(item => visit(item as Node, depth + 1)), position};
    }
    if (isMap(node)) return visitMap(node, position, depth);
    if (isScalar(node)) return scalar(node, position);
    return refuse(position, "invalid YAML; expected a value, a list or a map");
  }

  function visitMap(node: YAMLMap, position: Position, depth: number): YamlMap {
    const entries = new Map<string, YamlEntry>();
    for (const pair of node.items) {
      const key = pair.key as Node | null;
      if (!key || !isScalar(key)) refuse(key ? place(key) : position, "invalid key; expected text");
      const keyPosition = place(key);
      const name = textOfScalar(key);
      const twin = entries.get(name);
      if (twin) {
        refuse(
          keyPosition,
          `duplicate key: ${quote(name)} is at line ${twin.position.line} already; expected it once`
        );
      }
      const empty: YamlNode = {kind: "scalar", value: null, source: "", position: keyPosition, start: null};
      const value = pair.value ? visit(pair.value as Node, depth + 1) : empty;
      entries.set(name, {key: name, position: keyPosition, value});
    }
    mergeKeys(entries);
    return {kind: "map", entries: [...entries.values()], position};
  }

  /** `<<: *anchor` of YAML 1.1, which Sigma's own tools read: adds the keys that are not there. */
  function mergeKeys(entries: Map<string, YamlEntry>): void {
    const merged = entries.get("<<")?.value;
    const maps = merged?.kind === "list" ? merged.items : merged ? [merged] : [];
    if (maps.length === 0 || maps.some(map => map.kind !== "map")) return;
    entries.delete("<<");
    for (const map of maps) {
      if (map.kind !== "map") continue;
      for (const entry of map.entries) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    }
  }

  function scalar(node: Scalar, position: Position): YamlNode {
    const {value} = node;
    const source = textOfScalar(node);
    const kept =
      typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
    const offset =
      (node.range?.[0] ?? 0) + (node.type === "QUOTE_SINGLE" || node.type === "QUOTE_DOUBLE" ? 1 : 0);
    const verbatim = text.startsWith(source, offset) && !source.includes("\n");
    return {kind: "scalar", value: kept, source, position, start: verbatim ? positionOf(offset) : null};
  }

  return visit(root, 0);
}

function textOfScalar(node: Scalar): string {
  if (typeof node.value === "string") return node.value;
  return node.source ?? (node.value === null || node.value === undefined ? "" : String(node.value));
}
