/** Is told how far an analysis is. */
export interface Progress {
  /** Begins a stage and ends the one before it. */
  stage(name: string): void;
  /** @param detail what the stage has done so far, in a few words. */
  update(detail: string): void;
}
