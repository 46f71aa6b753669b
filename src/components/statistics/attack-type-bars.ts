import type {CubeRow} from "../../engine/cube.js";
import type {Severity} from "../../engine/event.js";
import {formatPlural, formatShare} from "../format.js";
import {visibleText} from "../log-text.js";

/** Events of one kind of attack and severity. */
export interface AttackTypeBar {
  readonly attack_type: string;
  readonly severity: Severity;
  readonly events: number;
}

/** Counts by kind of attack and severity, without events that no sensor names a kind of; the most frequent kind first. */
export function attackTypeBars(rows: readonly CubeRow[]): AttackTypeBar[] {
  const totals = new Map<string, number>();
  const named = rows.flatMap(({attack_type, severity, events}) =>
    attack_type == null || events === 0 ? [] : [{attack_type, severity: severity as Severity, events}]
  );
  for (const {attack_type, events} of named) totals.set(attack_type, (totals.get(attack_type) ?? 0) + events);
  const total = (name: string) => totals.get(name) ?? 0;
  return named.sort(
    (a, b) =>
      total(b.attack_type) - total(a.attack_type) ||
      (a.attack_type < b.attack_type ? -1 : a.attack_type > b.attack_type ? 1 : 0)
  );
}

/** "Reconnaissance is named most: 36.9% of the 70,101 events whose kind of attack a sensor names". */
export function attackTypeFinding(rows: readonly CubeRow[]): string {
  const bars = attackTypeBars(rows);
  const [top] = bars;
  if (top === undefined) return "Kinds of attack";
  const total = bars.reduce((sum, {events}) => sum + events, 0);
  const own = bars
    .filter(({attack_type}) => attack_type === top.attack_type)
    .reduce((sum, {events}) => sum + events, 0);
  return `${visibleText(top.attack_type)} is named most: ${formatShare(own / total)} of the ${formatPlural(total, "event")} whose kind of attack a sensor names`;
}

/** What part of the selection the bars stand for: "21.4% of the selected events carry …". */
export function namedShare(rows: readonly CubeRow[]): string {
  const all = rows.reduce((sum, {events}) => sum + events, 0);
  const named = attackTypeBars(rows).reduce((sum, {events}) => sum + events, 0);
  return all === 0
    ? ""
    : `${formatShare(named / all)} of the selected events carry the name of an attack; of the others no sensor says what they are.`;
}
