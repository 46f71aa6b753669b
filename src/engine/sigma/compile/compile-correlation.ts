import type {CorrelationRule, EventRule, SigmaRule} from "../rule.js";
import {SigmaError} from "../sigma-error.js";
import type {EventSelection} from "./compile-event.js";
import {moment, selectCorrelated, valueTypes} from "./correlation.js";
import {findField} from "./event-fields.js";
import {asNumber, asText} from "./match-value.js";
import {NotApplicable} from "./not-applicable.js";
import type {References} from "./references.js";
import {type Relations, scan} from "./scan.js";

const defaults = {
  /** Selections that one correlation may be made of, directly and through others. */
  selections: 100
};

/** A field of the events that a correlation looks at, as a column of its rows. */
interface Wanted {
  readonly field: string;
  readonly column: string;
  readonly type: (typeof valueTypes)[keyof typeof valueTypes];
}

export interface CorrelationContext {
  readonly relations: Relations;
  readonly references: References;
  /** What an event rule matches. @throws NotApplicable, SigmaError */
  select(rule: EventRule): EventSelection;
  /** Compiles a rule for nothing but its errors. @throws NotApplicable, SigmaError */
  check(rule: SigmaRule): void;
}

/**
 * SQL of a correlation's hits, `seq` and `value`: each event once, with its greatest value where it is in several groups.
 * @throws NotApplicable, SigmaError
 */
export function compileCorrelation(top: CorrelationRule, context: CorrelationContext): string {
  context.references.refuseCycles(top);
  for (const {reference, position} of top.rules) {
    checkReference(top, context.references.find(top, reference, position), reference, position, context);
  }
  return `SELECT seq, max(value) AS value FROM (${new Correlator(top, context).hits(top, [], 0)}) GROUP BY seq`;
}

function checkReference(
  from: CorrelationRule,
  to: SigmaRule,
  reference: string,
  position: CorrelationRule["position"],
  {references, check}: CorrelationContext
): void {
  const called = `rule ${JSON.stringify(reference)}`;
  const refuse = (problem: string): never => {
    throw new SigmaError(from.file, position, problem, {title: from.title});
  };
  if (!references.isGrounded(to)) {
    refuse(
      `${called} cannot be followed; expected correlations that end at rules about events, eight deep at most`
    );
  }
  try {
    check(to);
  } catch (error) {
    if (error instanceof NotApplicable) {
      throw new NotApplicable(`${called} is not applicable: ${error.message}`, error.logSource);
    }
    if (error instanceof SigmaError) refuse(`${called} is invalid: ${error.problem}`);
    throw error;
  }
}

class Correlator {
  private selections = 0;

  constructor(
    private readonly top: CorrelationRule,
    private readonly context: CorrelationContext
  ) {}

  /** @param wanted fields that the hits must have as columns, by the names that `rule` has for them */
  hits(rule: CorrelationRule, wanted: readonly Wanted[], depth: number): string {
    const groups = rule.groupBy.map(
      (field, i): Wanted => ({field, column: `g${depth}_${i}`, type: "VARCHAR"})
    );
    const measured = this.measured(rule, depth);
    const asked = [...groups, ...(measured ? [measured] : []), ...wanted];
    const temporal = rule.type === "temporal" || rule.type === "temporal_ordered";
    const selects = rule.rules.map(({reference, position}, i) => {
      const child = this.context.references.find(rule, reference, position);
      const own = asked.map(one => ({...one, field: this.fieldOf(rule, child, reference, one.field)}));
      const rows = child.kind === "event" ? this.events(child, own) : this.hits(child, own, depth + 1);
      const columns = [
        "seq",
        "moment",
        ...asked.map(one => one.column),
        ...(temporal ? [`${i} AS rule`] : [])
      ];
      // An event that is in several groups of another correlation counts once, as one that several rules match.
      const distinct = rule.rules.length === 1 && child.kind === "correlation" ? "DISTINCT " : "";
      return `SELECT ${distinct}${columns.join(", ")} FROM (${rows})`;
    });
    return selectCorrelated(rule, {
      sql: selects.join(" UNION "),
      groups: groups.map(one => one.column),
      measured: measured?.column ?? null,
      kept: wanted.map(one => one.column)
    });
  }

  private measured({type, field}: CorrelationRule, depth: number): Wanted | null {
    if (!(type in valueTypes)) return null;
    if (field === null) return this.refuse(`${type} looks at no field; expected one in its condition`);
    return {field, column: `v${depth}`, type: valueTypes[type as keyof typeof valueTypes]};
  }

  /** What a rule calls what a correlation calls `name`. */
  private fieldOf(rule: CorrelationRule, child: SigmaRule, reference: string, name: string): string {
    const alias = Object.hasOwn(rule.aliases, name) ? rule.aliases[name] : undefined;
    if (alias === undefined) return name;
    const key = [reference, child.id, child.name].find(key => key !== null && Object.hasOwn(alias, key));
    const field = key ? alias[key] : undefined;
    return (
      field ??
      this.refuse(`alias ${JSON.stringify(name)} names no field of rule ${JSON.stringify(reference)}`)
    );
  }

  private events(rule: EventRule, wanted: readonly Wanted[]): string {
    if (++this.selections > defaults.selections) {
      this.refuse(`looks at more than ${defaults.selections} selections; expected fewer`);
    }
    const selection = this.context.select(rule);
    const columns = wanted.map(one => `${this.column(selection, one)} AS ${one.column}`);
    return `SELECT ${["seq", `${moment} AS moment`, ...columns].join(", ")} ${scan(selection, this.context.relations)}`;
  }

  private column({logSource}: EventSelection, {field, type}: Wanted): string {
    const value = findField(logSource, field, this.top.file, this.top.position);
    if (value === null) {
      throw new NotApplicable(
        `nothing is recorded of ${field}, which it groups by or measures`,
        logSource.name
      );
    }
    if (type === "VARCHAR") return asText(value);
    if (type === "DOUBLE")
      return value.type === "text"
        ? `CASE WHEN isfinite(${asNumber(value)}) THEN ${asNumber(value)} END`
        : asNumber(value);
    return `TRY_CAST(${value.type === "text" ? value.sql : asNumber(value)} AS ${type})`;
  }

  private refuse(problem: string): never {
    throw new SigmaError(this.top.file, this.top.position, problem, {title: this.top.title});
  }
}
