import {mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {type OpenedPage, openPage, settle, waitUntil} from "./open-page.js";
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
const dialog = () => page.getByTestId("logs-dialog").filter({has: page.locator("*:visible")});
const banner = () => page.getByTestId("workspace-banner");
const bannerText = async () => (await banner().locator("p").textContent()) ?? "";

describe("opening logs", () => {
  const hostile = `<img src=x onerror=alert(1)>\u202egnp${"long".repeat(250)}.json`;
  const give = (names: readonly string[], bytes = 10) =>
    run(`
      const transfer = new DataTransfer();
      for (const name of ${JSON.stringify(names)}) transfer.items.add(new File(["x".repeat(${bytes})], name));
      flowbook.dialog.take(transfer);`);
  const tell = (progress: string) =>
    run(`
      flowbook.engine.progress({stage: "read", detail: "", bytes: 0, totalBytes: 100e6, bytesPerSecond: null, secondsLeft: null,
        records: 0, events: 0, quarantined: 0, alerts: null, gravest: [], ${progress}});`);
  const begun = () => waitUntil(page, "flowbook.engine.progress");

  it("begins with a button in the header, and says what can be opened and that it stays here", async () => {
    await page.locator("#open-logs").click();
    await expect.poll(() => dialog().textContent()).toContain("Nothing leaves this computer.");
    const text = (await dialog().textContent()) ?? "";
    for (const format of ["eve.json", "Cowrie", "conn.log", "nginx", "ISCX", "gzip"])
      expect(text).toContain(format);
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Choose files");
    await page.keyboard.press("Escape");
    expect(await dialog().count()).toBe(0);
  });

  it("takes files that are dropped on any page, and shows that it would", async () => {
    await page.goto(`${site.url}map.html`);
    await settle(page);
    const drag = (type: string) =>
      run(`
        const transfer = new DataTransfer();
        transfer.items.add(new File([""], "empty.json"));
        const event = new DragEvent("${type}", {dataTransfer: transfer, bubbles: true, cancelable: true});
        document.querySelector("h1").dispatchEvent(event);
        return event.defaultPrevented;`);
    expect(await drag("dragenter")).toBe(true);
    const overlay = page.getByText("Drop logs to open them here. Nothing leaves this computer.");
    expect(await overlay.isVisible()).toBe(true);
    await drag("dragleave");
    expect(await overlay.isVisible()).toBe(false);
    await drag("dragenter");
    expect(await drag("dragover")).toBe(true);
    expect(await drag("drop")).toBe(true);
    expect(await overlay.isVisible()).toBe(false);
    await dialog().waitFor();
    // Text that is dragged is none of its business.
    expect(
      await run(`
        const transfer = new DataTransfer();
        transfer.setData("text/plain", "x");
        const event = new DragEvent("dragenter", {dataTransfer: transfer, bubbles: true, cancelable: true});
        document.body.dispatchEvent(event);
        return event.defaultPrevented;`)
    ).toBe(false);
  });

  it("tells how far it is, in numbers and for a screen reader, and is not closed by mistake", async () => {
    await page.clock.install();
    await give(["eve.json", hostile]);
    await begun();
    await tell(
      `detail: ${JSON.stringify(hostile)}, bytes: 25e6, bytesPerSecond: 12.5e6, secondsLeft: 6, records: 12345, events: 12000, quarantined: 3,
       alerts: 2, gravest: [{time: ${Date.UTC(2026, 2, 2, 12, 30)}, severity: "critical", source: "203.0.113.7", finding: "<b>injected</b>"},
       {time: null, severity: "odd", source: null, finding: "${"A".repeat(1000)}"}]`
    );
    await page.clock.runFor(6000);
    await expect
      .poll(() => page.getByTestId("logs-rate").textContent())
      .toBe("25 MB of 100 MB · 12.5 MB/s · about 6 seconds left");
    const counts = await page.locator("[data-count]").allTextContents();
    expect(counts).toEqual(["12,345", "12,000", "3", "2"]);
    const rows = await page.locator(".logs-gravest tbody tr").allTextContents();
    expect(rows[0]).toMatch(/Critical.*2 Mar 2026, 12:30.*203\.0\.113\.7.*<b>injected<\/b>/);
    expect(rows[1]?.length).toBeLessThan(200);
    expect(await dialog().locator("img, b").count()).toBe(0);
    expect(await dialog().getByRole("status").textContent()).toBe("Read: 25% read, 12,000 events, 2 alerts.");
    await page.keyboard.press("Escape");
    expect(await dialog().getByRole("button", {name: "Cancel"}).isVisible()).toBe(true);
  });

  it("leaves nothing when it is cancelled, even when the engine never answers", async () => {
    await give(["eve.json"]);
    await begun();
    await run(`
      const {key} = flowbook.engine.asked;
      await flowbook.store.createWorkspaceWriter(key).part("events", Uint8Array.of(1));
      flowbook.engine.fail = () => undefined;`);
    await dialog().getByRole("button", {name: "Cancel"}).click();
    expect(await run("return flowbook.engine.cancelled")).toBe(true);
    await dialog().getByRole("button", {name: "Choose files"}).waitFor();
    await expect.poll(() => run("return (await flowbook.store.listWorkspaces()).size")).toBe(0);
    expect(await run("return flowbook.current.currentWorkspace()")).toBeNull();
    await page.keyboard.press("Escape");
    expect(await dialog().count()).toBe(0);
  });

  it("shows the logs by itself when nothing is wrong, without the selection of before", async () => {
    const asked: string[] = [];
    page.on("dialog", question => {
      asked.push(question.type());
      void question.accept();
    });
    await page.evaluate(`history.replaceState(null, "", "?from=2026-03-03T00:00Z&to=2026-03-04T00:00Z")`);
    // A page that was never touched is left without a question anyway.
    await page.locator("h1").click();
    await give(["eve.json"]);
    await begun();
    await run("void flowbook.engine.finish({})");
    await banner().waitFor();
    expect(page.url()).toBe(`${site.url}test/workspace.html`);
    expect(await bannerText()).toMatch(/^Your logs: 1 file,/);
    expect(asked).toEqual([]);
  });

  it("asks before a page is left while logs are being opened", async () => {
    await page.locator("h1").click();
    await give(["eve.json"]);
    await begun();
    const question = page.waitForEvent("dialog");
    const leaving = page.goto(`${site.url}map.html`);
    expect((await question).type()).toBe("beforeunload");
    await (await question).accept();
    await leaving;
  });

  it("says first what is wrong with which file", async () => {
    await give([hostile, "photo.png"]);
    await begun();
    await run(`void flowbook.engine.finish({files: [
      {name: ${JSON.stringify(hostile)}, origin: "recorded", status: "read", dataset: "suricata", records: 100, events: 88, quarantined: 12,
        reasons: ["10 records: no time", "2 records: not JSON"], notes: []},
      {name: "photo.png", origin: "recorded", status: "unrecognised", dataset: null, records: 0, events: 0, quarantined: 0, isWhole: true, reasons: [], notes: []}]})`);
    const result = page.getByTestId("logs-result");
    await result.waitFor();
    const text = (await result.textContent()) ?? "";
    expect(text).toContain("12 of 100 records not understood");
    expect(text).toContain("Something to know about 2 of 2 files");
    expect(text).toContain("10 records: no time");
    expect(text).toContain("photo.png: not recognised as any log");
    expect(text).toContain("‹U+202E›");
    expect(text.length).toBeLessThan(700);
    await result.getByRole("button", {name: "Show"}).click();
    await banner().waitFor();
  });

  it("discards what holds no event, or what the reader closes", async () => {
    await give(["photo.png"]);
    await begun();
    await run("void flowbook.engine.finish({events: 0})");
    const result = page.getByTestId("logs-result");
    await result.waitFor();
    expect(await result.textContent()).toContain("No event was found");
    expect(await result.getByRole("button", {name: "Show"}).count()).toBe(0);
    await page.keyboard.press("Escape");
    await expect.poll(() => run("return (await flowbook.store.listWorkspaces()).size")).toBe(0);
  });

  it("says why it failed, in the words of the engine, and offers to choose again", async () => {
    await give(["eve.json"]);
    await begun();
    await run(`flowbook.engine.fail("this browser gives the page no more room <b>")`);
    await page.getByTestId("logs-message").waitFor();
    expect(await page.getByTestId("logs-message").textContent()).toBe(
      "This browser gives the page no more room <b>"
    );
    await dialog().getByRole("button", {name: "Choose others"}).click();
    await dialog().getByRole("button", {name: "Choose files"}).waitFor();
  });

  it("opens pasted text, chosen files and folders", async () => {
    const asked = async () => {
      await begun();
      const {names} = await run<{names: string[]}>("return flowbook.engine.asked");
      await dialog().getByRole("button", {name: "Cancel"}).click();
      await run("flowbook.engine.progress = null");
      return names;
    };
    await run("flowbook.dialog.choose()");
    await dialog().getByText("Paste text").click();
    await dialog().getByLabel("Lines of a log").fill("[2024-01-15 10:23:45] Failed passwords from 10.0.0.50");
    await dialog().getByRole("button", {name: "Open this text"}).click();
    expect(await asked()).toHaveLength(1);
    const file = {name: "eve.json", mimeType: "application/json", buffer: Buffer.from("{}")};
    await page.getByTestId("choose-files").setInputFiles([file, {...file, name: "cowrie.json"}]);
    expect(await asked()).toEqual(["cowrie.json", "eve.json"]);
    const folder = await mkdtemp(join(tmpdir(), "flowbook-"));
    await mkdir(join(folder, "sensor"));
    await writeFile(join(folder, "sensor", "eve.json"), "{}");
    await page.getByTestId("choose-folder").setInputFiles(folder);
    expect(await asked()).toEqual(["sensor/eve.json"]);
    await rm(folder, {recursive: true});
  });

  it("adds to logs that are open, or takes their place, as the reader chooses", async () => {
    const before = await run<string>("return flowbook.openCopy()");
    await page.reload();
    await waitUntil(page, "globalThis.flowbook");
    await give(["more.json"]);
    await dialog().getByRole("button", {name: "Add to your logs"}).click();
    await begun();
    expect(await run("return flowbook.engine.asked.addTo")).toBe(before);
    await run("void flowbook.engine.finish({})");
    await expect.poll(bannerText, {timeout: 20_000}).toMatch(/^Your logs: 1 file,/);
    await waitUntil(page, "globalThis.flowbook");
    const keys = await run<string[]>("return [...(await flowbook.store.listWorkspaces()).keys()]");
    expect(keys).toHaveLength(1);
    expect(keys).not.toContain(before);
    await run("delete flowbook.engine.progress");
    await give(["other.json"]);
    await dialog().getByRole("button", {name: "Open instead of your logs"}).click();
    await begun();
    expect(await run("return flowbook.engine.asked.addTo")).toBeNull();
  });

  it("opens logs instead of the published data, or together with it, and remembers what was wanted", async () => {
    const beside = async () => {
      await begun();
      const wanted = await run("return flowbook.engine.asked.beside");
      await dialog().getByRole("button", {name: "Cancel"}).click();
      await run("flowbook.engine.progress = null");
      return wanted;
    };
    await give(["eve.json"]);
    expect(await beside()).toBe(false);
    const choice = dialog().getByTestId("beside");
    expect(await choice.isChecked()).toBe(false);
    await choice.check();
    const events = await site.native.number("SELECT count(*) FROM events");
    expect(await dialog().locator(".logs-beside").textContent()).toContain(
      `Together with the published data (${events.toLocaleString("en-US")} events; takes about`
    );
    await give(["eve.json"]);
    expect(await beside()).toBe(true);
    await page.reload();
    await waitUntil(page, "globalThis.flowbook");
    await give(["eve.json"]);
    expect(await beside()).toBe(true);
    await choice.uncheck();
    await give(["eve.json"]);
    expect(await beside()).toBe(false);
  });

  it("adds to logs that came together with the published data without asking again", async () => {
    await run(`
      const key = await flowbook.openCopy();
      const writer = flowbook.store.createWorkspaceWriter(key);
      await writer.finish({...(await flowbook.summarise(key, ["eve.json"])), beside: true});`);
    await page.reload();
    await waitUntil(page, "globalThis.flowbook");
    expect(await bannerText()).toMatch(/^Your logs: 1 file, with the published data, /);
    await give(["more.json"]);
    const add = dialog().getByRole("button", {name: "Add to your logs"});
    await add.waitFor();
    expect(await dialog().getByTestId("beside").count()).toBe(0);
    await add.click();
    await begun();
    expect(await run("return flowbook.engine.asked.beside")).toBe(true);
  });

  it("says in one sentence that this browser keeps nothing", async () => {
    await page.addInitScript(`Object.defineProperty(globalThis, "indexedDB", {value: undefined})`);
    await page.reload();
    await waitUntil(page, "globalThis.flowbook");
    const said = await run(
      `return flowbook.store.createWorkspaceWriter("e".repeat(32)).part("events", Uint8Array.of(1)).then(() => "", ({message}) => message)`
    );
    expect(said).toMatch(/^this browser lets the page keep nothing/);
  });
});
