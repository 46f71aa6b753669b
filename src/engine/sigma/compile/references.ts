import {nearestName} from "../nearest-name.js";
import type {CorrelationRule, Position, SigmaRule} from "../rule.js";
import {SigmaError} from "../sigma-error.js";

/** Which rules correlations refer to. */
export interface References {
  lookUp(from: CorrelationRule, reference: string): SigmaRule | undefined;
  /** @throws SigmaError where nothing has that id or name */
  find(from: CorrelationRule, reference: string, position: Position): SigmaRule;
  /** @throws SigmaError where a correlation refers to itself, by others or not */
  refuseCycles(from: CorrelationRule): void;
  /** Whether all that a rule refers to exists, and not too deep. */
  isGrounded(rule: SigmaRule): boolean;
}

const defaults = {
  /** Correlations over correlations. */
  depth: 8
};

/** A rule is found by its id or its name; where several have it, by one in the same file, else by the first. */
export function indexReferences(rules: readonly SigmaRule[]): References {
  const named = new Map<string, SigmaRule[]>();
  for (const rule of rules) {
    for (const key of new Set([rule.id, rule.name])) {
      if (key === null) continue;
      const known = named.get(key);
      if (known) known.push(rule);
      else named.set(key, [rule]);
    }
  }
  const lookUp = (from: CorrelationRule, reference: string): SigmaRule | undefined => {
    const candidates = named.get(reference) ?? [];
    return candidates.find(rule => rule.file === from.file) ?? candidates[0];
  };

  let grounded: Set<SigmaRule> | undefined;
  function findGrounded(): Set<SigmaRule> {
    const found = new Set<SigmaRule>(rules.filter(rule => rule.kind === "event"));
    const correlations = rules.filter(rule => rule.kind === "correlation");
    for (let depth = 0; depth < defaults.depth; ++depth) {
      const next = correlations.filter(rule =>
        rule.rules.every(({reference}) => {
          const to = lookUp(rule, reference);
          return to !== undefined && found.has(to);
        })
      );
      for (const rule of next) found.add(rule);
    }
    return found;
  }

  return {
    lookUp,
    isGrounded(rule) {
      grounded ??= findGrounded();
      return grounded.has(rule);
    },
    find(from, reference, position) {
      const rule = lookUp(from, reference);
      if (rule) return rule;
      const nearest = nearestName(reference, named.keys());
      const expected = nearest === null ? "the id or name of a rule" : JSON.stringify(nearest);
      const problem = `unknown rule: ${JSON.stringify(reference)}; expected ${expected}`;
      throw new SigmaError(from.file, position, problem, {title: from.title});
    },
    refuseCycles(from) {
      const seen = new Set<SigmaRule>();
      const waiting: {rule: CorrelationRule; path: string[]; first: Position | null}[] = [
        {rule: from, path: [], first: null}
      ];
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        for (const {reference, position} of next.rule.rules) {
          const rule = lookUp(next.rule, reference);
          if (rule?.kind !== "correlation") continue;
          const path = [...next.path, reference];
          const first = next.first ?? position;
          if (rule === from) {
            const problem = `correlations refer to each other in a circle: ${[path.at(-1), ...path].join(" -> ")}`;
            throw new SigmaError(from.file, first, `${problem}; expected an end`, {title: from.title});
          }
          if (seen.has(rule)) continue;
          seen.add(rule);
          waiting.push({rule, path, first});
        }
      }
    }
  };
}

const serving = new WeakMap<readonly SigmaRule[], ReadonlySet<SigmaRule>>();

/**
 * Whether a rule's hits count on their own: not those of a rule that only serves correlations (`generate: false`).
 * @param all the rules that `rule` is one of
 */
export function standsAlone(rule: SigmaRule, all: readonly SigmaRule[]): boolean {
  let served = serving.get(all);
  if (!served) {
    served = findServing(all);
    serving.set(all, served);
  }
  return !served.has(rule);
}

function findServing(all: readonly SigmaRule[]): ReadonlySet<SigmaRule> {
  const references = indexReferences(all);
  const found = new Set<SigmaRule>();
  for (const from of all) {
    if (from.kind !== "correlation" || from.generate) continue;
    for (const {reference} of from.rules) {
      const rule = references.lookUp(from, reference);
      if (rule && rule !== from) found.add(rule);
    }
  }
  return found;
}
