import type {Alert} from "../alerts/alert.js";
import {explanationSection} from "../alerts/explanation/section.js";
import {fillLater} from "../fill-later.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText, visibleText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {severityLabel} from "../palette.js";
import {severityMark} from "../severity-mark.js";
import {formatTime, formatWall} from "../time-zone.js";
import {explainedAlertsQuery} from "./explanation-queries.js";
import type {TabOptions} from "./part.js";

interface ExplainedAlert extends Alert {
  readonly in_all: number;
}

/** Why its alerts were raised: the account of one at a time, the strongest first. */
export function ExplanationTab(options: TabOptions): HTMLElement {
  const {workbench, scope, subject} = options;
  const own = subject.alert;
  // An alert that is already at hand is explained while the list of the others is fetched.
  const account = html`<div data-testid="explained">${own === null ? html`<div class="frame-skeleton investigate-skeleton"></div>` : accountOf(own, options)}</div>`;
  const list = html`<div class="investigate-choice" data-state="loading"><p>Listing the alerts that can be explained …</p></div>`;
  const rows = Promise.resolve(workbench.ask<ExplainedAlert>(explainedAlertsQuery(scope)).rows);
  void fillLater(list, rows, "The alerts", found => {
    const alerts: readonly Alert[] =
      own === null || found.some(({alert_id}) => alert_id === own.alert_id) ? found : [own, ...found];
    const [first] = alerts;
    if (first === undefined) {
      account.replaceChildren();
      return [html`<p>No alert is about it, so that there is nothing to explain.</p>`];
    }
    if (own === null) account.replaceChildren(accountOf(first, options));
    return [
      chooser(alerts, own ?? first, found[0]?.in_all ?? alerts.length, options, alert =>
        account.replaceChildren(accountOf(alert, options))
      )
    ];
  });
  return html`<div class="investigate-explanation">${list}${account}</div>`;
}

function chooser(
  alerts: readonly Alert[],
  chosen: Alert,
  all: number,
  {timeZone}: TabOptions,
  choose: (alert: Alert) => void
): HTMLElement {
  const options = alerts.map(alert => {
    const {alert_id, anomaly_score, severity, finding, event_time} = alert;
    const score = anomaly_score === null ? "not scored" : anomaly_score.toFixed(2);
    return html`<option value=${alert_id} selected=${alert_id === chosen.alert_id}>${score} · ${severityLabel[severity]} · ${visibleText(finding).slice(0, 80)} · ${formatWall(event_time, timeZone)}</option>`;
  });
  const select = html`<select aria-label="Event to explain">${options}</select>` as HTMLSelectElement;
  select.addEventListener("input", event => {
    event.stopPropagation();
    const alert = alerts.find(({alert_id}) => alert_id === select.value);
    if (alert !== undefined) choose(alert);
  });
  const which =
    all > alerts.length
      ? `the ${formatCount(alerts.length)} strongest of ${formatCount(all)} events with alerts`
      : `${formatPlural(all, "event")} with alerts, the strongest first`;
  return html`<label class="row-controls"><span>Explain</span> ${select} <small>${which}</small></label>`;
}

function accountOf(alert: Alert, {workbench, timeZone, subject}: TabOptions): HTMLElement {
  // What the page is about stands above the tabs already.
  const isOwn = alert.alert_id === subject.alert?.alert_id;
  return html`<article data-alert=${alert.alert_id}>
  ${isOwn ? null : html`<p class="panel-reason">${severityMark(alert.severity)} · ${logText(maskAddresses(alert.reason, workbench.site))} <small>${formatTime(alert.event_time, timeZone, true)}</small></p>`}
  ${explanationSection(alert, workbench)}
</article>`;
}
