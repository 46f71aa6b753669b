import {type Dataset, datasets, type Severity, severities} from "../../engine/event.js";
import type {FilterField} from "../../engine/filters.js";
import type {Selection} from "../../engine/selection.js";
import {type OwnFacet, ownFacets, type TriageState} from "./triage-state.js";

/** Facets that the page's selection holds, so that they follow the reader to other pages. */
export const sharedFacets = ["severity", "dataset", "service", "country", "source", "destination"] as const;
export type SharedFacet = (typeof sharedFacets)[number];
export type Facet = SharedFacet | OwnFacet;
export const facets: readonly Facet[] = [...sharedFacets, ...ownFacets];

/** The table's state and the page's selection, which narrow it together. */
export interface Narrowed {
  readonly state: TriageState;
  readonly selection: Selection;
}

const isOwn = (facet: Facet): facet is OwnFacet => (ownFacets as readonly string[]).includes(facet);

/** The values of a facet that rows are narrowed to; none: all. */
export function chosenOf(facet: Facet, {state, selection}: Narrowed): readonly string[] {
  if (isOwn(facet)) return state.facets[facet];
  if (facet === "severity") return selection.severities;
  if (facet === "dataset") return selection.datasets;
  if (facet === "source") return selection.sources;
  return (selection.filters ?? []).filter(({field, out}) => field === facet && !out).map(({value}) => value);
}

/** The same narrowed to other values of a facet, from the first page on. */
export function choose(facet: Facet, values: readonly string[], {state, selection}: Narrowed): Narrowed {
  const first = {...state, page: 0};
  if (isOwn(facet)) return {selection, state: {...first, facets: {...state.facets, [facet]: values}}};
  return {state: first, selection: select(facet, values, selection)};
}

/** Adds a value, or takes it away where it is chosen. */
export function toggleValue(facet: Facet, value: string, narrowed: Narrowed): Narrowed {
  const chosen = chosenOf(facet, narrowed);
  const next = chosen.includes(value) ? chosen.filter(other => other !== value) : [...chosen, value];
  return choose(facet, next, narrowed);
}

function select(facet: SharedFacet, values: readonly string[], selection: Selection): Selection {
  if (facet === "severity")
    return {...selection, severities: severities.filter((name: Severity) => values.includes(name))};
  if (facet === "dataset")
    return {...selection, datasets: datasets.filter((name: Dataset) => values.includes(name))};
  if (facet === "source") return {...selection, sources: values};
  const field: FilterField = facet;
  const others = (selection.filters ?? []).filter(filter => filter.field !== field || filter.out);
  return {...selection, filters: [...others, ...values.map(value => ({field, value, out: false}))]};
}

/** The selection without what the facets hold, which then stands apart. */
export function withoutFacets(selection: Selection): Selection {
  return {
    ...selection,
    datasets: [],
    severities: [],
    sources: [],
    filters: (selection.filters ?? []).filter(
      ({field, out}) => out || !(sharedFacets as readonly string[]).includes(field)
    )
  };
}
