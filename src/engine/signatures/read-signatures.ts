import type {RE2JS} from "re2js";
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type YAMLMap
} from "yaml";
import {compilePattern} from "./match-signatures.js";
import {
  type Example,
  type Signature,
  type SignatureField,
  type SignatureLevel,
  signatureFields,
  signatureLevels
} from "./signature.js";

export interface SignaturesOfFile {
  readonly signatures: readonly Signature[];
  /** One per entry that was refused: "file:line:column: what is wrong; what was expected". */
  readonly errors: readonly string[];
}

/** What is wrong, and where in the file. */
class Refusal extends Error {
  constructor(
    readonly at: Node | null | undefined,
    message: string
  ) {
    super(message);
  }
}

const inFile = ["finding", "technique", "fields", "signatures"];
const inSignature = [
  ...["id", "title", "description", "level", "technique", "finding", "fields"],
  ...["patterns", "matches", "no_matches"]
];

/**
 * Reads a file of signatures, whose syntax is in data/signatures/README.md. An entry that cannot be used is refused with a
 * message and the rest goes on: fields that are unknown or missing, ids that were there before, patterns that do not compile
 * or that need backtracking (RE2 has no back-references and no look-around). Never throws for what a file holds.
 *
 * @param file its path, for messages
 * @param seen ids of files read before; those of this file are added to it
 */
export function readSignatures(text: string, file: string, seen: Set<string> = new Set()): SignaturesOfFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines});
  const place = (offset: number) => {
    const {line, col} = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [broken] = document.errors;
  if (broken) {
    return {signatures: [], errors: [`${place(broken.pos[0])}: ${broken.message.split("\n")[0]}`]};
  }
  const signatures: Signature[] = [];
  const errors: string[] = [];
  const attempt = (node: Node | null | undefined, read: () => void) => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(`${place((error.at ?? node)?.range?.[0] ?? 0)}: ${error.message}`);
    }
  };
  attempt(document.contents, () => {
    const top = asMap(document.contents, "file");
    refuseOtherKeys(top, inFile);
    const common = {
      finding: optionalText(top, "finding"),
      technique: optionalTechnique(top),
      fields: optionalFields(top)
    };
    for (const entry of asList(top, "signatures")) {
      attempt(entry, () => {
        const signature = readSignature(entry, common);
        if (seen.has(signature.id)) {
          throw new Refusal(
            asMap(entry, "signature").get("id", true),
            `duplicate id: "${signature.id}"; expected one that no other signature has`
          );
        }
        seen.add(signature.id);
        signatures.push({...signature, file, line: lines.linePos(entry.range?.[0] ?? 0).line});
      });
    }
  });
  return {signatures, errors};
}

/** What a file says for all its signatures, unless one says otherwise. */
interface Common {
  readonly finding: string | null;
  readonly technique: string | null;
  readonly fields: readonly SignatureField[] | null;
}

function readSignature(node: ParsedNode, common: Common): Omit<Signature, "file" | "line"> {
  const map = asMap(node, "signature");
  refuseOtherKeys(map, inSignature);
  const id = text(map, "id");
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) {
    throw new Refusal(map.get("id", true), `invalid id: "${id}"; expected lower case, digits and hyphens`);
  }
  const need = <T>(value: T | null, key: string): T => {
    if (value !== null) return value;
    throw new Refusal(map, `missing ${key} of "${id}"; expected it here or at the top of the file`);
  };
  const fields = need(optionalFields(map) ?? common.fields, "fields");
  const patterns = asList(map, "patterns").map(readPattern);
  if (patterns.length === 0) throw new Refusal(map, `no patterns of "${id}"; expected at least one`);
  return {
    id,
    title: text(map, "title"),
    description: text(map, "description"),
    finding: need(optionalText(map, "finding") ?? common.finding, "finding"),
    level: readLevel(map),
    technique: need(optionalTechnique(map) ?? common.technique, "technique"),
    fields,
    patterns,
    matches: asList(map, "matches").flatMap(example => readExample(example, fields)),
    noMatches: asList(map, "no_matches").flatMap(example => readExample(example, fields))
  };
}

