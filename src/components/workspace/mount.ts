/**
 * Opening logs, on every page: the button in the header and the window as a place to drop files on. All that is heavier
 * than a listener is fetched when it is wanted, so that readers of published data do not wait for it.
 */
import {currentWorkspace, takeNotice, workspacesMayExist} from "../../workspace/current.js";
import {watchDrops} from "./drop-zone.js";

export function mountWorkspace(): void {
  const openLogs = () => import("./logs-dialog.js").then(({logsDialog}) => logsDialog());
  document
    .querySelector("#open-logs")
    ?.addEventListener("click", () => void openLogs().then(dialog => dialog.choose()));
  watchDrops(
    transfer => void openLogs().then(dialog => dialog.take(transfer)),
    () => void openLogs().then(dialog => dialog.getReady())
  );
  const notice = takeNotice();
  if (currentWorkspace() !== null || notice !== null)
    void import("./banner.js").then(({mountBanner}) => mountBanner(notice));
  if (workspacesMayExist()) void import("./tidy.js").then(({tidyWorkspaces}) => tidyWorkspaces());
}
