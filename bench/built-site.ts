import {existsSync} from "node:fs";
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser, BrowserContext, Page} from "playwright-core";
import {openDatabase} from "../data-loaders/database.js";
import {repository} from "../scripts/run.js";
import {tables} from "../src/engine/tables.js";
import {launchChromium} from "../test/browser/chromium.js";
import {serveDirectory} from "../test/browser/static-server.js";

/** A built site, and the data that it was built from. */
export interface BuiltSite {
  readonly dist: string;
  readonly data: string;
  /** What its data are, for notes. */
  readonly about: string;
  /** Ends the names of its figures. */
  readonly suffix: "" | ".5m";
}

/** The site served, and a browser to look at it. */
export interface ServedSite extends BuiltSite {
  readonly url: string;
  readonly browser: Browser;
}

/** Milliseconds that a page may take: the rows of five million events take their time. */
export const patience = 300_000;

/** The site in `dist/`, as `npm run build` leaves it. */
export function ownSite(): BuiltSite {
  const dist = join(repository, "dist");
  if (!existsSync(join(dist, "index.html")))
    throw new Error("no built site in dist/; run npm run build first");
  return {dist, data: join(repository, "src", "data"), about: "the data of dist/", suffix: ""};
}

export async function serveSite<T>(site: BuiltSite, use: (served: ServedSite) => Promise<T>): Promise<T> {
  const server = await serveDirectory(site.dist, "/");
  const browser = await launchChromium();
  try {
    return await use({...site, url: server.url, browser});
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Opens a tab in a browser profile of its own, uses it, and closes it. */
export async function inTab<T>(
  {browser}: ServedSite,
  use: (tab: Page, context: BrowserContext) => Promise<T>
): Promise<T> {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}});
  context.setDefaultTimeout(patience);
  // tsx marks functions with a helper of its own, which those that run in the page miss.
  await context.addInitScript("globalThis.__name = value => value");
  try {
    return await use(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

/** Asks the site's tables, in native DuckDB. */
export async function askData(site: BuiltSite, sql: string): Promise<readonly Record<string, unknown>[]> {
  const scratch = await mkdtemp(join(tmpdir(), "flowbook-bench-"));
  const database = await openDatabase(scratch, 2);
  try {
    for (const {name} of tables) {
      const path = join(site.data, `${name}.parquet`);
      if (existsSync(path))
        await database.run(`CREATE VIEW ${name} AS SELECT * FROM '${path.replaceAll("'", "''")}'`);
    }
    return await database.rows(sql);
  } finally {
    database.close();
    await rm(scratch, {recursive: true, force: true});
  }
}
