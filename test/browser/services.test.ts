import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {within} from "./native.js";
import {settle} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();

const open = (search = "") => visit(site.browser, `${site.url}services.html${search}`);

async function expectNumbers(
  {total, column}: Awaited<ReturnType<typeof open>>,
  where: string
): Promise<void> {
  const all = await site.native.number(`SELECT count(*) FROM events WHERE ${where}`);
  expect(await total("services")).toBe(all);
  expect(await total("protocols")).toBe(all);
  expect(await total("ports")).toBe(
    await site.native.number(`
      SELECT coalesce(sum(n), 0)::BIGINT FROM (
        SELECT count(*) AS n, sum((severity <> 'none')::INT) AS bad FROM events
        WHERE destination_port IS NOT NULL AND ${where}
        GROUP BY destination_port, protocol ORDER BY bad DESC, n DESC, destination_port, protocol LIMIT 10
      )`)
  );
  for (const [id, end] of [
    ["sources", "source_ip"],
    ["destinations", "destination_ip"]
  ] as const) {
    const expected = await site.native.rows(`
      SELECT ${end} AS address, count(*) AS n, sum((severity <> 'none')::INT) AS bad,
        CASE WHEN count(action) > 0 THEN sum((action IS NOT DISTINCT FROM 'blocked')::INT) END AS blocked,
        (SELECT count(*) FROM alerts a WHERE a.${end} = e.${end} AND ${where}) AS alerts
      FROM events e WHERE ${end} IS NOT NULL AND ${where}
      GROUP BY ${end} ORDER BY bad DESC, n DESC, ${end} LIMIT 20`);
    expect(await column(id, "events")).toEqual(expected.map(row => row.n));
    expect(await column(id, "anomalous")).toEqual(expected.map(row => Number(row.bad)));
    expect(await column(id, "alerts")).toEqual(expected.map(row => row.alerts));
    // A cell without a number reads "not measured".
    expect(await column(id, "blocked")).toEqual(
      expected.map(row => (row.blocked === null ? Number.NaN : Number(row.blocked)))
    );
    expect(await total(id)).toBe(expected.reduce((sum, row) => sum + Number(row.n), 0));
  }
}

describe("the Services page's numbers are native DuckDB's over the events", () => {
  it("for half an hour, which the cube does not know, of some datasets and severities", async () => {
    const from = site.native.overview.default.from + 12.25 * 3_600_000;
    const to = from + 1_800_000;
    const chosen = "dataset=cowrie,dionaea,authlog&severity=none,medium,high,critical";
    const names =
      "dataset IN ('cowrie', 'dionaea', 'authlog') AND severity IN ('none', 'medium', 'high', 'critical')";
    const opened = await open(
      `?from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}&${chosen}`
    );
    await expectNumbers(opened, `${within({from, to})} AND ${names}`);
    await opened.close();
  });
});

const logins =
  "event_type IN ('login.failed', 'vpn.failed', 'cowrie.login.failed', 'login.accepted', 'vpn.connected', 'cowrie.login.success', 'dionaea.login')";
const accepted = "event_type IN ('login.accepted', 'vpn.connected', 'cowrie.login.success')";

