import {techniqueName} from "../../engine/attack/techniques.js";
import {emptyCell} from "../empty-cell.js";
import {html} from "../html.js";
import type {Campaign} from "../incidents/campaign.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {logText} from "../log-text.js";
import {severityMark} from "../severity-mark.js";
import {timeLabel} from "../time-zone.js";
import {numberColumn, shortTime} from "./cells.js";
import {decisionMarks, type RowKind, type RowOptions, type TriageColumn} from "./row-kind.js";

/** Techniques named of a campaign; the rest is counted. */
const namedTechniques = 2;

const columns = ({timeZone}: RowOptions): readonly TriageColumn<Campaign>[] => [
  {
    key: "severity",
    label: "Severity",
    sort: "severity",
    width: "82px",
    cell: ({severity}) => severityMark(severity)
  },
  {
    key: "first_time",
    label: timeLabel("Began", timeZone),
    sort: "first_time",
    width: "104px",
    cell: ({first_time}) => shortTime(first_time, timeZone),
    value: ({first_time}) => Number(first_time)
  },
  {
    key: "title",
    label: "Campaign",
    sort: "title",
    descendingFirst: false,
    cell: ({campaign_id, title}) =>
      html`<span><a href=${investigateAddress("campaign", campaign_id)} data-campaign=${campaign_id}>${logText(title, 160)}</a> ${decisionMarks({kind: "campaign", id: campaign_id}, null, false)}</span>`
  },
  {
    key: "techniques",
    label: "Techniques",
    sort: "techniques",
    descendingFirst: false,
    width: "150px",
    cell: ({techniques}) => techniqueList(techniques)
  },
  numberColumn("incidents", "Incidents", ({incidents}: Campaign) => incidents),
  numberColumn("sources", "Sources", ({sources}: Campaign) => sources),
  numberColumn("targets", "Targets", ({targets}: Campaign) => targets),
  numberColumn("alerts", "Alerts", ({alerts}: Campaign) => alerts),
  numberColumn("events", "Events", ({events}: Campaign) => events, {optional: true}),
  {
    key: "last_time",
    label: timeLabel("Ended", timeZone),
    sort: "last_time",
    optional: true,
    width: "104px",
    cell: ({last_time}) => shortTime(last_time, timeZone)
  }
];

function techniqueList(techniques: string): HTMLElement {
  const all = techniques.split(",").filter(Boolean);
  if (all.length === 0) return emptyCell("none assigned");
  const named = all.slice(0, namedTechniques).map(id => `${id} ${techniqueName(id)}`);
  const more = all.length > namedTechniques ? `; ${all.length - namedTechniques} more` : "";
  return html`<span title=${all.map(id => `${id} ${techniqueName(id)}`).join("\n")}>${named.join("; ")}${more}</span>`;
}

export const campaignKind: RowKind<Campaign> = {
  name: "campaign",
  columns,
  idOf: ({campaign_id}) => campaign_id,
  titleOf: ({title}) => title,
  addressOf: () => null
};
