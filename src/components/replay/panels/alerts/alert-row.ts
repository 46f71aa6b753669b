import type {RecordedAlert} from "../../../../engine/replay/recording.js";
import {attackerOf} from "../../../../engine/replay/source-depth.js";
import {detectorLabel} from "../../../alerts/detector-name.js";
import {formatCount} from "../../../format.js";
import {html} from "../../../html.js";
import {injectedTitle} from "../../../injected-mark.js";
import {visibleText} from "../../../log-text.js";
import {maskAddress, maskAddresses} from "../../../mask.js";
import type {StageContext} from "../../stage.js";
import {type Row, setText} from "../rows.js";
import {shownLog, shownSeverity} from "./alert-marks.js";
import {shortTime} from "./alert-words.js";

/** What a page of the site adds to each alert. */
export interface AlertExtras {
  /** Buttons to decide about an alert. */
  readonly triage?: (alert: RecordedAlert) => Node;
}

/** An alert as a table shows it. */
export interface ShownAlert {
  readonly alert: RecordedAlert;
  /** Whether it came with the last batch. */
  readonly isNew: boolean;
}

const findingLimit = 90;
const nameLimit = 48;

/** Columns of the table of alerts, in the order in which they stand. */
export const alertColumns = [
  {key: "time", label: "Time"},
  {key: "severity", label: "Severity"},
  {key: "finding", label: "Finding"},
  {key: "attacker", label: "Attacker"},
  {key: "target", label: "Target"},
  {key: "service", label: "Service"},
  {key: "detector", label: "Found by"},
  {key: "events", label: "Events"},
  {key: "triage", label: "Decide"}
] as const;

/** A row of that table. Pressing its attacker looks at that source in depth. */
export function alertRow({commands, site, timeZone}: StageContext, {triage}: AlertExtras): Row<ShownAlert> {
  let shown: RecordedAlert | null = null;
  const cells = Object.fromEntries(
    alertColumns.map(({key}) => [key, html`<td data-column=${key}></td>`])
  ) as Record<(typeof alertColumns)[number]["key"], HTMLElement>;
  const severity = shownSeverity();
  const [finding, attacker, target] = [shownLog(findingLimit), shownLog(nameLimit), shownLog(nameLimit)];
  const injected = html`<span class="injected-mark" title=${injectedTitle("injected", "alert")}>injected</span>`;
  const press = html`<button type="button" class="replay-source-link" title="Look at this source in depth">${attacker.node}</button>`;
  press.addEventListener("click", () => {
    const source = shown === null ? null : attackerOf(shown);
    if (source !== null) commands.show({source, view: "source"});
  });
  const nobody = html`<span>no address</span>`;
  cells.severity.append(severity.node);
  cells.finding.append(finding.node, " ", injected);
  cells.attacker.append(press, nobody);
  cells.target.append(target.node);
  const node = html`<tr>${alertColumns.filter(({key}) => key !== "triage" || triage).map(({key}) => cells[key])}</tr>`;
  return {
    node,
    fill({alert, isNew}) {
      node.dataset.new = String(isNew);
      if (alert === shown) return;
      shown = alert;
      node.dataset.alert = alert.alert_id;
      node.dataset.severity = alert.severity;
      setText(cells.time, shortTime(alert.time, timeZone));
      severity.show(alert.severity);
      const words = maskAddresses(alert.finding, site);
      cells.finding.title = visibleText(`${words}: ${maskAddresses(alert.reason, site)}`);
      finding.show(words);
      injected.hidden = alert.origin !== "injected";
      const address = attackerOf(alert);
      press.hidden = address === null;
      nobody.hidden = address !== null;
      if (address !== null) attacker.show(maskAddress(address, site));
      target.show(targetText(alert, each => maskAddress(each, site)) ?? "not known");
      setText(cells.service, alert.service);
      setText(cells.detector, detectorWords(alert.detector));
      setText(cells.events, formatCount(alert.event_count));
      if (triage) cells.triage.replaceChildren(triage(alert));
    }
  };
}

/** "10.20.1.50:445", as far as it is known; null where it is not. Of an attacker who is the target of the event, where it came from. */
export function targetText(alert: RecordedAlert, mask: (address: string) => string): string | null {
  const {destination_ip, destination_port, source_ip} = alert;
  const isTurned = destination_ip !== null && destination_ip === attackerOf(alert);
  const address = isTurned ? source_ip : destination_ip;
  const port = isTurned || destination_port === null ? "" : `:${destination_port}`;
  if (address === null) return port === "" ? null : `port ${destination_port}`;
  return `${address.includes(":") && port !== "" ? `[${mask(address)}]` : mask(address)}${port}`;
}

/** What found it, in two words. */
export function detectorWords(detector: string): string {
  return (detectorLabel[detector] ?? visibleText(detector))
    .replace(/:.*$/, "")
    .replace("the sensor's own", "sensor");
}