describe("what was tried, typed, moved and asked for", () => {
  let opened: Awaited<ReturnType<typeof open>>;
  let where: string;
  const sql = (text: string) => site.native.rows(text);
  const shown = (id: string, key: string) =>
    opened.frame(id).locator(`td[data-column="${key}"]`).allTextContents();

  beforeAll(async () => {
    opened = await open();
    where = within(site.native.overview.default);
  });
  afterAll(() => opened?.close());

  it("in the window that the page opens on, services and addresses are counted too", async () => {
    await expectNumbers(opened, where);
  });

  it("user names are counted, with what was let in by anybody and by honeypots", async () => {
    const expected = await sql(`
      SELECT username, count(*) AS n, sum((${accepted})::INT) AS got, sum((${accepted} AND dataset = 'cowrie')::INT) AS trapped,
        sum((event_type <> 'dionaea.login')::INT) AS answered, count(DISTINCT source_ip) AS sources
      FROM events WHERE ${logins} AND username IS NOT NULL AND ${where} GROUP BY 1 ORDER BY n DESC, 1 LIMIT 30`);
    const measured = (key: string) =>
      expected.map(row => (Number(row.answered) === 0 ? Number.NaN : Number(row[key])));
    expect(await shown("users", "username")).toEqual(expected.map(row => row.username));
    expect(await opened.column("users", "events")).toEqual(expected.map(row => row.n));
    expect(await opened.column("users", "accepted")).toEqual(measured("got"));
    expect(await opened.column("users", "accepted_by_honeypots")).toEqual(measured("trapped"));
    expect(await opened.column("users", "sources")).toEqual(expected.map(row => row.sources));
  });

  it("passwords are on the page only while they are shown", async () => {
    const expected = await sql(`
      SELECT password, count(*) AS n, length(password) AS characters FROM events JOIN details USING (event_id)
      WHERE ${logins} AND password IS NOT NULL AND ${where} GROUP BY 1 ORDER BY n DESC, 1 LIMIT 30`);
    expect(expected.length).toBeGreaterThan(5);
    expect(await opened.column("passwords", "events")).toEqual(expected.map(row => row.n));
    expect(await opened.column("passwords", "characters")).toEqual(expected.map(row => row.characters));
    await opened.frame("passwords").locator(".frame-made > summary").click();
    await opened.frame("passwords").locator(".frame-rows td").first().waitFor();
    const cells = await opened.page
      .locator('[data-chart="passwords"] td, [data-chart="pairs"] td')
      .allTextContents();
    const known = new Set(expected.map(row => String(row.password)).filter(text => /[a-z]/i.test(text)));
    expect(known.size).toBeGreaterThan(3);
    // A user name may be a password too.
    const names = new Set(await shown("pairs", "username"));
    expect(cells.filter(text => known.has(text) && !names.has(text))).toEqual([]);
    expect(new Set(await shown("pairs", "password"))).toEqual(new Set(["••••••••"]));
    await opened.page.getByTestId("show-passwords").check();
    await settle(opened.page);
    expect(await shown("passwords", "password")).toEqual(
      expected.map(row => (row.password === "" ? "(empty)" : row.password))
    );
    await opened.page.getByTestId("show-passwords").uncheck();
    await settle(opened.page);
    expect(new Set(await shown("passwords", "password"))).toEqual(new Set(["••••••••"]));
    expect(await opened.total("password-shapes")).toBe(
      await site.native.number(
        `SELECT count(*) FROM events JOIN details USING (event_id) WHERE ${logins} AND password IS NOT NULL AND ${where}`
      )
    );
  });

  it("SSH clients, commands, files and TLS clients are counted by source and session", async () => {
    const detail = async (column: string, condition = "true", order = "n DESC") =>
      sql(`SELECT ${column} AS value, count(*) AS n, count(DISTINCT source_ip) AS sources, sum((severity <> 'none')::INT) AS bad,
          count(DISTINCT dataset || coalesce(sensor, '') || session) AS sessions
        FROM events JOIN details USING (event_id)
        WHERE ${column} IS NOT NULL AND ${condition} AND ${where} GROUP BY 1 ORDER BY ${order}, 1`);
    const hassh = await detail("hassh");
    expect(await opened.column("hassh", "events")).toEqual(hassh.slice(0, 20).map(row => row.n));
    expect(await opened.column("hassh", "sessions")).toEqual(hassh.slice(0, 20).map(row => row.sessions));
    const commands = await detail("command");
    expect(await shown("commands", "command")).toEqual(commands.slice(0, 40).map(row => row.value));
    expect(await opened.column("commands", "sources")).toEqual(commands.slice(0, 40).map(row => row.sources));
    expect(await opened.total("commands")).toBe(commands.reduce((sum, row) => sum + Number(row.n), 0));
    const hashes = await detail("file_hash");
    const transfers = await opened.column("files", "events");
    expect(transfers.slice(0, hashes.length)).toEqual(hashes.slice(0, 30).map(row => row.n));
    const href = await opened.frame("files").locator('td[data-column="hunt"] a').first().getAttribute("href");
    expect(href).toContain(String(hashes[0]?.value));
    const ja3 = await detail("ja3", "event_type <> 'alert'", "bad DESC, n DESC");
    expect(await opened.column("ja3", "anomalous")).toEqual(ja3.slice(0, 20).map(row => Number(row.bad)));
    const agents = await detail(
      "http_user_agent",
      "event_type NOT IN ('alert', 'anomaly', 'fileinfo')",
      "bad DESC, n DESC"
    );
    expect(await opened.column("agents", "events")).toEqual(agents.slice(0, 30).map(row => row.n));
  });

  it("commands say what signatures recognise in them", async () => {
    const [found] = await sql(`
      SELECT command, string_agg(DISTINCT title, '|') AS titles, count(DISTINCT event_id) AS n FROM details
      JOIN signature_hits h USING (event_id) JOIN signatures s ON s.signature_id = h.signature_id
      WHERE field = 'command' GROUP BY 1 ORDER BY n DESC, 1 LIMIT 1`);
    const row = opened
      .frame("commands")
      .locator("tr", {hasText: String(found?.command)})
      .first();
    const meaning = await row.locator('td[data-column="meaning"]').textContent();
    for (const title of String(found?.titles).split("|")) expect(meaning).toContain(title);
  });

  it("flows add up to the anomalous events, and to all of them when asked", async () => {
    const anomalous = `SELECT count(*) FROM events WHERE severity <> 'none' AND ${where}`;
    expect(await opened.total("flows")).toBe(await site.native.number(anomalous));
    expect(await opened.total("usual")).toBe(await site.native.number(anomalous));
    const labels = opened.frame("flows").locator(".flow-labels text");
    const boxes = await labels.evaluateAll(texts =>
      texts.map(text => {
        const {x, y, bottom, right} = text.getBoundingClientRect();
        return {x, y, bottom, right};
      })
    );
    const overlapping = boxes.filter((a, i) =>
      boxes.some(
        (b, k) => k > i && a.x < b.right && b.x < a.right && a.y < b.bottom - 1 && b.y < a.bottom - 1
      )
    );
    expect(overlapping).toEqual([]);
    await opened.page.getByRole("button", {name: "All events"}).click();
    await settle(opened.page);
    expect(await opened.total("flows")).toBe(
      await site.native.number(`SELECT count(*) FROM events WHERE ${where}`)
    );
    await opened.frame("flows").locator(".as-table > summary").click();
    const [top] = await sql(`
      SELECT count(*) AS n FROM events e LEFT JOIN sources s ON s.address = e.source_ip
      WHERE app_protocol = 'DNS' AND s.site IS NOT NULL AND ${where}`);
    const row = opened.frame("flows").locator("tr", {hasText: "the campus"}).filter({hasText: "DNS"}).first();
    expect(await row.locator('td[data-column="events"]').getAttribute("data-value")).toBe(String(top?.n));
  });
});

