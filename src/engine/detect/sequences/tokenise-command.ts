/** Bounds, so that what an attacker typed costs no more than it tells. */
export const defaults = {
  /** Characters of an input that are read. */
  mostCharacters: 4096,
  /** Commands of an input that are kept. */
  mostCommands: 64,
  /** Kinds of arguments of a command that are kept. */
  mostKinds: 6,
  /** A longer word of letters and digits alone is encoded data, not a name. */
  longestName: 32
} as const;

const systemDirectories = /^\/(?:usr\/(?:local\/)?)?s?bin\//;
const knownVerb = /^[A-Za-z0-9_.+[\]-]{1,24}$/;
const assignment = /^[A-Za-z_][A-Za-z0-9_]*=/;
/** Commands that say by their next word what they do. */
const wrappers = new Set(["busybox", "sudo", "nohup", "exec", "env", "time", "command"]);

/**
 * What a line typed into a shell does, as one token for each simple command: the verb, without the directory it lies in, and the
 * kinds of its arguments, since file names and addresses change from one bot to the next while what it does with them does
 * not. `cd /tmp; wget http://a/b -O x` gives `cd <path>` and `wget <url> - <word>`.
 * No token holds anything of the line but verbs of at most 24 letters, digits and `_.+-[]`.
 */
export function tokeniseCommand(line: string): readonly string[] {
  const tokens: string[] = [];
  for (const words of splitCommands(line.slice(0, defaults.mostCharacters))) {
    if (tokens.length === defaults.mostCommands) break;
    tokens.push(describeCommand(words));
  }
  return tokens;
}

function describeCommand(words: readonly string[]): string {
  let at = 0;
  while (at < words.length - 1 && assignment.test(words[at] ?? "")) ++at;
  const first = words[at] ?? "";
  let verb = assignment.test(first) ? "<assignment>" : nameVerb(first);
  const next = words[at + 1];
  if (wrappers.has(verb) && next !== undefined && /^[a-z]/.test(next)) {
    verb = `${verb} ${nameVerb(next)}`;
    ++at;
  }
  const kinds: string[] = [];
  for (const word of words.slice(at + 1)) {
    if (kinds.length === defaults.mostKinds) break;
    const kind = kindOf(word);
    if (kind !== kinds.at(-1)) kinds.push(kind);
  }
  return [verb, ...kinds].join(" ");
}

function nameVerb(word: string): string {
  const name = word.replace(systemDirectories, "");
  const kind = kindOf(name);
  if (kind !== "<word>" && kind !== "-" && name !== "." && name !== "[") return kind;
  return knownVerb.test(name) ? name : "<other>";
}

function kindOf(word: string): string {
  if (word === ">" || word === "<") return word;
  if (/^-/.test(word)) return "-";
  if (/^(?:https?|ftp|tftp):\/\//i.test(word)) return "<url>";
  if (/[$`]/.test(word)) return "<expression>";
  if (/^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$/.test(word)) return "<address>";
  if (/^\d+$/.test(word)) return "<number>";
  if (word.length > defaults.longestName && /^[A-Za-z0-9+/=]+$/.test(word)) return "<data>";
  if (/[/~]/.test(word) || word.startsWith(".")) return "<path>";
  return "<word>";
}

/**
 * Words of each simple command, quotes removed; `;`, `&`, `|` and line ends divide commands, `>` and `<` are words of their own.
 * One pass over the characters; what is quoted divides nothing.
 */
function splitCommands(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [];
  let words: string[] = [];
  let word = "";
  let isWord = false;
  let quote = "";
  const endWord = () => {
    if (isWord) words.push(word);
    word = "";
    isWord = false;
  };
  const endCommand = () => {
    endWord();
    if (words.length > 0) commands.push(words);
    words = [];
  };
  for (let i = 0; i < line.length; ++i) {
    const c = line[i] ?? "";
    if (quote !== "") {
      if (c === quote) quote = "";
      else word += c;
    } else if (c === "'" || c === '"') {
      quote = c;
      isWord = true;
    } else if (c === "\\") {
      word += line[++i] ?? "";
      isWord = true;
    } else if (c === ";" || c === "|" || c === "&" || c === "\n") {
      endCommand();
    } else if (c === ">" || c === "<") {
      endWord();
      if (words.at(-1) !== c) words.push(c);
    } else if (c === " " || c === "\t" || c === "\r") {
      endWord();
    } else {
      word += c;
      isWord = true;
    }
  }
  endCommand();
  return commands;
}
