import {techniqueName} from "../../engine/attack/techniques.js";
import type {Severity} from "../../engine/event.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddress} from "../mask.js";
import {datasetLabel} from "../palette.js";
import {severityMark} from "../severity-mark.js";
import {placeName} from "./cells.js";
import type {Facet} from "./facet.js";
import {none} from "./triage-state.js";

/** Each facet as its button names it. */
export const facetLabel: Readonly<Record<Facet, string>> = {
  severity: "Severity",
  dataset: "Dataset",
  technique: "Technique",
  service: "Service",
  country: "Country",
  status: "Status",
  action: "Action in the log",
  tag: "Tag",
  finding: "Finding",
  source: "Source",
  destination: "Destination",
  site: "Campus site"
};

const severityNames = ["critical", "high", "medium", "low", "none"] as const;

/** A value of a facet, as it is shown; null where nothing is known or named. */
export function facetValue(facet: Facet, value: string | null, site: MaskedSite): string | Node {
  if (value === null || value === none) return noneText[facet] ?? "none";
  switch (facet) {
    case "severity":
      return isSeverity(value) ? severityMark(value) : value;
    case "dataset":
      return datasetLabel[value as keyof typeof datasetLabel] ?? value;
    case "technique":
      return `${value} ${techniqueName(value)}`;
    case "country":
      return placeName(value) ?? value;
    case "source":
    case "destination":
      return logText(maskAddress(value, site), 45);
    default:
      return logText(value, 70);
  }
}

const noneText: Readonly<Partial<Record<Facet, string>>> = {
  technique: "none assigned",
  action: "not recorded",
  country: "not measured"
};

const isSeverity = (value: string): value is Severity => (severityNames as readonly string[]).includes(value);
