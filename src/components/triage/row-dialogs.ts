import {alertDialog} from "../alerts/alert-dialog.js";
import {html} from "../html.js";
import type {Campaign} from "../incidents/campaign.js";
import {incidentDialog} from "../incidents/incident-dialog.js";
import {panelDialog} from "../panel-dialog.js";
import {readTimeZone} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {type AlertRow, alertKind} from "./alert-kind.js";
import {CampaignPanel} from "./CampaignPanel.js";
import {campaignKind} from "./campaign-kind.js";
import {type IncidentRow, incidentKind} from "./incident-kind.js";
import {ownRow} from "./own-row.js";
import type {RowKind, TriageRow} from "./row-kind.js";
import {SourcePanel} from "./SourcePanel.js";
import {type SourceRow, sourceKind} from "./source-kind.js";
import {rowQuery} from "./triage-query.js";
import type {Subject} from "./triage-state.js";

/** A kind of row together with the panel that one of them opens in. */
export interface OpenableKind {
  readonly kind: RowKind<TriageRow>;
  readonly open: (row: TriageRow) => void;
}

/** The panels of all kinds of rows, to be put on the page; the address names what is open. */
export function rowDialogs(workbench: Workbench): {
  readonly node: HTMLElement;
  readonly of: Readonly<Record<Subject, OpenableKind>>;
} {
  const zone = () => readTimeZone(workbench.site.time_zone);
  const find = async <R>(of: Subject, id: string): Promise<R | undefined> => {
    const [row] = await workbench.ask(rowQuery(of, id)).rows;
    return row === undefined ? undefined : (ownRow(row) as R);
  };
  const alert = alertDialog(workbench);
  const incident = incidentDialog(workbench);
  const campaign = panelDialog<Campaign>({
    name: "campaign",
    idOf: ({campaign_id}) => campaign_id,
    find: id => find("campaigns", id),
    draw: row => CampaignPanel(row, workbench, zone())
  });
  // "source" is the selection's own parameter.
  const source = panelDialog<SourceRow>({
    name: "address",
    idOf: ({address}) => address,
    find: id => find("sources", id),
    draw: row => SourcePanel(row, workbench, zone())
  });
  // A kind is only ever given rows of its own.
  const openable = <R extends object>(kind: RowKind<R>, open: (row: R) => void): OpenableKind => ({
    kind: kind as unknown as RowKind<TriageRow>,
    open: open as (row: TriageRow) => void
  });
  return {
    node: html`<div>${alert.node}${incident.node}${campaign.node}${source.node}</div>`,
    of: {
      alerts: openable<AlertRow>(alertKind, alert.open),
      incidents: openable<IncidentRow>(incidentKind, incident.open),
      campaigns: openable<Campaign>(campaignKind, campaign.open),
      sources: openable<SourceRow>(sourceKind, source.open)
    }
  };
}
