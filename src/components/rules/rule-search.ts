/** A search that other parts of the page may fill in. */
export interface RuleSearch {
  ask(text: string): void;
  /** Calls back after every `ask`. A drawing that replaces another takes its place. */
  watch(asked: (text: string) => void): void;
}

export function ruleSearch(): RuleSearch {
  let watcher: ((text: string) => void) | undefined;
  return {
    ask: text => watcher?.(text),
    watch(asked) {
      watcher = asked;
    }
  };
}
