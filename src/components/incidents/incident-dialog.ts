import {type PanelDialog, panelDialog} from "../panel-dialog.js";
import {readTimeZone} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {IncidentPanel} from "./IncidentPanel.js";
import {type Incident, incidentQuery} from "./incident.js";

/** The panel that one incident opens in, and leads to others from; the page's address names it as `?incident=`. */
export function incidentDialog(workbench: Workbench): PanelDialog<Incident> {
  const dialog: PanelDialog<Incident> = panelDialog({
    name: "incident",
    idOf: ({incident_id}) => incident_id,
    find: async id => (await workbench.ask<Incident>(incidentQuery(id)).rows)[0],
    draw(incident) {
      const timeZone = readTimeZone(workbench.site.time_zone);
      return IncidentPanel(incident, {workbench, timeZone, open: dialog.openId});
    }
  });
  return dialog;
}
