import {currentWorkspace, noteWorkspaces} from "../../workspace/current.js";
import {heldWorkspaces, ifUnheld} from "../../workspace/current-lock.js";
import {sweepWorkspaces} from "../../workspace/current-sweep.js";
import {forget, listWorkspaces} from "../../workspace/store.js";

/** Removes what closed tabs left behind; a failure is nobody's business but the next page's, which tries again. */
export async function tidyWorkspaces(): Promise<void> {
  const own = currentWorkspace();
  try {
    const left = await sweepWorkspaces(new Set(own ? [own.key] : []), {
      list: listWorkspaces,
      held: heldWorkspaces,
      ifUnheld,
      forget,
      wait: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
      now: Date.now
    });
    // Another tab may have begun one since; it has said so then.
    if (left === 0 && currentWorkspace() === null) noteWorkspaces(false);
  } catch (error) {
    console.warn(error);
  }
}
