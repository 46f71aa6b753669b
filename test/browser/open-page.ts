import type {Browser, BrowserContext, Page} from "playwright-core";

export interface OpenPageOptions {
  /** Pixels. @default 1280 */
  readonly width?: number;
  /** Pixels. @default 900 */
  readonly height?: number;
  /** @default "light" */
  readonly theme?: "light" | "dark";
}

export interface OpenedPage {
  readonly page: Page;
  /** Every address that the page or its workers asked for on another host; none of these requests got out. */
  readonly foreignRequests: readonly string[];
  /** Errors on the console, uncaught exceptions, and requests that failed or were answered with an error. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Opens an address in a browser context of its own, with all hosts but the address's own blocked. */
export async function openPage(
  browser: Browser,
  url: string,
  {width = 1280, height = 900, theme = "light"}: OpenPageOptions = {}
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: {width, height},
    colorScheme: theme,
    reducedMotion: "reduce"
  });
  const foreignRequests: string[] = [];
  const errors: string[] = [];
  await blockOtherHosts(context, new URL(url).host, foreignRequests);
  const page = await context.newPage();
  page.on("console", message => {
    if (message.type() === "error") errors.push(`console: ${message.text()}`);
  });
  page.on("pageerror", error => errors.push(`uncaught: ${error.message}`));
  context.on("requestfailed", request => {
    const reason = request.failure()?.errorText;
    // A page that is left, or a preload no longer wanted, aborts what it no longer needs.
    if (reason !== "net::ERR_ABORTED") errors.push(`request failed: ${request.url()} (${reason})`);
  });
  context.on("response", response => {
    if (response.status() >= 400) errors.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(url, {waitUntil: "load"});
  return {page, foreignRequests, errors, close: () => context.close()};
}

async function blockOtherHosts(
  context: BrowserContext,
  host: string,
  foreignRequests: string[]
): Promise<void> {
  await context.route(
    ({host: requested, protocol}) => requested !== host && /^https?:$/.test(protocol),
    route => {
      foreignRequests.push(route.request().url());
      return route.abort();
    }
  );
  await context.routeWebSocket(
    url => url.host !== host,
    socket => {
      foreignRequests.push(socket.url());
      return socket.close();
    }
  );
}

/** Looks that must agree before a page counts as settled: a block that ends may set off the next. */
const agreeing = 4;
const betweenLooks = 150;

/** Waits until every frame and figure on the page has left its loading state and no more of them come, and the fonts are there. */
export async function settle(page: Page, timeout = 30_000): Promise<void> {
  const look = () =>
    page.evaluate(() => {
      const pending = 'observablehq-loading, [data-state="loading"], [data-state="updating"]';
      if (document.readyState !== "complete" || document.querySelector(pending) !== null) return null;
      return document.querySelectorAll("[data-state]").length;
    });
  const end = performance.now() + timeout;
  let last: number | null = null;
  for (let same = 0; same < agreeing; ) {
    if (performance.now() > end)
      throw new Error(`${page.url()} is still loading after ${timeout / 1000} seconds`);
    await page.waitForTimeout(betweenLooks);
    const seen = await look();
    same = seen !== null && seen > 0 && seen === last ? same + 1 : 0;
    last = seen;
  }
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** Waits until an expression in the page is true; Playwright's own wait makes code of text, which the pages' policy forbids. */
export async function waitUntil(page: Page, expression: string, timeout = 30_000): Promise<void> {
  const end = performance.now() + timeout;
  while (!(await page.evaluate(`Boolean(${expression})`).catch(() => false))) {
    if (performance.now() > end) throw new Error(`not true after ${timeout / 1000} seconds: ${expression}`);
    await page.waitForTimeout(50);
  }
}
