/**
 * `npm run screenshots`: every page of a built site at both widths and in both themes, as
 * test/.output/screenshots/{page}-{width}-{theme}.png. Takes dist/, or the directory named as argument.
 */
import {mkdir} from "node:fs/promises";
import {join, resolve} from "node:path";
import {launchChromium} from "../test/browser/chromium.js";
import {openPage, settle} from "../test/browser/open-page.js";
import {findPages} from "../test/browser/site.js";
import {serveDirectory} from "../test/browser/static-server.js";
import {repository} from "./run.js";

const directory = resolve(process.argv[2] ?? join(repository, "dist"));
const output = join(repository, "test", ".output", "screenshots");
const pages = (await findPages(directory)).filter(path => !path.startsWith("test/"));
if (pages.length === 0) throw new Error(`no pages in ${directory}; run "npm run build" first`);

await mkdir(output, {recursive: true});
const server = await serveDirectory(directory);
const browser = await launchChromium();
for (const path of pages) {
  for (const width of [1280, 390]) {
    for (const theme of ["light", "dark"] as const) {
      const {page, errors, close} = await openPage(browser, server.url + path, {width, theme});
      await settle(page).catch(() => console.error(`${path}: still loading after 30 seconds`));
      const file = join(output, `${path.replace(/\.html$/, "").replaceAll("/", "-")}-${width}-${theme}.png`);
      await page.screenshot({path: file, fullPage: true});
      console.log(file);
      for (const error of errors) console.error(`${path}: ${error}`);
      await close();
    }
  }
}
await browser.close();
await server.close();
