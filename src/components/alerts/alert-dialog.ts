import {type PanelDialog, panelDialog} from "../panel-dialog.js";
import {readTimeZone} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {AlertPanel} from "./AlertPanel.js";
import {type Alert, alertQuery} from "./alert.js";

/** The panel that one alert opens in; the page's address names it as `?alert=`. */
export function alertDialog(workbench: Workbench): PanelDialog<Alert> {
  return panelDialog<Alert>({
    name: "alert",
    idOf: ({alert_id}) => alert_id,
    find: async id => (await workbench.ask<Alert>(alertQuery(id)).rows)[0],
    draw: alert => AlertPanel(alert, workbench, readTimeZone(workbench.site.time_zone))
  });
}
