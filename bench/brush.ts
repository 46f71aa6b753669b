import type {Page} from "playwright-core";
import {inTab, ownSite, patience, type ServedSite, serveSite} from "./built-site.js";
import {type Benchmark, type Figure, figure, median} from "./figure.js";

const moves = 120;

/**
 * The built site's Timeline (`npm run build` first) in headless Chromium: from a movement of the pointer that brushes other
 * hours, or a press that keeps to a severity, to the end of the frame in which all linked charts show it; beside it the same
 * through the page's selection bar.
 */
export const brush: Benchmark = {
  figures: ["query.brush_p95_ms", "query.pick_p95_ms"],
  run: () => serveSite(ownSite(), site => timeBrush(site, 100))
};

/** @param bar milliseconds that are asked for */
export async function timeBrush(site: ServedSite, bar: number): Promise<readonly Figure[]> {
  const {brushed, picked, barWindow, barSeverity} = await measure(site);
  const result = (name: string, times: readonly number[], through: readonly number[]) =>
    figure(
      `${name}${site.suffix}`,
      percentile(times, 0.95),
      "ms",
      {name: "through the selection bar, median", value: median(through)},
      `bar: ${bar} ms; ${times.length} times, median ${median(times).toFixed(1)}, worst ${Math.max(...times).toFixed(1)}; ${site.about}`
    );
  return [result("query.brush_p95_ms", brushed, barWindow), result("query.pick_p95_ms", picked, barSeverity)];
}

interface Times {
  readonly brushed: readonly number[];
  readonly picked: readonly number[];
  /** The same by the page's selection bar: another window, another severity. */
  readonly barWindow: readonly number[];
  readonly barSeverity: readonly number[];
}

function measure(site: ServedSite): Promise<Times> {
  return inTab(site, async tab => {
    await tab.goto(`${site.url}timeline.html`);
    await ready(tab);
    // A first pass, so that what is measured is compiled.
    await tab.evaluate(brushOften, 40);
    const brushed = await tab.evaluate(brushOften, moves);
    await tab.keyboard.press("Escape");
    const picked = await tab.evaluate(pickOften, 40);
    const barWindow: number[] = [];
    const barSeverity: number[] = [];
    for (let i = 0; i < 6; i++) {
      const preset = i % 2 === 0 ? "24 h" : "7 d";
      barWindow.push(await tab.evaluate(throughBar, {control: `[data-preset="${preset}"]`, patience}));
      await ready(tab);
    }
    for (let i = 0; i < 6; i++) {
      const control = 'input[name="severity"][value="medium"]';
      barSeverity.push(await tab.evaluate(throughBar, {control, patience}));
      await ready(tab);
    }
    return {brushed, picked, barWindow, barSeverity};
  });
}

/** Waits until every frame shows its rows. */
async function ready(tab: Page): Promise<void> {
  await tab.waitForSelector('[data-chart="attack-types"][data-state="ready"]');
  await tab.waitForSelector(
    '[data-chart="events"][data-state="ready"], [data-chart="events"][data-state="empty"]'
  );
  await tab.waitForTimeout(800);
}

/** Runs in the page: drags a brush about, and times each movement until its frame is painted. */
async function brushOften(count: number): Promise<number[]> {
  const picture = document.querySelector('[data-chart="strip"] svg.step-chart');
  if (!(picture instanceof SVGSVGElement)) throw new Error("the strip is not on the page");
  const {left, top, width} = picture.getBoundingClientRect();
  const said = () => document.querySelector<HTMLElement>('[data-testid="brushed"]')?.textContent;
  const send = (type: string, x: number) =>
    picture.dispatchEvent(
      new PointerEvent(type, {
        ...{bubbles: true, isPrimary: true, pointerId: 1, pointerType: "mouse", button: 0},
        ...{buttons: type === "pointerup" ? 0 : 1, clientX: left + x, clientY: top + 90}
      })
    );
  // A pointer that was never pressed cannot be captured.
  picture.setPointerCapture = () => {};
  const painted = () =>
    new Promise<void>(resolve => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve();
        channel.port2.postMessage(null);
      });
    });
  const times: number[] = [];
  let seed = 7;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const plot = width - 68;
  for (let drag = 0; times.length < count; drag++) {
    if (drag > count) throw new Error("the charts do not follow the brush");
    const start = 48 + random() * plot * 0.9;
    send("pointerdown", start);
    for (let step = 0; step < 10 && times.length < count; step++) {
      const before = said();
      const begun = performance.now();
      send("pointermove", 48 + random() * plot);
      await painted();
      if (said() !== before) times.push(performance.now() - begun);
    }
    send("pointerup", start);
    await new Promise(resolve => setTimeout(resolve, 30));
    document.querySelector<HTMLButtonElement>(".brush-buttons button:nth-child(2)")?.click();
    await painted();
  }
  return times;
}

/** Runs in the page: presses one severity after the other, and times each until its frame is painted. */
async function pickOften(count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const chips = document.querySelectorAll<HTMLButtonElement>('[data-facet="severity"] button');
    const begun = performance.now();
    chips[i % chips.length]?.click();
    await new Promise<void>(resolve => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve();
        channel.port2.postMessage(null);
      });
    });
    times.push(performance.now() - begun);
    await new Promise(resolve => setTimeout(resolve, 30));
  }
  document.querySelector<HTMLButtonElement>(".facets > .button")?.click();
  return times;
}

/** Runs in the page: changes the page's own selection, and times it until the linked charts are there with other numbers. */
function throughBar({control, patience: limit}: {control: string; patience: number}): Promise<number> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`nothing came of ${control}`)), limit);
    const chart = () => document.querySelector<HTMLElement>('[data-chart="multiples"]');
    const total = chart()?.dataset.total;
    const begun = performance.now();
    const look = () => {
      const now = chart();
      const hasChanged = now !== null && now.dataset.total !== undefined && now.dataset.total !== total;
      if (hasChanged && now.dataset.state === "ready") resolve(performance.now() - begun);
      else requestAnimationFrame(look);
    };
    document.querySelector<HTMLElement>(control)?.click();
    requestAnimationFrame(look);
  });
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
