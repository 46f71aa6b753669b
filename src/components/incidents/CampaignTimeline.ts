import * as Plot from "@observablehq/plot";
import type {TimeRange} from "../../engine/selection.js";
import {formatPlural} from "../format.js";
import {visibleText} from "../log-text.js";
import {severityScale} from "../palette.js";
import {formatTimeRange, wallClock} from "../time-zone.js";
import {timeTicks} from "../timeline/time-ticks.js";
import type {Member} from "./campaign.js";
import {incidentAddress} from "./incident.js";
import {inOrder, stageName} from "./incident-words.js";

export interface CampaignTimelineOptions {
  readonly width: number;
  readonly timeZone: string;
  /** Called when the reader chooses an incident. */
  readonly open: (incidentId: string) => void;
}

const least = 10 * 60_000;

/** From the first to the last event of incidents, with a margin; ten minutes at least. */
export function spanOf(members: readonly Pick<Member, "first_time" | "last_time">[]): TimeRange {
  const from = Math.min(...members.map(({first_time}) => Number(first_time)));
  const to = Math.max(...members.map(({last_time}) => Number(last_time)));
  const margin = Math.max(least - (to - from), (to - from) * 0.04) / 2;
  return {from: Math.floor(from - margin), to: Math.ceil(to + margin)};
}

/** When each incident of a campaign was, one lane per stage in the order of an intrusion; each leads to its incident. */
export function CampaignTimeline(
  members: readonly Member[],
  {width, timeZone, open}: CampaignTimelineOptions
): Node {
  const range = spanOf(members);
  const wall = (time: Date | number) => wallClock(time, timeZone);
  const stages = inOrder(members.map(({tactic}) => tactic)).map(stageName);
  const left = Math.min(132, 14 + 6.2 * Math.max(...stages.map(stage => stage.length)));
  // The shorter ones stand in front, so that a long one does not hide them.
  const drawn = members.toSorted((a, b) => length(b) - length(a));
  const tip = (member: Member) =>
    [
      visibleText(member.title),
      formatTimeRange(Number(member.first_time), Number(member.last_time), timeZone),
      formatPlural(member.alerts, "alert")
    ].join("\n");
  const plot = Plot.plot({
    width,
    height: 38 + stages.length * 18,
    marginLeft: left,
    marginRight: 18,
    marginTop: 4,
    marginBottom: 32,
    x: {
      type: "utc",
      domain: [wall(range.from), wall(range.to)],
      label: null,
      ...timeTicks(Math.max(180, width - left), range)
    },
    y: {type: "band", domain: stages, label: null, padding: 0.25, tickSize: 0},
    color: severityScale,
    ariaLabel: "Incidents of this campaign over time, by stage",
    marks: [
      Plot.ruleY(stages, {y: (stage: string) => stage, strokeOpacity: 0.12}),
      Plot.barX(drawn, {
        x1: member => wall(member.first_time),
        x2: member => wall(member.last_time),
        y: member => stageName(member.tactic),
        fill: "severity",
        fillOpacity: 0.85,
        // However short, three pixels wide.
        insetLeft: -1.5,
        insetRight: -1.5,
        rx: 1,
        className: "campaign-bars",
        href: member => incidentAddress(member.incident_id),
        ariaLabel: member => visibleText(member.title)
      }),
      Plot.tip(
        drawn,
        Plot.pointer({
          x: member => wall((Number(member.first_time) + Number(member.last_time)) / 2),
          y: member => stageName(member.tactic),
          title: tip
        })
      )
    ]
  });
  plot.querySelectorAll(".campaign-bars a").forEach((link, i) => {
    const member = drawn[i];
    if (member === undefined) return;
    link.addEventListener("click", event => {
      if (!(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(member.incident_id);
    });
  });
  return plot;
}

const length = ({first_time, last_time}: Member) => Number(last_time) - Number(first_time);
