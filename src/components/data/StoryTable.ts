import type {Chapter} from "../../engine/published.js";
import {dataTable} from "../data-table.js";
import {html} from "../html.js";
import {formatTimeRange} from "../time-zone.js";
import {windowAddress} from "../zoom.js";

const hour = 3_600_000;

/** The chapters of a simulated story, each leading to its hours on the Timeline. */
export function StoryTable(story: readonly Chapter[]): HTMLElement {
  return dataTable(
    story,
    [
      {key: "when", label: "When", cell: chapterLink},
      {key: "what", label: "What happens", cell: chapter => html`<span class="wide">${chapter.what}</span>`},
      {key: "scenario", label: "Scenario", cell: chapter => chapter.scenario},
      {key: "campaign", label: "Campaign", cell: chapter => chapter.campaign ?? "background"}
    ],
    {stacks: true, first: Number.POSITIVE_INFINITY}
  );
}

function chapterLink({from, to}: Chapter): string | HTMLElement {
  const range = {
    from: Math.floor(Date.parse(from) / hour) * hour,
    to: Math.ceil(Date.parse(to) / hour) * hour
  };
  if (!(range.from < range.to)) return "no time";
  return html`<a href=${windowAddress("./timeline.html", range, "")}>${formatTimeRange(Date.parse(from), Date.parse(to), "UTC")}</a>`;
}
