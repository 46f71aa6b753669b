import type {RecordedAlert} from "../../../../engine/replay/recording.js";
import {html} from "../../../html.js";
import {maskAddress} from "../../../mask.js";
import type {StageContext} from "../../stage.js";
import {type AlertGroup, countGroups, groupAlerts, rememberLast} from "../alerts/alert-groups.js";
import {detectorWords, targetText} from "../alerts/alert-row.js";
import {type SourceBar, sourceBars} from "./source-bars.js";

export interface SourceTargets {
  readonly node: HTMLElement;
  /** Of the first so many alerts. */
  show(alerts: readonly RecordedAlert[], count: number): void;
}

/** What a source's alerts are about, and what found them. */
export function sourceTargets({site}: Pick<StageContext, "site">, rows: number): SourceTargets {
  const targets = sourceBars("Targets of its alerts", rows);
  const detectors = sourceBars("Alerts by what found them", rows);
  const groupsOf = rememberLast((alerts: readonly RecordedAlert[]) => ({
    targets: groupAlerts(
      alerts,
      alert => targetText(alert, address => maskAddress(address, site)) ?? "not known"
    ),
    detectors: groupAlerts(alerts, ({detector}) => detectorWords(detector))
  }));
  return {
    node: html`<div class="replay-source-groups replay-source-targets">${targets.node}${detectors.node}</div>`,
    show(alerts, count) {
      const groups = groupsOf(alerts);
      targets.show(barsOf(groups.targets, count));
      detectors.show(barsOf(groups.detectors, count));
    }
  };
}

function barsOf(groups: readonly AlertGroup[], alerts: number): SourceBar[] {
  return countGroups(groups, alerts)
    .sort((a, b) => b.count - a.count)
    .map(({key, count}) => ({name: key, count, anomalous: 0}));
}
