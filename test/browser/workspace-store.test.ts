import type {Page} from "playwright-core";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {type OpenedPage, openPage, waitUntil} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();
let opened: OpenedPage;
let page: Page;

beforeEach(async () => {
  opened = await openPage(site.browser, `${site.url}test/workspace.html`);
  page = opened.page;
  await waitUntil(page, "globalThis.flowbook");
});

afterEach(async () => {
  await opened.close();
});

/** Runs on the page; the source is text, since the page's globals are unknown here. */
const run = <T = unknown>(body: string) => page.evaluate(`(async () => {${body}})()`) as Promise<T>;

describe("the store", () => {
  it("keeps tables as lists of parts in order, and files, as they were written", async () => {
    const read = await run(`
      const {store, current} = flowbook;
      const key = current.newWorkspaceKey();
      const writer = store.createWorkspaceWriter(key);
      for (let i = 0; i < 12; i++) void writer.part("events", Uint8Array.of(i, i));
      void writer.part("alerts", Uint8Array.of(9));
      void writer.file("site.json", '{"campus": "ä"}');
      void writer.file("model.bin", Uint8Array.of(1, 2, 3));
      void writer.replaceTable("alerts");
      void writer.part("alerts", Uint8Array.of(7));
      const before = await store.readSummary(key);
      await writer.finish(await flowbook.summarise(key, ["a"]));
      // Another writer of the same workspace goes on where the first one ended.
      const later = store.createWorkspaceWriter(key);
      await later.part("events", Uint8Array.of(99));
      const bytes = async parts => Promise.all(parts.map(async part => [part instanceof Blob, ...new Uint8Array(await part.arrayBuffer())].join()));
      return {
        before,
        whileWritten: await store.readSummary(key),
        events: await bytes(await store.readParts(key, "events")),
        alerts: await bytes(await store.readParts(key, "alerts")),
        none: await store.readParts(key, "rules"),
        site: await (await store.readFile(key, "site.json")).text(),
        missing: await store.readFile(key, "cube.json")
      };`);
    expect(read).toEqual({
      before: null,
      whileWritten: null,
      events: [...Array.from({length: 12}, (_, i) => `true,${i},${i}`), "true,99"],
      alerts: ["true,7"],
      none: [],
      site: '{"campus": "ä"}',
      missing: null
    });
  });

  it("forgets one workspace and leaves the others, and drops what is still being written", async () => {
    const left = await run(`
      const {store} = flowbook;
      const writers = ["a", "b", "c"].map(name => store.createWorkspaceWriter(name.repeat(32)));
      for (const writer of writers) await writer.part("events", Uint8Array.of(1));
      await store.forget("a".repeat(32));
      const late = writers[1].part("events", new Uint8Array(1e6)).then(() => "written", () => "refused");
      const later = writers[1].part("events", new Uint8Array(1e6)).then(() => "written", () => "refused");
      await writers[1].discard();
      return [[...(await store.listWorkspaces()).keys()], await later];`);
    expect(left).toEqual([["c".repeat(32)], "refused"]);
  });

  it("says that a workspace comes from another version", async () => {
    const said = await run(`
      const key = flowbook.current.newWorkspaceKey();
      const writer = flowbook.store.createWorkspaceWriter(key);
      await writer.finish({...(await flowbook.summarise(key, [])), format: 0});
      return flowbook.store.readSummary(key).then(() => "", error => error.problem + ": " + error.message);`);
    expect(said).toMatch(/^outdated: your logs were opened with another version of Flowbook/);
  });

  it("says so in one sentence when there is no room, and can still remove what it wrote", async () => {
    const session = await page.context().newCDPSession(page);
    await session.send("Storage.overrideQuotaForOrigin", {
      origin: new URL(site.url).origin,
      quotaSize: 2_000_000
    });
    const [problem, message, left] = await run<[string, string, number]>(`
      const writer = flowbook.store.createWorkspaceWriter("d".repeat(32));
      const part = crypto.getRandomValues(new Uint8Array(65536));
      let failure;
      try {
        for (let i = 0; i < 20; i++) await writer.part("events", Uint8Array.from({length: 500_000}, (_, k) => part[k % 65536] ^ i));
      } catch (error) {
        failure = error;
      }
      await writer.discard();
      return [failure?.problem, failure?.message, (await flowbook.store.listWorkspaces()).size];`);
    expect(problem).toBe("full");
    expect(message).toContain("no more room for your logs");
    expect(left).toBe(0);
  });
});
