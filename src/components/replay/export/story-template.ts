import {FileAttachment} from "observablehq:stdlib";

/** The page that an exported story is put into, as the site's build made it (scripts/bundle-replay.ts). Fetched when a story is exported. */
export function loadTemplate(): Promise<string> {
  return FileAttachment("../../../data/replay-player.txt").text();
}
