export const defaults = {
  /** UTF-16 units of a text that are looked at, so that one giant payload cannot stall the rest. */
  longest: 16_384,
  /** How often in a row escapes are undone: attackers escape twice to pass a filter that undoes them once. */
  rounds: 3,
  /** Pieces of base64 in one text that are decoded. */
  pieces: 8
} as const;

/**
 * What a text says once its disguises are off, lower case, for patterns to look at:
 * percent escapes (UTF-8, `%uNNNN`, overlong slashes), HTML entities, `\xNN` and `\uNNNN`, each up to three times over;
 * UTF-16 read as text; comments in SQL and `${IFS}` become a space, quotes inside a word go, Log4j's look-ups in a look-up become
 * what they stand for; runs of blanks become one. Printable pieces of base64 are appended, each on a line of its own.
 *
 * NUL is `␀`, as in payloads. Every step takes time linear in the text's length.
 *
 * @param form whether `+` is a space, as in the query of a URL and the body of a form
 */
export function decodeText(text: string, form: boolean): string {
  let plain = text.length > defaults.longest ? text.slice(0, defaults.longest) : text;
  if (plain.includes("\u2400")) plain = plain.replace(utf16, run => run.replaceAll("\u2400", ""));
  if (form && plain.includes("+")) plain = plain.replaceAll("+", " ");
  plain = undoEscapes(plain);
  for (const piece of base64Pieces(plain)) plain += `\n${undoEscapes(piece)}`;
  plain = plain.toLowerCase();
  if (plain.includes("/*")) plain = undoComments(plain);
  if (plain.includes("$")) plain = undoLookups(plain.replace(fieldSeparator, " "));
  if (plain.includes("''") || plain.includes('""')) plain = plain.replace(emptyQuotes, "$1");
  return plain.replace(blanks, " ");
}

/** Every second character NUL, four times over. */
const utf16 = /(?:[\t\n\r -~]\u2400){4,}/g;
const comment = /\/\*(?!!)[^*\n]{0,200}\*\//g;
/** MySQL runs what stands in such a comment. */
const conditional = /\/\*!\d{0,6}|\*\//g;
const fieldSeparator = /\$\{ifs(?:[:%#][^}]{0,20})?\}|\$ifs(?:\$\d)?/g;
const emptyQuotes = /(\w)(?:''|"")(?=\w)/g;
const blanks = /[ \t\u00a0]{2,}|[\t\u00a0]/g;

function undoComments(text: string): string {
  const plain = text.replace(comment, " ");
  return plain.includes("/*!") ? plain.replace(conditional, " ") : plain;
}

function undoEscapes(text: string): string {
  let plain = text;
  for (let round = 0; round < defaults.rounds; ++round) {
    const before = plain;
    if (plain.includes("%")) plain = undoPercent(plain);
    if (plain.includes("&")) plain = plain.replace(entity, undoEntity);
    if (plain.includes("\\")) plain = plain.replace(backslash, (_, byte, unit) => readable(byte ?? unit));
    if (plain === before) break;
  }
  return plain;
}

/** A character by its code in hexadecimal. */
function readable(hexadecimal: string, radix = 16): string {
  const code = Number.parseInt(hexadecimal, radix);
  if (code === 0) return "\u2400";
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

const backslash = /\\(?:x([2-7][0-9a-f]|0[09ad])|u\{?([0-9a-f]{4})\}?)/gi;
const unicodePercent = /%u([0-9a-f]{4})/gi;
/** Two bytes for what one would do; some servers once took them for a slash. */
const overlong = /%c([01])%([89ab][0-9a-f])/gi;
const percents = /(?:%[0-9a-f]{2})+/gi;

function undoPercent(text: string): string {
  return text
    .replace(unicodePercent, (_, unit) => readable(unit))
    .replace(overlong, (_, high, low) =>
      String.fromCharCode((Number(high) << 6) | (Number.parseInt(low, 16) & 0x3f))
    )
    .replace(percents, run => {
      try {
        return decodeURIComponent(run).replaceAll("\0", "\u2400");
      } catch {
        // Not UTF-8: each byte as the character of that number, so that the ASCII among them is read all the same.
        return run.replace(/%(..)/g, (_, byte) => readable(byte));
      }
    });
}

/** A name without its semicolon is a parameter: "?a=1&lt=2". */
const entity =
  /&(?:#(\d{1,7});?|#x([0-9a-f]{1,6});?|(lt|gt|quot|apos|amp|lpar|rpar|colon|sol|tab|newline);)/gi;
const entities: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
  lpar: "(",
  rpar: ")",
  colon: ":",
  sol: "/",
  tab: "\t",
  newline: "\n"
};

function undoEntity(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (decimal !== undefined) return readable(decimal, 10);
  if (hexadecimal !== undefined) return readable(hexadecimal);
  return entities[(name ?? "").toLowerCase()] ?? whole;
}

const lettered = /\$\{(?:lower|upper):([^{}$])\}/g;
const defaulted = /\$\{[^{}$]{0,64}:-([^{}$]{0,64})\}/g;

/** `${${lower:j}ndi:` and `${${::-j}${env:x:-n}di:` say `${jndi:`. */
function undoLookups(text: string): string {
  let plain = text;
  for (let round = 0; round < defaults.rounds && plain.includes("${"); ++round) {
    const before = plain;
    plain = plain.replace(lettered, "$1").replace(defaulted, "$1");
    if (plain === before) break;
  }
  return plain;
}

const base64 = /[A-Za-z0-9+/]{20,}={0,2}/g;
const printable = /^[\t\n\r -~]+$/;

/** What stands in base64 in a text, where that is something to read; as PowerShell takes it, in UTF-16, too. */
function base64Pieces(text: string): string[] {
  const pieces: string[] = [];
  for (const [run] of text.matchAll(base64)) {
    const digits = run.replace(/=+$/, "");
    let decoded: string;
    try {
      // What is left over when digits do not come in fours says nothing.
      decoded = atob(digits.slice(0, digits.length % 4 === 1 ? -1 : undefined));
    } catch {
      continue;
    }
    const read = decoded.includes("\0") ? decoded.replaceAll("\0", "") : decoded;
    if (!printable.test(read)) continue;
    pieces.push(read);
    if (pieces.length === defaults.pieces) break;
  }
  return pieces;
}
