import {dataTable} from "../data-table.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText, visibleText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {severityColor} from "../palette.js";
import {severityMark} from "../severity-mark.js";
import {valueButton} from "../values/value.js";
import type {SiteRisk} from "./risk.js";

/** Campus sites with their risk, whom it comes from, and who is attacked. */
export function SiteRiskTable(sites: readonly SiteRisk[], masked: MaskedSite): HTMLElement {
  const count = (
    key: "internal_sources" | "attackers" | "incidents" | "targets",
    label: string,
    title: string
  ) => ({
    key,
    label,
    title,
    numeric: true,
    cell: (site: SiteRisk) => formatCount(site[key]),
    value: (site: SiteRisk) => site[key]
  });
  return dataTable(
    sites,
    [
      {key: "site", label: "Site", cell: ({site}) => logText(site, 60)},
      {key: "level", label: "Threat", cell: ({threat_level}) => severityMark(threat_level)},
      {
        key: "risk",
        label: "Risk",
        numeric: true,
        cell: ({risk}) => risk.toFixed(1),
        value: ({risk}) => risk
      },
      {
        key: "bar",
        label: "of 100",
        cell: ({risk, threat_level}) =>
          html`<div class="risk-bar" aria-hidden="true"><i style=${{width: `${risk}%`, background: severityColor[threat_level]}}></i></div>`
      },
      {
        key: "worst",
        label: "Riskiest source",
        cell: ({worst_source}) => valueButton("address", worst_source, {site: masked})
      },
      count("internal_sources", "Sources on it", "Sources on the site that findings are about"),
      count("attackers", "Attackers", "Sources elsewhere that findings at the site are about"),
      count("incidents", "Incidents", "Incidents of these sources there"),
      count("targets", "Targets", "Hosts of the site that were attacked")
    ],
    {stacks: true}
  );
}

/** Which site is at most risk, in a sentence. */
export function sitesFinding(sites: readonly SiteRisk[]): string {
  const [first] = sites;
  if (first === undefined) return "No campus site at risk";
  const attacked = sites.filter(({targets}) => targets > 0).length;
  // Equal as far as it is shown.
  const shown = first.risk.toFixed(1);
  const most = sites.filter(({risk}) => risk.toFixed(1) === shown).map(({site}) => visibleText(site));
  const [one = "", ...others] = most;
  const names =
    others.length === 0
      ? `${one} is at most risk, ${shown}`
      : others.length === 1
        ? `${one} and ${others[0]} are at most risk, ${shown}`
        : `${one} and ${formatCount(others.length)} more are at most risk, ${shown}`;
  return `${names} of 100; ${formatPlural(attacked, "site")} attacked`;
}
