/** Thrown where a rule asks for what this data does not have; `compileRules` makes an answer of it. */
export class NotApplicable extends Error {
  readonly logSource: string;

  constructor(reason: string, logSource: string) {
    super(reason);
    this.name = "NotApplicable";
    this.logSource = logSource;
  }
}
