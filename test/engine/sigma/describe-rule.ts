import type {CorrelationRule, Expression, Match, SigmaRule} from "../../../src/engine/sigma/rule.js";

/** A rule in lines that a person can check against its YAML. */
export function describeRule(rule: SigmaRule): string {
  const {kind, file, position, title, id, name, status, author, tags, level, falsePositives, references} =
    rule;
  const head = {id, name, status, author, tags, falsePositives, references};
  const said = Object.entries(head).filter(([, value]) => value !== null && value.length > 0);
  return [
    `${file}:${position.line}:${position.column} ${kind} ${level} ${JSON.stringify(title)}`,
    ...said.map(([key, value]) => `  ${key} ${JSON.stringify(value)}`),
    ...(rule.kind === "event" ? describeEvents(rule) : describeCorrelation(rule)),
    ""
  ].join("\n");
}

function describeEvents({logSource, condition}: SigmaRule & {kind: "event"}): string[] {
  const {category, product, service, position} = logSource;
  return [
    `  logsource ${category} ${product} ${service} at ${position.line}:${position.column}`,
    ...describeExpression(condition).map(line => `  ${line}`)
  ];
}

function describeExpression(expression: Expression): string[] {
  if (expression.kind === "field" || expression.kind === "keyword") {
    const field = expression.kind === "field" ? expression.field : "<anywhere>";
    const {line, column} = expression.position;
    return [`${field} ${describeMatch(expression.match)} at ${line}:${column}`];
  }
  return [expression.kind, ...indent(expression.kind === "not" ? [expression.of] : expression.of)];
}

function indent(expressions: readonly Expression[]): string[] {
  return expressions.flatMap(describeExpression).map(line => `  ${line}`);
}

function describeMatch(match: Match): string {
  switch (match.kind) {
    case "text": {
      const parts = match.pattern.map(part =>
        typeof part === "string" ? JSON.stringify(part) : part.wildcard === "any" ? "*" : "?"
      );
      return `${match.cased ? "cased" : "text"} ${parts.join(" ") || '""'}`;
    }
    case "regex": {
      const {i, m, s} = match.flags;
      return `regex /${match.source}/${i ? "i" : ""}${m ? "m" : ""}${s ? "s" : ""}`;
    }
    case "timepart":
      return `${match.part} of it ${describeMatch(match.match)}`;
    default: {
      const {kind, ...rest} = match;
      return [kind, ...Object.values(rest).map(String)].join(" ");
    }
  }
}

function describeCorrelation(rule: CorrelationRule): string[] {
  const {type, rules, groupBy, timespan, condition, field, percentile, aliases, generate} = rule;
  const references = rules.map(
    ({reference, position}) => `${reference} at ${position.line}:${position.column}`
  );
  return [
    `  ${type} of ${references.join(", ")}`,
    `  grouped by ${JSON.stringify(groupBy)} within ${timespan} ms`,
    `  condition ${JSON.stringify(condition)} field ${field} percentile ${percentile}`,
    `  aliases ${JSON.stringify(aliases)} generate ${generate}`
  ];
}