function asMap(node: unknown, what: string): YAMLMap.Parsed {
  if (isMap(node)) return node as YAMLMap.Parsed;
  throw new Refusal(node as Node | null, `invalid ${what}; expected keys and values`);
}

function refuseOtherKeys(map: YAMLMap.Parsed, known: readonly string[]): void {
  for (const {key} of map.items) {
    const name = String(key);
    if (!known.includes(name)) {
      throw new Refusal(key, `unknown key: "${name}"; expected one of ${known.join(", ")}`);
    }
  }
}

/** The items of a list; none where the key is not there. */
function asList(map: YAMLMap.Parsed, key: string): readonly ParsedNode[] {
  const node = map.get(key, true) as ParsedNode | undefined;
  if (node === undefined) return [];
  if (isSeq(node)) return node.items as ParsedNode[];
  throw new Refusal(node, `invalid ${key}; expected a list`);
}

function optionalText(map: YAMLMap.Parsed, key: string): string | null {
  const node = map.get(key, true) as ParsedNode | undefined;
  return node === undefined ? null : textOf(node, key);
}

function text(map: YAMLMap.Parsed, key: string): string {
  const value = optionalText(map, key);
  if (value === null) throw new Refusal(map, `missing ${key}; expected text`);
  return value;
}

function textOf(node: Node, key: string): string {
  if (isScalar(node) && typeof node.value === "string" && node.value.trim() !== "") return node.value;
  throw new Refusal(node, `invalid ${key}: ${JSON.stringify(node)}; expected text`);
}

function optionalTechnique(map: YAMLMap.Parsed): string | null {
  const technique = optionalText(map, "technique");
  if (technique === null || /^T\d{4}(?:\.\d{3})?$/.test(technique)) return technique;
  throw new Refusal(
    map.get("technique", true),
    `invalid technique: "${technique}"; expected an ATT&CK id like T1190 or T1059.004`
  );
}

function readLevel(map: YAMLMap.Parsed): SignatureLevel {
  const name = text(map, "level");
  const level = signatureLevels.find(known => known === name);
  if (level !== undefined) return level;
  throw new Refusal(
    map.get("level", true),
    `invalid level: "${name}"; expected one of ${signatureLevels.join(", ")}`
  );
}

function readField(name: string, node: Node): SignatureField {
  const field = signatureFields.find(known => known === name);
  if (field !== undefined) return field;
  throw new Refusal(node, `unknown field: "${name}"; expected one of ${signatureFields.join(", ")}`);
}

function optionalFields(map: YAMLMap.Parsed): readonly SignatureField[] | null {
  if (!map.has("fields")) return null;
  const fields = asList(map, "fields").map(node => readField(textOf(node, "field"), node));
  if (fields.length > 0) return fields;
  throw new Refusal(map.get("fields", true), "no fields; expected at least one");
}

function readPattern(node: ParsedNode): string {
  const pattern = textOf(node, "pattern");
  if (/[A-Z]/.test(pattern.replace(/\\(?:[A-Z]|x\{[0-9A-F]+\}|x[0-9A-F]{2})/g, ""))) {
    throw new Refusal(
      node,
      `invalid pattern: ${pattern}; expected lower case, because what it looks at is lower case`
    );
  }
  let expression: RE2JS;
  try {
    expression = compilePattern(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new Refusal(
      node,
      `invalid pattern: ${pattern}: ${reason}; expected RE2 syntax, which has no look-around and no back-references`
    );
  }
  if (expression.test("")) {
    throw new Refusal(node, `invalid pattern: ${pattern}; expected one that does not match nothing at all`);
  }
  return pattern;
}

/** "text", which stands in each of the signature's fields in turn, or {field: text}. */
function readExample(node: ParsedNode, fields: readonly SignatureField[]): Example[] {
  if (!isMap(node)) {
    const value = textOf(node, "example");
    return fields.map(field => ({field, text: value}));
  }
  return node.items.map(({key, value}) => ({
    field: readField(String(key), key),
    text: textOf(value ?? node, "example")
  }));
}