it("what no chosen log measures reads so, in charts and lists", async () => {
  const opened = await open("?dataset=iscx");
  const text = await opened.frame("services").locator("svg").last().textContent();
  expect(text).toContain("not measured");
  for (const id of ["passwords", "commands", "hassh", "files", "agents", "ja3"]) {
    expect(await opened.frame(id).getAttribute("data-state")).toBe("not-measured");
    expect(await opened.frame(id).textContent()).toContain("Not measured in the chosen logs");
  }
  await opened.close();
});

it("filters hold, and the alerts about a source are one press away", async () => {
  const opened = await open("?dataset=cowrie&port=22");
  const where = `${within(site.native.overview.default)} AND dataset = 'cowrie' AND destination_port = 22`;
  expect(await opened.total("services")).toBe(
    await site.native.number(`SELECT count(*) FROM events WHERE ${where}`)
  );
  expect(await opened.total("commands")).toBe(
    await site.native.number(
      `SELECT count(*) FROM events JOIN details USING (event_id) WHERE command IS NOT NULL AND ${where}`
    )
  );
  const row = opened
    .frame("sources")
    .locator("tbody tr")
    .filter({has: opened.page.locator("a")})
    .first();
  const link = row.locator('td[data-column="alerts"] a');
  const {pathname, searchParams} = new URL((await link.getAttribute("href")) ?? "", opened.page.url());
  expect(pathname).toBe("/alerts.html");
  expect(searchParams.get("source")).toBe(await row.locator('td[data-column="address"]').textContent());
  expect(searchParams.get("dataset")).toBe("cowrie");
  await opened.close();
});
