import {eventQuery, type ListedEvent} from "../../engine/build/event-list.js";
import {type PanelDialog, panelDialog} from "../panel-dialog.js";
import {readTimeZone} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {EventPanel} from "./EventPanel.js";

/** The panel that one event opens in; the page's address names it as `?event=`. */
export function eventDialog(workbench: Workbench): PanelDialog<ListedEvent> {
  return panelDialog<ListedEvent>({
    name: "event",
    idOf: ({event_id}) => event_id,
    find: async id => (await workbench.ask<ListedEvent>(eventQuery(id)).rows)[0],
    draw: event => EventPanel(event, workbench, readTimeZone(workbench.site.time_zone))
  });
}
