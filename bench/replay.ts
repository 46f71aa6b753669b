import type {CDPSession, Page} from "playwright-core";
import {unfoldChoices} from "../test/browser/replay-choices.js";
import {inTab, ownSite, type ServedSite, serveSite} from "./built-site.js";
import {type Benchmark, type Figure, figure} from "./figure.js";
import {buildManyEvents} from "./many-events.js";

/** Seconds that a replay is watched for its frames. */
const watched = 20;
const eventsPerSecond = 50_000;
/** A frame that comes later than this after the one before has dropped one: half a frame more than the 16.7 ms of a screen. */
const late = 25;
const scrubs = 60;

/**
 * The built site's Replay (`npm run build` first) in headless Chromium, looping over all events at 50,000 a second with every panel on
 * stage: frames in a second beside those of the same page at rest, and how many events a second really passed.
 */
export const replay: Benchmark = {
  figures: ["replay.fps", "replay.events_per_s", "replay.scrub_ms"],
  run: () => serveSite(ownSite(), timeReplay)
};

/** Ten minutes of looping, and what of the page's memory is left after each of them. */
export const replayMemory: Benchmark = {
  figures: ["replay.memory_growth_mb"],
  isLong: true,
  run: () => serveSite(ownSite(), watchMemory)
};

/** Scrubbing through five million events. */
export const replayMany: Benchmark = {
  figures: ["replay.scrub_ms.5m", "replay.open_s.5m"],
  isLong: true,
  async run() {
    const {dist, data, events} = await buildManyEvents();
    const about = `${events.toLocaleString("en-US")} events`;
    return serveSite({dist, data, about, suffix: ".5m"}, async site => {
      const begun = performance.now();
      return inTab(site, async tab => {
        await openAll(tab, site);
        const seconds = (performance.now() - begun) / 1000;
        return [
          await timeScrub(tab, site),
          figure("replay.open_s.5m", seconds, "s", null, `to the first picture; ${about}`)
        ];
      });
    });
  }
};

function timeReplay(site: ServedSite): Promise<readonly Figure[]> {
  return inTab(site, async tab => {
    await openAll(tab, site);
    const scrub = await timeScrub(tab, site);
    const resting = await tab.evaluate(watchFrames, {seconds: 5, late});
    await startLoop(tab);
    await tab.waitForTimeout(3000);
    const playing = await tab.evaluate(watchFrames, {seconds: watched, late});
    const share = (100 * playing.dropped) / playing.frames;
    return [
      figure(
        "replay.fps",
        playing.fps,
        "frames/s",
        {name: "the same page at rest", value: resting.fps},
        `bar: 50; ${playing.dropped} of ${playing.frames} frames late (${share.toFixed(1)}%), the longest took ${Math.round(playing.longest)} ms; ${eventsPerSecond.toLocaleString("en-US")} events/s asked for, all panels in sight; ${site.about}`
      ),
      figure(
        "replay.events_per_s",
        playing.events,
        "events/s",
        {name: "asked for", value: eventsPerSecond},
        `bar: 50,000; ${site.about}`
      ),
      scrub
    ];
  });
}

async function openAll(tab: Page, site: ServedSite): Promise<void> {
  await tab.goto(`${site.url}replay.html`);
  if (site.suffix !== "") await tab.locator('[data-preset="all"]').click();
  await tab.getByTestId("replay").waitFor();
  await tab.waitForTimeout(2000);
}

/** All of it, over and over, fast, in full screen, where every panel is in sight. */
async function startLoop(tab: Page): Promise<void> {
  await unfoldChoices(tab);
  const controls = tab.locator(".replay-choices");
  await controls
    .getByLabel("Speed")
    .selectOption({label: `${eventsPerSecond.toLocaleString("en-US")} events a second`});
  await controls.getByLabel("Start over at the end").check();
  await tab.getByRole("button", {name: "Present", exact: true}).click();
  await tab.getByTestId("replay-toggle").click();
}

async function timeScrub(tab: Page, site: ServedSite): Promise<Figure> {
  const times = await tab.evaluate(scrubOften, scrubs);
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return figure(
    `replay.scrub_ms${site.suffix}`,
    at(0.95),
    "ms",
    {name: "median", value: at(0.5)},
    `bar: 200 ms; from the pointer's press on the bar to the frame that shows it, 95th percentile of ${scrubs}, worst ${Math.round(at(1))}; ${site.about}`
  );
}

/** Runs in the page: presses the bar at places all over the tape, and times each until its frame is painted. */
async function scrubOften(count: number): Promise<number[]> {
  const bar = document.querySelector<HTMLElement>('[data-testid="replay-position"]');
  if (bar === null) throw new Error("the bar is not on the page");
  const {left, top, width, height} = bar.getBoundingClientRect();
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    // Golden steps: near and far, forward and back.
    const clientX = left + width * (0.02 + 0.96 * ((i * 0.618) % 1));
    const begun = performance.now();
    for (const type of ["pointerdown", "pointerup"])
      bar.dispatchEvent(
        new PointerEvent(type, {
          ...{bubbles: true, isPrimary: true, pointerId: 1, pointerType: "mouse", button: 0},
          ...{buttons: type === "pointerdown" ? 1 : 0, clientX, clientY: top + height / 2}
        })
      );
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    times.push(performance.now() - begun);
    await new Promise(resolve => setTimeout(resolve, 120));
  }
  return times;
}

interface Watched {
  readonly fps: number;
  readonly frames: number;
  readonly dropped: number;
  /** Milliseconds. */
  readonly longest: number;
  /** Events a second that passed; 0 at rest. */
  readonly events: number;
}

/** Runs in the page: counts its frames. Events are counted between two beginnings of the tape. */
function watchFrames({seconds, late}: {seconds: number; late: number}): Promise<Watched> {
  const root = document.querySelector<HTMLElement>('[data-testid="replay"]');
  const positionNow = () => Number(root?.dataset.position);
  return new Promise(resolve => {
    const gaps: number[] = [];
    let begun = 0;
    let last = 0;
    let events = 0;
    let position = positionNow();
    const tick = (now: number) => {
      if (begun === 0) begun = now;
      else gaps.push(now - last);
      last = now;
      const next = positionNow();
      if (next > position) events += next - position;
      position = next;
      if (now - begun < seconds * 1000) {
        requestAnimationFrame(tick);
        return;
      }
      resolve({
        fps: (1000 * gaps.length) / (now - begun),
        frames: gaps.length,
        dropped: gaps.filter(gap => gap > late).length,
        longest: Math.max(...gaps),
        events: (1000 * events) / (now - begun)
      });
    };
    requestAnimationFrame(tick);
  });
}

function watchMemory(site: ServedSite): Promise<readonly Figure[]> {
  return inTab(site, async (tab, context) => {
    await openAll(tab, site);
    const session = await context.newCDPSession(tab);
    await startLoop(tab);
    const megabytes: number[] = [];
    for (let minute = 0; minute <= 10; minute++) {
      await tab.waitForTimeout(minute === 0 ? 20_000 : 60_000);
      megabytes.push(await heapOf(session));
    }
    const [first = 0] = megabytes;
    const last = megabytes.at(-1) ?? 0;
    return [
      figure(
        "replay.memory_growth_mb",
        last - first,
        "MB",
        {name: "after the first seconds", value: first},
        `after garbage collection, each minute of ten: ${megabytes.map(size => size.toFixed(1)).join(", ")} MB; ${site.about}`
      )
    ];
  });
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const {usedSize} = await session.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
}
