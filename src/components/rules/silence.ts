import type {Query} from "../../engine/sql.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {SilencePlan} from "./silence-plan.js";

/** Why a rule about events hits nothing. */
export interface Silence {
  readonly kind: SilencePlan["kind"];
  /** Events of its log source. */
  readonly total: number;
  /** What each part of it matches by itself; null where nothing is recorded of it. */
  readonly parts: readonly {readonly name: string; readonly hits: number | null}[];
  /** Fields that never have what they are compared with, and what they have instead, the most frequent first. */
  readonly absent: readonly {
    readonly field: string;
    readonly wanted: readonly string[];
    readonly present: readonly string[];
  }[];
}

/** A field of more values than so many is not one of few. */
export const mostValues = 60;

const shown = {values: 8, name: 60};

/** @param ask runs a query where the view `logs` is */
export async function findSilence(
  plan: SilencePlan,
  ask: (query: Query) => Promise<readonly Readonly<Record<string, unknown>>[]>
): Promise<Silence> {
  const [counts = {}] = await ask(plan.counts);
  const absent: Silence["absent"][number][] = [];
  for (const {field, wanted, query} of plan.fields) {
    const present = (await ask(query)).map(({value}) => String(value));
    const known = new Set(present.map(value => value.toLowerCase()));
    const missing = wanted.filter(value => !known.has(value.toLowerCase()));
    if (missing.length > 0 && present.length > 0 && present.length <= mostValues)
      absent.push({field, wanted: missing, present});
  }
  return {
    kind: plan.kind,
    total: Number(counts.total),
    parts: plan.parts.map(({name, column}) => ({
      name,
      hits: column === null ? null : Number(counts[column])
    })),
    absent
  };
}

/** "Each search by itself: ssh 1,204 · night 88 · together 0." and what the fields hold instead. */
export function silenceNote({kind, total, parts, absent}: Silence): HTMLElement {
  const counted = parts.map(
    ({name, hits}) =>
      html`<span>${logText(name, shown.name)}: ${hits === null ? "not recorded here" : formatCount(hits)} · </span>`
  );
  const what = kind === "searches" ? "Each search" : "Each field";
  return html`<div class="rule-silence" data-testid="rule-silence">
  ${
    total === 0
      ? html`<p>There is no event at all of its log source.</p>`
      : html`<p>${what} by itself, of ${formatCount(total)} events of its log source: ${counted}together: 0</p>`
  }
  ${absent.map(
    ({field, wanted, present}) =>
      html`<p>No event of its log source has ${logText(field, shown.name)} ${words(wanted, "or")}; there ${present.length === 1 ? "is" : "are"} ${words(present, "and")}.</p>`
  )}
</div>`;
}

/** "a, b and 3 others", as the log or the rule has them. */
function words(values: readonly string[], last: "and" | "or"): readonly (Node | string)[] {
  const first = values.slice(0, shown.values).map(value => logText(value, shown.name));
  const others = values.length - first.length;
  const items: (Node | string)[] = others > 0 ? [...first, `${formatCount(others)} others`] : first;
  return items.flatMap((item, i) => [i === 0 ? "" : i === items.length - 1 ? ` ${last} ` : ", ", item]);
}
