import type {Position} from "./rule.js";

/** Thrown while a rule is read, where the file's name is not at hand; `readRules` makes a SigmaError of it. */
export class Refusal extends Error {
  readonly position: Position;
  readonly unsupported: boolean;

  constructor(position: Position, problem: string, unsupported = false) {
    super(problem);
    this.position = position;
    this.unsupported = unsupported;
  }
}

/** @throws Refusal */
export function refuse(position: Position, problem: string): never {
  throw new Refusal(position, problem);
}

/** Refuses what may be right elsewhere. @throws Refusal */
export function refuseUnsupported(position: Position, problem: string): never {
  throw new Refusal(position, problem, true);
}

/** Text of a rule as it stands in a message: quoted, of bearable length. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

/** "a, b or c" */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
