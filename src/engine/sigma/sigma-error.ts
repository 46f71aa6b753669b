import type {LogSource, Position} from "./rule.js";

/** What is known of a rule that is refused. */
export interface Refused {
  readonly title?: string | null;
  /** Null where it could not be read. */
  readonly logSource?: LogSource | null;
  /**
   * True when the rule may well be right, but asks for what cannot be done here: a regular expression outside RE2, a
   * placeholder that nobody filled, the old aggregations. Where its log source does not apply, that does not matter.
   */
  readonly unsupported?: boolean;
}

/** Why a rule is refused; its message is `file:line:column: what is wrong; expected what`. */
export class SigmaError extends Error {
  readonly file: string;
  readonly position: Position;
  /** The message without the place. */
  readonly problem: string;
  readonly title: string | null;
  readonly logSource: LogSource | null;
  readonly unsupported: boolean;

  constructor(file: string, position: Position, problem: string, refused: Refused = {}) {
    super(`${file}:${position.line}:${position.column}: ${problem}`);
    this.name = "SigmaError";
    this.file = file;
    this.position = position;
    this.problem = problem;
    this.title = refused.title ?? null;
    this.logSource = refused.logSource ?? null;
    this.unsupported = refused.unsupported ?? false;
  }
}
