/** What a text that is hunted for can be. */
export const termTypes = [
  "address",
  "network",
  "domain",
  "url",
  "hash",
  "ja3",
  "hassh",
  "port",
  "user",
  "command",
  "text"
] as const;
export type TermType = (typeof termTypes)[number];

/** One thing that is hunted for. */
export interface Term {
  readonly type: TermType;
  /** In the form that the tables and lists have it in: an address in its shortest form, a network without host bits, a URL without scheme. */
  readonly value: string;
  /** As it was typed, without what kept it from being clicked and without the word that names its type. */
  readonly text: string;
  /** All that it could be instead, itself among them, the likeliest first. */
  readonly types: readonly TermType[];
}

/** What is said before a text to settle what it is: `user:root`. */
export const typeWords: Readonly<Record<string, TermType>> = {
  address: "address",
  ip: "address",
  network: "network",
  cidr: "network",
  domain: "domain",
  host: "domain",
  url: "url",
  hash: "hash",
  md5: "hash",
  sha1: "hash",
  sha256: "hash",
  ja3: "ja3",
  hassh: "hassh",
  port: "port",
  user: "user",
  command: "command",
  cmd: "command",
  text: "text"
};

export const defaults = {
  /** Terms hunted for at a time. */
  terms: 20,
  /** Characters of one term. Commands and payloads in logs are rarely longer. */
  length: 4000
};

/** A term as it can be typed again: what is not what it looks like is named. */
export function writeTerm({type, text, types}: Term): string {
  const plain = types[0] === type && !/^\w+:/.test(text) && !/[\n"]/.test(text);
  return plain && !isSeveral(text, type) ? text : `${type}:${text}`;
}

/** Whether a text of several words could be read as several terms. */
const isSeveral = (text: string, type: TermType): boolean =>
  (type === "text" || type === "command" || type === "user") && /[\s,]/.test(text);
