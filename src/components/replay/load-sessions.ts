import {type LoadedShell, readShell, type ShellRow, shellQuery} from "../../engine/replay/shell-query.js";
import type {Selection} from "../../engine/selection.js";
import type {Workbench} from "../workbench/workbench.js";

/** The selected sessions in which something was typed, without passwords; of very many, the worst. */
export async function loadSessions(workbench: Workbench, selection: Selection): Promise<LoadedShell> {
  return readShell(await workbench.ask<ShellRow>(shellQuery(selection)).rows);
}
