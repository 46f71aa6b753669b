import {readFileSync} from "node:fs";
import {join} from "node:path";
import {currentName} from "../src/workspace/current.js";

/** Where the published events come from, as `npm run data` writes it to `data/site.json`. */
export type DataOrigin = "simulated" | "recorded" | "mixed";

/**
 * What the banner on every page says. Only data known to be simulated throughout counts as publishable: anything
 * else, an unreadable file included, is treated as real.
 */
export function provenance(origin: unknown): {kind: "simulated" | "real"; title: string; note: string} {
  return origin === "simulated"
    ? {kind: "simulated", title: "Simulated data", note: "No address here is a real offender."}
    : {kind: "real", title: "Contains real addresses, not for publishing", note: ""};
}

/**
 * Tells style sheets, before anything is painted, that this tab shows the reader's own logs, so that nobody takes them for
 * the published data.
 */
const workspaceScript = `try {
  const workspace = JSON.parse(sessionStorage.getItem(${JSON.stringify(currentName)}));
  if (workspace && workspace.shown) document.documentElement.dataset.workspace = "shown";
} catch {}`;

/**
 * The header of every page as HTML. Called anew for each page, so that a preview follows the data.
 * @param root the site's source folder, which holds `data/site.json`
 */
export function pageHeader(root: string): string {
  const {kind, title, note} = provenance(readOrigin(root));
  return `<script>{${workspaceScript}}</script>
<div class="provenance provenance-${kind}" data-testid="provenance" data-origin="${kind}">
  <strong>${title}</strong><span>${note}</span>
</div>
<div class="provenance provenance-own" data-testid="provenance-own">
  <strong>Your logs</strong><span>Only in this tab, never uploaded.</span>
</div>
<div class="header-buttons"><button id="open-logs" type="button" title="Look at your own logs; nothing leaves this computer">Open logs</button><button id="saved-views" type="button" title="Keep what a page shows under a name, and go back to it">Views</button><button id="theme-button" type="button">Auto</button></div>
<script type="module" src="/components/site.js"></script>`;
}

function readOrigin(root: string): unknown {
  try {
    return JSON.parse(readFileSync(join(root, "data", "site.json"), "utf8")).origin;
  } catch {
    return undefined;
  }
}
