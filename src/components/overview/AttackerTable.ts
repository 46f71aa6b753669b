import type {TimeRange} from "../../engine/selection.js";
import {addressPlace} from "../address-place.js";
import {dataTable} from "../data-table.js";
import {formatCount, notMeasured} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddress} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {moreButton} from "../values/value.js";
import {windowAddress} from "../zoom.js";
import type {Attacker} from "./attackers.js";

export interface AttackerTableOptions {
  readonly window: TimeRange;
  readonly site: MaskedSite;
}

const findingLimit = 60;

/** Attackers in the order given, each leading to its alerts. */
export function AttackerTable(
  attackers: readonly Attacker[],
  {window, site}: AttackerTableOptions
): HTMLElement {
  return dataTable<Attacker>(
    attackers,
    [
      {key: "attacker_ip", label: "Attacker", cell: attacker => attackerLink(attacker, {window, site})},
      {key: "place", label: "Where", cell: addressPlace},
      {
        key: "risk",
        label: "Risk",
        title: "0 to 100, over all of the data",
        numeric: true,
        cell: ({risk}) => risk?.toFixed(1) ?? notMeasured,
        value: ({risk}) => risk
      },
      {key: "severity", label: "Worst severity", cell: ({severity}) => severityMark(severity)},
      {
        key: "finding",
        label: "Findings",
        cell: ({finding, findings}) =>
          html`<span class="wide">${logText(finding, findingLimit)}${more(findings)}</span>`,
        value: ({findings}) => findings
      },
      {
        key: "service",
        label: "Service",
        cell: ({service, services}) => html`<span>${logText(service)}${more(services)}</span>`,
        value: ({services}) => services
      },
      {
        key: "alerts",
        label: "Alerts",
        numeric: true,
        cell: ({alerts}) => formatCount(alerts),
        value: ({alerts}) => alerts
      }
    ],
    {stacks: true}
  );
}

/** An attacker's address, leading to its alerts in a window where a selection by source finds them. */
function attackerLink({attacker_ip, as_source}: Attacker, {window, site}: AttackerTableOptions): HTMLElement {
  const name = logText(maskAddress(attacker_ip, site));
  if (Number(as_source) === 0) return name;
  // All of its alerts: a severity chosen on this page would leave out some of what is told here.
  const address = windowAddress("./alerts.html", window, location.search, {
    source: attacker_ip,
    severity: ""
  });
  return html`<span><a href=${`${address}&severity=`} data-attacker=${attacker_ip}>${name}</a>${moreButton("address", attacker_ip, {site})}</span>`;
}

function more(count: number): string {
  return count > 1 ? ` and ${formatCount(count - 1)} more` : "";
}
