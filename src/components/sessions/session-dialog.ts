import {type PanelDialog, panelDialog} from "../panel-dialog.js";
import {readTimeZone} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {SessionPanel} from "./SessionPanel.js";
import {type Session, sessionQuery} from "./session.js";

/** The panel that one session opens in; the page's address names it as `?session=`. */
export function sessionDialog(workbench: Workbench): PanelDialog<Session> {
  return panelDialog<Session>({
    name: "session",
    idOf: ({session_id}) => session_id,
    find: async id => (await workbench.ask<Session>(sessionQuery(id)).rows)[0],
    draw: session => SessionPanel(session, workbench, readTimeZone(workbench.site.time_zone))
  });
}
