import {timeBrush} from "./brush.js";
import {serveSite} from "./built-site.js";
import type {Benchmark} from "./figure.js";
import {timeHunt} from "./hunt.js";
import {timeInvestigate} from "./investigate.js";
import {buildManyEvents} from "./many-events.js";
import {timePages} from "./next-page.js";
import {timeTriage} from "./triage.js";

/** What readers wait for, over five million events; the site of the prepared data (`npm run build` first) over and over is built for it. */
export const fiveMillion: Benchmark = {
  isLong: true,
  figures: [
    "page.next_ms.5m",
    "query.brush_p95_ms.5m",
    "query.pick_p95_ms.5m",
    "investigate.frame_ms.5m",
    "investigate.explanation_ms.5m",
    "hunt.answer_ms.5m",
    "triage.filter_ms.5m"
  ],
  async run() {
    const {dist, data, events} = await buildManyEvents();
    const about = `${events.toLocaleString("en-US")} events, the prepared data over and over`;
    return serveSite({dist, data, about, suffix: ".5m"}, async site => [
      await timePages(site),
      ...(await timeBrush(site, 250)),
      ...(await timeInvestigate(site)),
      await timeHunt(site),
      await timeTriage(site)
    ]);
  }
};
