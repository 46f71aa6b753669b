import {
  memberTotals,
  noPicks,
  type PickDimension,
  pickDimensions
} from "../../../engine/cube/linked-counts.js";
import {severities} from "../../../engine/event.js";
import {countryLabel} from "../../country-label.js";
import {datasetName} from "../../dataset-name.js";
import {formatCount} from "../../format.js";
import {html} from "../../html.js";
import {visibleText} from "../../log-text.js";
import {severityMark} from "../../severity-mark.js";
import type {LinkedCharts} from "./linked-charts.js";
import type {LinkedState} from "./linked-state.js";

/** Members of a dimension that have a button; the others are in a list. */
const buttons = 6;

const labels: Readonly<Record<PickDimension, string>> = {
  severity: "Severity",
  dataset: "Dataset",
  service: "Service",
  country: "Source country"
};

interface Chip {
  readonly name: string;
  readonly node: HTMLElement;
  readonly count: HTMLElement;
}

/**
 * What the events in the brushed time are, by severity, dataset, service and country: each a button that keeps to it, with its
 * exact count. Counts of a dimension leave its own picks aside, so that a reader sees what another choice would bring.
 */
export function FacetBar(linked: LinkedCharts): HTMLElement {
  const clear = html`<button type="button" class="button" hidden>Show all kinds again</button>`;
  clear.addEventListener("click", () => linked.pick(noPicks));
  // Another order of the same buttons makes none anew, and leaves the keyboard where it is.
  const made = new Map<string, Chip>();
  const groups = pickDimensions.map(dimension => {
    const box = html`<div class="facet-chips"></div>`;
    const node = html`<div class="facet" role="group" aria-label=${labels[dimension]} data-facet=${dimension}><span class="facet-name">${labels[dimension]}</span>${box}</div>`;
    return {dimension, box, node, made: "", chips: [] as readonly Chip[]};
  });
  const node = html`<div class="facets" data-testid="facets">${groups.map(group => group.node)}${clear}</div>`;

  linked.add({
    draw(state) {
      clear.hidden = pickDimensions.every(dimension => state.picks[dimension].length === 0);
      for (const group of groups) {
        const {dimension, box} = group;
        const {chosen, others} = members(state, dimension);
        const making = [...chosen, "", ...others].join("\n");
        if (making !== group.made) {
          group.made = making;
          group.chips = chosen.map(name => {
            const known = made.get(`${dimension} ${name}`) ?? chip(dimension, name);
            made.set(`${dimension} ${name}`, known);
            return known;
          });
          const focused = document.activeElement;
          box.replaceChildren(
            ...group.chips.map(({node: button}) => button),
            ...(others.length ? [more(dimension, others)] : [])
          );
          if (focused instanceof HTMLElement && box.contains(focused)) focused.focus({preventScroll: true});
        }
        const totals = memberTotals(state.counts, dimension, state.shown);
        const names = state.counts.members[dimension];
        for (const {name, node: button, count} of group.chips) {
          const events = totals[names.indexOf(name)] ?? 0;
          count.textContent = formatCount(events);
          button.dataset.value = String(events);
          button.setAttribute("aria-pressed", String(state.picks[dimension].includes(name)));
        }
      }
    }
  });
  return node;

  function chip(dimension: PickDimension, name: string): Chip {
    const count = html`<span class="facet-count"></span>`;
    const button = html`<button type="button" class="facet-chip" data-member=${name}>${shown(dimension, name)} ${count}</button>`;
    button.addEventListener("click", () => linked.toggle(dimension, name));
    return {name, node: button, count};
  }

  function more(dimension: PickDimension, names: readonly string[]): HTMLElement {
    const select = html`<select aria-label=${`More: ${labels[dimension]}`}>
      <option value="">${names.length} more …</option>
      ${names.map((name, i) => html`<option value=${i}>${plain(dimension, name)}</option>`)}
    </select>` as HTMLSelectElement;
    // Framework takes an input event for a new value of the whole block.
    select.addEventListener("input", event => event.stopPropagation());
    select.addEventListener("change", () => {
      const name = names[Number(select.value)];
      if (select.value !== "" && name !== undefined) linked.toggle(dimension, name);
    });
    return select;
  }
}

/** The members with a button: those picked, then those with the most events in the window; and the others, by name. */
function members(
  {counts, selection, picks}: LinkedState,
  dimension: PickDimension
): {readonly chosen: readonly string[]; readonly others: readonly string[]} {
  const totals = memberTotals(counts, dimension, selection);
  const names = counts.members[dimension];
  const events = (name: string) => totals[names.indexOf(name)] ?? 0;
  const present = names.filter(
    (name): name is string => name !== null && (events(name) > 0 || picks[dimension].includes(name))
  );
  if (dimension === "severity")
    return {chosen: severities.toReversed().filter(s => present.includes(s)), others: []};
  const ranked = present.toSorted((a, b) => events(b) - events(a) || (a < b ? -1 : 1));
  const few = dimension === "dataset" ? ranked.length : buttons;
  const isFirst = (name: string, rank: number) => rank < few || picks[dimension].includes(name);
  return {
    chosen: ranked.filter(isFirst),
    others: ranked.filter((name, rank) => !isFirst(name, rank)).toSorted()
  };
}

function shown(dimension: PickDimension, name: string): string | Node {
  const severity = severities.find(s => s === name);
  return dimension === "severity" && severity ? severityMark(severity) : plain(dimension, name);
}

function plain(dimension: PickDimension, name: string): string {
  if (dimension === "dataset") return datasetName(name).label;
  return dimension === "country" ? countryLabel(name) : visibleText(name);
}
