import {readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import type {Page} from "playwright-core";
import {describe, expect, it} from "vitest";
import {openPage, waitUntil} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();

/** The page, its tab open and filled; the hidden tabs have not been drawn. */
async function open(search: string) {
  const opened = await openPage(site.browser, `${site.url}investigate.html${search}`);
  const {page} = opened;
  await filled(page);
  return {
    ...opened,
    async leave() {
      expect(await page.locator(".observablehq--error").allTextContents()).toEqual([]);
      expect(opened.errors).toEqual([]);
      expect(opened.foreignRequests).toEqual([]);
      await opened.close();
    }
  };
}

const pendingIn = (scope: string) =>
  `document.querySelectorAll('${scope} [data-state="loading"], ${scope} [data-state="updating"]').length === 0`;

async function filled(page: Page): Promise<void> {
  await waitUntil(
    page,
    `document.querySelector('.investigate-head[data-state="ready"], .investigate-start, .investigate-unknown')`
  );
  await waitUntil(
    page,
    `${pendingIn("[role=tabpanel]:not([hidden])")} && ${pendingIn(".investigate-start")}`
  );
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.locator(`#tab-${name}`).click();
  await filled(page);
}

const total = async (page: Page, id: string) =>
  Number(await page.getByTestId(`chart-${id}`).getAttribute("data-total"));
const figure = async (page: Page, name: string) =>
  Number(await page.locator(`[data-figure="${name}"]`).getAttribute("data-value"));
const column = (page: Page, id: string, key: string) =>
  page
    .getByTestId(`chart-${id}`)
    .locator(`td[data-column="${key}"]`)
    .evaluateAll(cells => cells.map(cell => Number((cell as HTMLElement).dataset.value)));

const gravity = "list_position(['low', 'medium', 'high', 'critical'], severity) DESC";

/** A visitor of honeypots whom signatures know, of whom other logs tell too. */
const visitor = async () => {
  const [row] = await site.native.rows(
    `SELECT attacker_ip AS address FROM alerts JOIN sources ON address = attacker_ip
     WHERE detector = 'payload' AND NOT is_private AND attacker_ip IN (SELECT source_ip FROM sessions WHERE commands > 3)
     GROUP BY ALL ORDER BY count(DISTINCT dataset) DESC, count(*) DESC, attacker_ip LIMIT 1`
  );
  return String(row?.address);
};

describe("a source", () => {
  it("is told in figures that native DuckDB gives, and its risk as bars that add up", async () => {
    const address = await visitor();
    const own = `(source_ip = '${address}' OR attacker_ip = '${address}')`;
    const {page, leave} = await open(`?address=${address}`);
    for (const [name, sql] of [
      ["events", `SELECT count(*) FROM events WHERE ${own}`],
      ["alerts", `SELECT count(*) FROM alerts WHERE attacker_ip = '${address}'`],
      ["blocked", `SELECT count(*) FROM events WHERE ${own} AND action = 'blocked'`],
      ["ports", `SELECT count(DISTINCT destination_port) FROM events WHERE ${own}`],
      [
        "targets",
        `SELECT count(DISTINCT if(attacker_ip = destination_ip, source_ip, destination_ip)) FROM events WHERE ${own}`
      ],
      ["sessions", `SELECT count(*) FROM sessions WHERE source_ip = '${address}'`]
    ] as const)
      expect(await figure(page, name), name).toBe(await site.native.number(sql));
    const risk = await site.native.number(`SELECT risk FROM risks WHERE address = '${address}'`);
    const bars = page.getByTestId("risk-bars");
    const points = await bars
      .locator("[data-points]")
      .evaluateAll(rows => rows.map(row => Number((row as HTMLElement).dataset.points)));
    expect(points.reduce((sum, value) => sum + value, 0)).toBeCloseTo(risk, 9);
    expect(await bars.locator("[data-total]").getAttribute("data-total")).toBe(String(risk));
    const place = await site.native.rows(`SELECT country FROM sources WHERE address = '${address}'`);
    expect(await page.getByTestId("summary-place").textContent()).toContain(String(place[0]?.country));
    await page.getByTestId("locator-map").waitFor();

    await openTab(page, "timeline");
    expect(await total(page, "source-lanes")).toBe(
      await site.native.number(`SELECT count(*) FROM events WHERE ${own}`)
    );
    const lanes = await page
      .locator("[data-lane]")
      .evaluateAll(nodes =>
        nodes.map(node => [
          (node as HTMLElement).dataset.lane,
          Number((node as HTMLElement).dataset.events),
          Number((node as HTMLElement).dataset.alerts)
        ])
      );
    const expected = await site.native.rows(
      `SELECT dataset, count(*) AS events, (SELECT count(*) FROM alerts a WHERE a.attacker_ip = '${address}' AND a.dataset = e.dataset) AS alerts
       FROM events e WHERE ${own} GROUP BY dataset ORDER BY dataset`
    );
    expect(lanes).toEqual(expected.map(row => [row.dataset, row.events, row.alerts]));
    const first = await site.native.rows(
      `SELECT coalesce(destination_port, -1) AS port FROM events WHERE ${own} AND destination_port IS NOT NULL ORDER BY event_time, event_id LIMIT 5`
    );
    expect((await column(page, "scope-events", "port")).slice(0, 5)).toEqual(first.map(row => row.port));
    await page.getByRole("button", {name: "An hour around it"}).click();
    await filled(page);
    expect(await total(page, "source-lanes")).toBeLessThanOrEqual(
      await site.native.number(`SELECT count(*) FROM events WHERE ${own}`)
    );
    expect(await page.getByTestId("timeline-range").textContent()).toMatch(/hour|minute/);

    await openTab(page, "payload");
    const sent = page.locator(".payloads > li").first();
    const event = await sent.getAttribute("data-event");
    const signatures = await sent
      .locator("[data-signature]")
      .evaluateAll(items => items.map(item => item.getAttribute("data-signature")));
    const field = await sent.getAttribute("data-field");
    const hits = await site.native.rows(
      `SELECT signature_id FROM signature_hits WHERE event_id = '${event}' AND field = '${field}' ORDER BY signature_id`
    );
    expect(hits.length).toBeGreaterThan(0);
    expect(signatures.toSorted()).toEqual(hits.map(row => row.signature_id));
    expect(await sent.locator("mark").count()).toBeGreaterThan(0);
    const [value] = await site.native.rows(
      `SELECT coalesce(command, payload, http_url) AS sent FROM details WHERE event_id = '${event}'`
    );
    if (field === "command") expect(await sent.locator("pre").first().textContent()).toBe(value?.sent);
    expect(await page.locator("#panel-payload script, #panel-payload img").count()).toBe(0);

    await openTab(page, "related");
    for (const [kind, select, most] of [
      [
        "hassh",
        "SELECT DISTINCT source_ip AS address, hassh AS evidence FROM sessions WHERE hassh IS NOT NULL",
        0.2
      ],
      [
        "credentials",
        "SELECT DISTINCT source_ip AS address, coalesce(username, '') || chr(31) || password AS evidence FROM events JOIN details USING (event_id) WHERE password IS NOT NULL AND source_ip IS NOT NULL",
        0.01
      ]
    ] as const) {
      const related = await site.native.number(
        `WITH everyone AS (${select}), known AS (SELECT evidence FROM everyone GROUP BY evidence
           HAVING count(*) <= greatest(5, floor((SELECT count(DISTINCT address) FROM everyone) * ${most})))
         SELECT count(DISTINCT address) FROM everyone WHERE address <> '${address}' AND evidence IN (FROM known)
           AND evidence IN (SELECT evidence FROM everyone WHERE address = '${address}')`
      );
      expect(await total(page, `related-${kind}`), kind).toBe(related);
    }
    const neighbours = address.replace(/[^.]*$/, "");
    expect(await total(page, "related-network")).toBe(
      await site.native.number(
        `SELECT count(*) FROM sources WHERE address LIKE '${neighbours}%' AND address <> '${address}'`
      )
    );

    await openTab(page, "raw");
    const lines = await page
      .locator(".raw-lines > li")
      .evaluateAll(items => items.map(item => item.getAttribute("data-event")));
    const strongest = await site.native.rows(
      `SELECT event_id FROM events WHERE ${own} ORDER BY list_position(['none', 'low', 'medium', 'high', 'critical'], severity) DESC,
         anomaly_score DESC NULLS LAST, event_time, event_id LIMIT 10`
    );
    expect(lines).toEqual(strongest.map(row => row.event_id));
    const [raw] = await site.native.rows(`SELECT raw FROM raw WHERE event_id = '${lines[0]}'`);
    const shown = await page.getByTestId("raw-line").first().textContent();
    if (!shown?.includes("holds a password")) expect(shown).toBe(raw?.raw);
    await leave();
  });

  it("types its worst session again, passwords hidden until shown, at the reader's speed", async () => {
    const [worst] = await site.native.rows(
      `SELECT session_id, source_ip, dataset, session FROM sessions ORDER BY rank LIMIT 1`
    );
    const {page, leave} = await open(`?address=${worst?.source_ip}&tab=session`);
    expect(await page.locator("[data-session]").first().getAttribute("data-session")).toBe(worst?.session_id);
    expect(Number(await page.locator("[data-sessions]").getAttribute("data-sessions"))).toBe(
      await site.native.number(`SELECT count(*) FROM sessions WHERE source_ip = '${worst?.source_ip}'`)
    );
    const typed = await site.native.rows(
      `SELECT command FROM events JOIN details USING (event_id) WHERE dataset = '${worst?.dataset}' AND session = '${worst?.session}'
         AND event_type = 'cowrie.command.input' ORDER BY event_time`
    );
    const terminal = page.getByTestId("terminal");
    const commands = () =>
      terminal
        .locator('li[data-kind="command"]:not([hidden]) .log-text')
        .evaluateAll(nodes => nodes.map(node => node.textContent).filter((_, i) => i >= 0));
    const all = await commands();
    for (const {command} of typed) expect(all).toContain(command);
    const [secret] = await site.native.rows(
      `SELECT password FROM events JOIN details USING (event_id) WHERE session = '${worst?.session}' AND length(password) > 3 ORDER BY event_time LIMIT 1`
    );
    if (secret !== undefined) {
      expect(await terminal.textContent()).not.toContain(` with ${secret.password}`);
      await page.getByTestId("terminal-secrets").click();
      expect(await terminal.textContent()).toContain(` with ${secret.password}`);
    }
    await page.getByLabel("Speed").selectOption("16");
    await page.getByTestId("terminal-play").click();
    await waitUntil(
      page,
      `/^[01] of/.test(document.querySelector('[data-testid="terminal-says"]').textContent) || document.querySelectorAll('.terminal-screen li[hidden]').length > 0`
    );
    await page.getByRole("button", {name: "Jump to the end"}).click();
    expect(await commands()).toEqual(all);
    await leave();
  });
});

describe("an incident", () => {
  it("of many sources tells of all, or of the one chosen; its findings and advice are native DuckDB's", async () => {
    const [row] = await site.native.rows(
      `SELECT incident_id FROM incidents WHERE sources BETWEEN 20 AND 400 AND len(string_split(detectors, ',')) > 1 ORDER BY ${gravity}, incident_id LIMIT 1`
    );
    const id = row?.incident_id;
    const {page, leave} = await open(`?incident=${id}&tab=findings`);
    const groups = await site.native.rows(
      `SELECT detector, finding, severity, count(*) AS told FROM alerts WHERE incident_id = '${id}'
       GROUP BY detector, finding, severity ORDER BY ${gravity}, min(finding_alerts), told DESC, detector, finding`
    );
    expect(await column(page, "findings", "alerts")).toEqual(groups.map(group => group.told));
    const [busiest] = await site.native.rows(
      `SELECT attacker_ip AS address, count(*) AS alerts FROM alerts WHERE incident_id = '${id}' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`
    );
    await page.getByTestId("source-choice").selectOption(String(busiest?.address));
    await filled(page);
    expect(await total(page, "findings")).toBe(busiest?.alerts);
    expect(new URL(page.url()).searchParams.get("of")).toBe(busiest?.address);
    await page.getByTestId("source-choice").selectOption("");

    await page.locator("#tab-findings").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Home");
    await filled(page);
    expect(new URL(page.url()).searchParams.get("tab")).toBe("summary");
    const events = `SELECT count(*) FROM events WHERE source_ip IN (SELECT attacker_ip FROM alerts WHERE incident_id = '${id}')
      OR attacker_ip IN (SELECT attacker_ip FROM alerts WHERE incident_id = '${id}')`;
    expect(await figure(page, "events")).toBe(await site.native.number(events));

    await openTab(page, "recommendations");
    const [advice] = await site.native.rows(
      `SELECT recommendation, meaning FROM incidents WHERE incident_id = '${id}'`
    );
    const text = await page.getByTestId("advice").textContent();
    expect(text).toContain(String(advice?.recommendation));
    expect(text).toContain(String(advice?.meaning));
    await leave();
  });
});

describe("an alert", () => {
  it("is explained soon after its tab is opened, by parts that add up to the published score", async () => {
    const [row] = await site.native.rows(
      `SELECT alert_id, event_id, anomaly_score FROM alerts WHERE detector = 'knn' ORDER BY ${gravity}, anomaly_score DESC, alert_id LIMIT 1`
    );
    const {page, leave} = await open(`?alert=${row?.alert_id}`);
    await openTab(page, "explanation");
    const sum = await site.native.number(
      `SELECT sum(contribution) FROM explanations WHERE event_id = '${row?.event_id}' AND detector = 'knn' AND feature <> 'base'`
    );
    expect(await total(page, "own-parts")).toBeCloseTo(sum, 9);
    await page.locator(".alert-fold > summary", {hasText: "How it adds up"}).first().click();
    expect(await page.getByTestId("own-check").getAttribute("data-agrees")).toBe("true");
    const scored = await site.native.number(
      `SELECT count(DISTINCT event_id) FROM alerts WHERE attacker_ip = (SELECT attacker_ip FROM alerts WHERE alert_id = '${row?.alert_id}')`
    );
    expect(await page.getByLabel("Event to explain").locator("option").count()).toBe(Math.min(50, scored));
    await leave();
  });
});

describe("intelligence", () => {
  it("lists the indicators that its events hit and the beacons that it takes part in", async () => {
    const [row] = await site.native.rows(
      `SELECT source_ip AS address FROM beacons WHERE is_beacon AND source_ip IN (SELECT source_ip FROM events JOIN indicator_hits USING (event_id))
       ORDER BY calls DESC LIMIT 1`
    );
    const {page, leave} = await open(`?address=${row?.address}&tab=intelligence`);
    const own = `(source_ip = '${row?.address}' OR attacker_ip = '${row?.address}')`;
    expect(await total(page, "list-hits")).toBe(
      await site.native.number(
        `SELECT count(*) FROM indicator_hits JOIN events USING (event_id) WHERE ${own}`
      )
    );
    expect(await total(page, "scope-beacons")).toBe(
      await site.native.number(
        `SELECT sum(calls)::BIGINT FROM beacons WHERE source_ip = '${row?.address}' OR destination_ip = '${row?.address}'`
      )
    );
    expect(await page.getByTestId("chart-asked-names").locator("tbody tr").count()).toBeGreaterThan(0);
    const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    await page.evaluate(source);
    const serious = await page.evaluate(async () => {
      const {axe} = globalThis as unknown as {
        axe: {run(): Promise<{violations: {id: string; impact: string; nodes: {html: string}[]}[]}>};
      };
      const {violations} = await axe.run();
      return violations
        .filter(({impact}) => impact === "serious" || impact === "critical")
        .map(({id, nodes}) => `${id}: ${nodes[0]?.html}`);
    });
    expect(serious).toEqual([]);
    await leave();
  });
});

describe("without a subject", () => {
  it("lists the gravest of each kind, and finds what is typed or says that nothing is known of it", async () => {
    const {page, leave} = await open("");
    const ids = await page
      .getByTestId("chart-start-source")
      .locator("[data-id]")
      .evaluateAll(links => links.map(link => link.getAttribute("data-id")));
    const riskiest = await site.native.rows(
      "SELECT address FROM risks ORDER BY risk DESC, alerts DESC, address LIMIT 5"
    );
    expect(ids).toEqual(riskiest.map(row => row.address));
    for (const kind of ["incident", "campaign", "alert"]) expect(await total(page, `start-${kind}`)).toBe(5);
    const field = page.getByLabel("Address or id");
    await field.fill("<img src=x onerror=alert(1)>");
    await field.press("Enter");
    const said = page.getByTestId("investigate-said");
    await expect
      .poll(() => said.textContent())
      .toContain("Nothing in these data has the address or id <img src=x onerror=alert(1)>");
    expect(await said.locator("img").count()).toBe(0);
    expect(await said.locator("a").getAttribute("href")).toContain("hunt.html?q=%3Cimg");
    await field.fill(String(ids[0]));
    await field.press("Enter");
    await page.waitForURL("**/investigate.html?address=*");
    await filled(page);
    await leave();
  });

  it("that is known, a sentence says so and offers to hunt", async () => {
    const {page, leave} = await open("?incident=%3Cscript%3Enonsense");
    expect(await page.getByTestId("investigate-unknown").textContent()).toContain(
      "Nothing in these data has the address or id <script>nonsense"
    );
    await leave();
  });
});
