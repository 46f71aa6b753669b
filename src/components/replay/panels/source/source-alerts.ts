import {severities} from "../../../../engine/event.js";
import type {RecordedAlert} from "../../../../engine/replay/recording.js";
import {formatCount} from "../../../format.js";
import {html} from "../../../html.js";
import {injectedTitle} from "../../../injected-mark.js";
import {visibleText} from "../../../log-text.js";
import {maskAddress, maskAddresses} from "../../../mask.js";
import type {StageContext} from "../../stage.js";
import {countGroups, groupAlerts, rememberLast} from "../alerts/alert-groups.js";
import {shownLog, shownSeverity} from "../alerts/alert-marks.js";
import {targetText} from "../alerts/alert-row.js";
import {shortTime} from "../alerts/alert-words.js";
import {keyedRows, type Row, setText} from "../rows.js";

const reasonLimit = 220;

/** Alerts of one finding and severity, told by the latest of them. */
interface GraveAlert {
  readonly key: string;
  readonly alert: RecordedAlert;
  readonly count: number;
}

export interface GravestAlerts {
  readonly node: HTMLElement;
  /** Those of the first so many alerts. */
  show(alerts: readonly RecordedAlert[], count: number): void;
}

/** A few of the gravest alerts with what each says, one for each finding: the gravest first, then the latest. */
export function gravestAlerts(context: Pick<StageContext, "site" | "timeZone">, most: number): GravestAlerts {
  const list = html`<ol class="replay-grave-alerts"></ol>`;
  const groupsOf = rememberLast((alerts: readonly RecordedAlert[]) =>
    groupAlerts(alerts, ({severity, finding}) => `${severity} ${finding}`)
  );
  const draw = keyedRows<GraveAlert>(
    list,
    ({key}) => key,
    () => alertItem(context)
  );
  return {
    node: list,
    show(alerts, count) {
      const rank = (place: number) => severities.indexOf(alerts[place]?.severity ?? "none");
      const gravest = countGroups(groupsOf(alerts), count)
        .sort((a, b) => rank(b.latest) - rank(a.latest) || b.latest - a.latest)
        .slice(0, most);
      draw(
        gravest.flatMap(({key, count, latest}) => {
          const alert = alerts[latest];
          return alert === undefined ? [] : [{key, alert, count}];
        })
      );
    }
  };
}

function alertItem({site, timeZone}: Pick<StageContext, "site" | "timeZone">): Row<GraveAlert> {
  let shown: RecordedAlert | null = null;
  const severity = shownSeverity();
  const [finding, target, reason] = [shownLog(80), shownLog(48), shownLog(reasonLimit)];
  const injected = html`<span class="injected-mark" title=${injectedTitle("injected", "alert")}>injected</span>`;
  const times = html`<span class="replay-grave-count"></span>`;
  const where = html`<span class="replay-grave-where">→ ${target.node}</span>`;
  const time = html`<time></time>`;
  const node = html`<li>
  <div class="replay-grave-head">${severity.node}<strong>${finding.node}</strong>${injected}${times}${where}${time}</div>
  <p>${reason.node}</p>
</li>`;
  return {
    node,
    fill({alert, count}) {
      setText(times, count === 1 ? "" : `× ${formatCount(count)}`);
      if (alert === shown) return;
      shown = alert;
      node.dataset.severity = alert.severity;
      severity.show(alert.severity);
      finding.show(maskAddresses(alert.finding, site));
      injected.hidden = alert.origin !== "injected";
      const text = targetText(alert, address => maskAddress(address, site));
      where.hidden = text === null;
      target.show(text ?? "");
      // To the minute: the room is for what it says.
      setText(time, shortTime(alert.time, timeZone).slice(0, -3));
      const why = maskAddresses(alert.reason, site);
      node.title = visibleText(why);
      reason.show(why);
    }
  };
}
