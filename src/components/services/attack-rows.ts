import type {AttackCounts} from "../../engine/build/attacked.js";
import type {CubeRow} from "../../engine/cube.js";
import {capitalise, formatPlural} from "../format.js";
import {visibleText} from "../log-text.js";
import {type MaskedSite, maskAddress} from "../mask.js";

/** A service with how much of what reached for it was anomalous or blocked. */
export interface ServiceRow extends AttackCounts {
  readonly service: string;
  readonly alerts: number;
}

/** Counts by service and severity, summed per service: most anomalous events first. */
export function serviceRows(rows: readonly CubeRow[]): readonly ServiceRow[] {
  const services = new Map<string, {-readonly [K in keyof ServiceRow]: ServiceRow[K]}>();
  for (const {service, severity, events, blocked, allowed, alerts} of rows) {
    const name = service ?? "other";
    let sum = services.get(name);
    if (!sum) {
      sum = {service: name, events: 0, anomalous: 0, blocked: 0, acted: 0, alerts: 0};
      services.set(name, sum);
    }
    sum.events += events;
    if (severity !== "none") sum.anomalous += events;
    sum.blocked += blocked;
    sum.acted += blocked + allowed;
    sum.alerts += alerts;
  }
  return [...services.values()].sort(
    (a, b) => b.anomalous - a.anomalous || b.events - a.events || (a.service < b.service ? -1 : 1)
  );
}

/** The words of a title about attacks. */
export interface AttackWords {
  /** When no row has anything anomalous: "Nothing anomalous in this selection". */
  readonly nothing: string;
  /** What the leading row does: "is attacked". */
  readonly verb: string;
  /** When there are no rows. @default nothing */
  readonly none?: string;
}

/** An address in a title: a masked one alone would not say what it is. */
export function titleAddress(address: string, site: MaskedSite): string {
  const shown = visibleText(maskAddress(address, site));
  return maskAddress(address, site) !== address ? `a campus address (${shown})` : shown;
}

/** A title for rows in order of anomalous events: what leads them, and by how much. */
export function attackFinding<R extends AttackCounts>(
  rows: readonly R[],
  name: (row: R) => string,
  {nothing, verb, none = nothing}: AttackWords
): string {
  const [top, second] = rows;
  if (top === undefined) return none;
  if (top.anomalous === 0) return nothing;
  const lead = `${name(top).replace(/^(a campus|port) /, capitalise)} ${verb} most: ${formatPlural(top.anomalous, "anomalous event")}`;
  const ratio = second && second.anomalous > 0 ? top.anomalous / second.anomalous : 0;
  if (second === undefined || ratio < 1.5) return lead;
  const times = ratio >= 10 ? Math.round(ratio) : Number(ratio.toFixed(1));
  return `${lead}, ${times} times ${name(second)}`;
}
