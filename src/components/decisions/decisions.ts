/**
 * What has been decided, for every part of a page: one audit trail, kept in this browser, above the decisions that came with the
 * site. Works from the first moment with what the browser keeps; tells its subscribers when the site's decisions have arrived and
 * when another tab decides something.
 */
import {readDecisions} from "../../engine/decisions/parse-decisions.js";
import {createDecisionStore} from "./decision-store.js";
import {readerName} from "./reader-name.js";
import {createTrail, type DecisionTrail} from "./trail.js";

/** The site's root, as this module's address has it: sites that share a host have decisions of their own. */
const root = new URL("../../../", import.meta.url).pathname;
const key = `flowbook-decisions ${root}`;

const trail = createTrail({
  store: createDecisionStore(() => localStorage, key),
  by: readerName,
  now: Date.now,
  newId
});

export const decisions: DecisionTrail = trail;

/** 96 random bits. `crypto.randomUUID` is missing where a site is served without TLS. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}

/** A clock that goes ahead by less than this is nobody's fault. */
const tolerance = 86_400_000;

/** Lays what came with the site, or with the logs that this tab shows, below what the reader decided. */
async function layPublished(): Promise<void> {
  const {files} = await import("../workbench/files.js");
  const read = readDecisions(await files.json("decisions.json"), {latest: Date.now() + tolerance});
  for (const sentence of read.refused) console.warn(`decisions of this site: ${sentence}`);
  trail.publish(read.decisions);
}

if (typeof window !== "undefined") {
  // Only what other tabs write is told here.
  window.addEventListener("storage", event => {
    if (event.key === key) trail.refresh();
  });
  layPublished().catch(error => console.error("the decisions of this site could not be read:", error));
}
