import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {launchChromium} from "./test/browser/chromium.js";
import {openPage} from "./test/browser/open-page.js";
import {serveDirectory} from "./test/browser/static-server.js";
import {readStoryFiles} from "./src/engine/replay/story/read-story-files.js";
import {scenePairs} from "./src/engine/replay/scene-address.js";
import {defaultScene} from "./src/engine/replay/scene.js";
const [, , only = "", parts = "0.5,1", w = "1280", h = "720"] = process.argv;
const published = readStoryFiles([{name: "night-heron.yml", text: readFileSync("data/stories/night-heron.yml", "utf8")}]);
console.log(published.problems);
const json = JSON.stringify(published);
writeFileSync("/tmp/week/stories.json", json);
const dist = "/tmp/storyC/tree/dist";
for (const f of readdirSync(`${dist}/_file/data`)) if (f.startsWith("stories.")) writeFileSync(`${dist}/_file/data/${f}`, json);
const story = published.stories[0]!;
const server = await serveDirectory(dist);
const browser = await launchChromium();
const jobs = story.chapters.flatMap((c, i) => parts.split(",").map(p => ({c, n: i + 1, p: Number(p)}))).filter(j => only === "" || only.split(",").includes(String(j.n)));
async function worker() {
  for (let j = jobs.shift(); j; j = jobs.shift()) {
    const {c, n, p} = j;
    const at = new Date(c.from + (c.to - c.from) * Math.min(p, 0.9999)).toISOString();
    const q = new URLSearchParams([["at", at], ...scenePairs({...defaultScene, ...c.scene}), ["story", story.id], ["chapter", String(n)]]);
    const {page, errors, close} = await openPage(browser, `${server.url}replay.html?${q}`, {width: Number(w), height: Number(h)});
    await page.getByTestId("replay").waitFor({timeout: 120000});
    await page.waitForTimeout(600);
    await page.keyboard.press("f");
    await page.waitForTimeout(1500);
    const name = `/tmp/storyC/${String(n).padStart(2, "0")}-${p}`;
    await page.screenshot({path: `${name}.png`});
    writeFileSync(`${name}.txt`, (await page.getByTestId("replay").innerText()).replace(/\n+/g, "\n"));
    console.log(name, at, errors.slice(0, 2).join(" ").slice(0, 200), (await page.getByTestId("replay-said").textContent()));
    await close();
  }
}
await Promise.all([worker(), worker()]);
await browser.close(); await server.close(); process.exit(0);
