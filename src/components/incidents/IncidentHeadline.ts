import {fillLater} from "../fill-later.js";
import {formatPlural} from "../format.js";
import {html} from "../html.js";
import type {MaskedSite} from "../mask.js";
import {opensHere} from "./CampaignList.js";
import type {Incident} from "./incident.js";
import {incidentLink} from "./incident-columns.js";
import {incidentsFinding, who} from "./incident-words.js";

export interface IncidentHeadlineOptions {
  readonly site: MaskedSite;
  /** Events and alerts that the incidents are made of. */
  readonly counts: Promise<{readonly events: number; readonly alerts: number}>;
  /** Called when the reader chooses the gravest. */
  readonly open: (incidentId: string) => void;
}

/** The answer to "where should I look first?": how many incidents there are, the gravest of them, and what to do about it. */
export function IncidentHeadline(
  incidents: readonly Incident[] | Promise<readonly Incident[]>,
  {site, counts, open}: IncidentHeadlineOptions
): HTMLElement {
  const box = html`<section class="attention incident-headline" data-testid="incidents-finding" data-state="loading" aria-label="Where should I look first?"><p class="attention-sentence">Looking for the gravest incident …</p></section>`;
  opensHere(box, open);
  void fillLater(box, Promise.all([incidents, counts]), "The incidents", ([found, {events, alerts}]) => {
    const [gravest] = found;
    box.dataset.status = statusOf(found);
    box.dataset.incidents = String(found.length);
    const sum = `${formatPlural(events, "event")} and ${formatPlural(alerts, "alert")} of this selection come down to them.`;
    return gravest === undefined
      ? [
          html`<p class="attention-sentence"><strong>No incidents in this selection.</strong></p>`,
          html`<p>That is an answer, if the data covers it: see the <a href="./data.html">Data page</a> for what came in.</p>`
        ]
      : [
          html`<p class="attention-sentence"><strong>${incidentsFinding(found)}.</strong> The gravest: <span data-testid="gravest">${incidentLink(gravest)}</span>, by ${who(gravest, site)}.</p>`,
          html`<p><strong>First:</strong> ${gravest.recommendation}</p>`,
          html`<p class="attention-basis">${sum}</p>`
        ];
  });
  return box;
}

function statusOf(incidents: readonly Incident[]): string {
  if (incidents.length === 0) return "usual";
  const grave = incidents.some(({severity}) => severity === "critical" || severity === "high");
  return grave ? "attention" : "look";
}
