import type {Page} from "playwright-core";
import {describe, expect, it} from "vitest";
import type {TimeRange} from "../../src/engine/selection.js";
import {openPage, settle} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();

const open = (search = "") => visit(site.browser, `${site.url}incidents.html${search}`);

const searchOf = ({from, to}: TimeRange) =>
  `?from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;

const overlaps = ({from, to}: TimeRange, of = "") =>
  `${of}first_time < epoch_ms(${to}) AND ${of}last_time >= epoch_ms(${from})`;

const gravity = "list_position(['low', 'medium', 'high', 'critical'], severity) DESC";
const gravestFirst = `${gravity}, coalesce(succeeded, false) DESC, length(detectors) - length(replace(detectors, ',', '')) DESC, last_time DESC, incident_id`;

const nativeIds = async (where: string, order = gravestFirst, limit = 15, offset = 0) =>
  (
    await site.native.rows(
      `SELECT incident_id FROM incidents WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`
    )
  ).map(row => row.incident_id);

const shown = (page: Page) =>
  page
    .locator(".incident-browser tbody tr")
    .evaluateAll(rows => rows.map(row => row.getAttribute("data-incident")));

/** A window in the middle of the data. */
function twoDays(): TimeRange {
  const {from, to} = site.native.overview.data;
  const middle = Math.floor((from + to) / 2 / 3_600_000) * 3_600_000;
  return {from: middle - 86_400_000, to: middle + 86_400_000};
}

async function opened(page: Page): Promise<void> {
  await page.getByTestId("incident-panel").waitFor();
  await settle(page);
}

describe("incidents", () => {
  it("are those that overlap the window, the gravest first, fifteen to a page", async () => {
    for (const window of [site.native.overview.default, twoDays()]) {
      const visited = await open(searchOf(window));
      const where = overlaps(window);
      const alerts = `SELECT coalesce(sum(alerts), 0)::BIGINT FROM incidents WHERE ${where}`;
      expect(await visited.total("incidents")).toBe(await site.native.number(alerts));
      expect(await shown(visited.page)).toEqual(await nativeIds(where));
      await visited.page.getByRole("button", {name: "Next"}).click();
      expect(await shown(visited.page)).toEqual(await nativeIds(where, gravestFirst, 15, 15));
      await visited.close();
    }
  });

  it("are told in the headline, with the gravest of them and what to do first", async () => {
    const visited = await open();
    const where = overlaps(site.native.overview.default);
    const [counts] = await site.native.rows(
      `SELECT count(*) AS incidents, count(*) FILTER (severity IN ('critical', 'high')) AS grave,
         count(DISTINCT campaign_id) AS campaigns FROM incidents WHERE ${where}`
    );
    const headline = visited.page.getByTestId("incidents-finding");
    expect(await headline.textContent()).toContain(
      `${counts?.incidents} incidents, ${counts?.grave} at high or above, in ${counts?.campaigns} campaigns.`
    );
    const [id] = await nativeIds(where, gravestFirst, 1);
    const [gravest] = await site.native.rows(
      `SELECT title, recommendation FROM incidents WHERE incident_id = '${id}'`
    );
    expect(await visited.page.getByTestId("gravest").textContent()).toBe(gravest?.title);
    expect(await headline.textContent()).toContain(String(gravest?.recommendation));
    await visited.page.getByTestId("gravest").locator("a").click();
    await opened(visited.page);
    expect(new URL(visited.page.url()).searchParams.get("incident")).toBe(id);
    await visited.close();
  });

  it("follow the severity, and the dataset and source of their alerts", async () => {
    const window = site.native.overview.default;
    const [alert] = await site.native.rows(
      `SELECT dataset, attacker_ip FROM alerts WHERE attacker_ip IS NOT NULL ORDER BY severity, alert_id LIMIT 1`
    );
    const {dataset, attacker_ip} = alert ?? {};
    for (const [search, where] of [
      ["?severity=high,medium", "severity IN ('high', 'medium')"],
      [
        `?dataset=${dataset}&source=${attacker_ip}`,
        `EXISTS (SELECT 1 FROM alerts a WHERE a.incident_id = incidents.incident_id AND a.dataset = '${dataset}'
          AND '${attacker_ip}' IN (a.source_ip, a.attacker_ip))`
      ]
    ] as const) {
      const visited = await open(search);
      const expected = `${overlaps(window)} AND ${where}`;
      expect(await shown(visited.page), search).toEqual(await nativeIds(expected));
      await visited.close();
    }
  });

  it("are searched, and put in another order", async () => {
    const visited = await open();
    const where = overlaps(site.native.overview.default);
    await visited.page.getByLabel("Order of incidents").selectOption("most events first");
    expect(await visited.column("incidents", "events")).toEqual(
      (
        await site.native.rows(`SELECT events FROM incidents WHERE ${where} ORDER BY events DESC LIMIT 15`)
      ).map(row => row.events)
    );
    const [attacker] = await site.native.rows(
      `SELECT attacker_ip, count(*) AS incidents FROM incidents WHERE ${where} AND attacker_ip IS NOT NULL
       GROUP BY ALL ORDER BY incidents DESC, attacker_ip LIMIT 1`
    );
    await visited.page.getByLabel("Search incidents").fill(String(attacker?.attacker_ip));
    const found = await shown(visited.page);
    expect(found.length).toBeGreaterThan(0);
    const own = await nativeIds(`${where} AND attacker_ip = '${attacker?.attacker_ip}'`, gravestFirst, 1000);
    for (const id of own.slice(0, 5)) expect(found).toContain(id);
    await visited.close();
  });

  it("are sorted by a header, and back in an order of their own when one is chosen", async () => {
    const visited = await open();
    const where = overlaps(site.native.overview.default);
    const header = visited.frame("incidents").getByRole("button", {name: /^Events/});
    for (const direction of ["DESC", "ASC"]) {
      await header.click();
      const rows = await site.native.rows(
        `SELECT events FROM incidents WHERE ${where} ORDER BY events ${direction} LIMIT 15`
      );
      expect(await visited.column("incidents", "events"), direction).toEqual(rows.map(row => row.events));
    }
    await visited.page.getByLabel("Order of incidents").selectOption("gravest first");
    expect(await shown(visited.page)).toEqual(await nativeIds(where));
    await visited.close();
  });

  it("of a window without data are none, said in sentences", async () => {
    const visited = await open("?from=2190-01-01&to=2190-01-02");
    expect(await visited.page.getByTestId("incidents-finding").textContent()).toContain(
      "No incidents in this selection."
    );
    for (const id of ["campaigns", "incidents", "risks"])
      expect(await visited.frame(id).getAttribute("data-state"), id).toBe("empty");
    await visited.close();
  });
});

describe("campaigns", () => {
  it("are those of the window's incidents, each whole, and list their incidents when chosen", async () => {
    const window = twoDays();
    const visited = await open(searchOf(window));
    const selected = `campaign_id IN (SELECT campaign_id FROM incidents WHERE ${overlaps(window)})`;
    expect(await visited.total("campaigns")).toBe(
      await site.native.number(`SELECT count(*) FROM incidents WHERE ${selected}`)
    );
    const more = visited.frame("campaigns").locator(".table-more").last();
    if (await more.isVisible()) await more.click();
    const ids = await visited
      .frame("campaigns")
      .locator("[data-campaign]")
      .evaluateAll(cards => cards.map(card => card.getAttribute("data-campaign")));
    const expected = await site.native.rows(
      `SELECT campaign_id FROM campaigns WHERE ${selected} ORDER BY ${gravity},
         length(stages) - length(replace(stages, 'first_time', '')) DESC, incidents DESC, first_time, campaign_id`
    );
    expect(ids).toEqual(expected.map(row => row.campaign_id));
    const card = visited.frame("campaigns").locator("[data-campaign]").first();
    const members = (
      await site.native.rows(
        `SELECT incident_id FROM incidents WHERE campaign_id = '${ids[0]}' ORDER BY first_time, incident_id`
      )
    ).map(row => row.incident_id);
    expect(await card.locator(".campaign-bars a").count()).toBe(members.length);
    await card.locator(".campaign-choose").click();
    const stages = await site.native.number(
      `SELECT count(DISTINCT coalesce(tactic, '')) FROM incidents WHERE campaign_id = '${ids[0]}'`
    );
    expect(await card.locator("[data-stage]").count()).toBe(stages);
    const listed = await card
      .locator(".campaign-members a[data-incident]")
      .evaluateAll(links => links.map(link => link.getAttribute("data-incident")));
    expect(listed).toEqual(members);
    await card.locator(".campaign-members a[data-incident]").first().click();
    await opened(visited.page);
    expect(new URL(visited.page.url()).searchParams.get("incident")).toBe(members[0]);
    await visited.close();
  });

  it("lead from a bar of their timeline to its incident", async () => {
    const visited = await open();
    const bar = visited.frame("campaigns").locator(".campaign-bars a").last();
    const href = (await bar.getAttribute("href")) ?? (await bar.getAttribute("xlink:href")) ?? "";
    await bar.dispatchEvent("click");
    await opened(visited.page);
    const id = new URL(href, visited.page.url()).searchParams.get("incident");
    expect(id).not.toBeNull();
    expect(await visited.page.getByTestId("incident-panel").getAttribute("data-incident")).toBe(id);
    await visited.close();
  });
});

describe("an incident", () => {
  it("opens by keyboard, says what it means and what to do, and counts its alerts over time", async () => {
    const visited = await open();
    const link = visited.page.locator(".incident-browser tbody a").first();
    const id = await link.getAttribute("data-incident");
    await link.focus();
    await visited.page.keyboard.press("Enter");
    await opened(visited.page);
    const [row] = await site.native.rows(
      `SELECT meaning, recommendation, alerts, detectors FROM incidents WHERE incident_id = '${id}'`
    );
    const panel = visited.page.getByTestId("incident-panel");
    expect(await panel.textContent()).toContain(String(row?.meaning));
    expect(await visited.page.getByTestId("incident-advice").textContent()).toContain(
      String(row?.recommendation)
    );
    expect(await visited.total(`incident-time-${id}`)).toBe(row?.alerts);
    const alerts = `SELECT count(*) FROM alerts WHERE incident_id = '${id}'`;
    expect(row?.alerts).toBe(await site.native.number(alerts));
    expect(await visited.total(`incident-alerts-${id}`)).toBe(Math.min(20, Number(row?.alerts)));
    await visited.page.keyboard.press("Escape");
    await expect.poll(() => new URL(visited.page.url()).search).toBe("");
    await visited.close();
  });

  it("opens from its address whatever is selected, and leads to its alerts, its window and its campaign", async () => {
    const [row] = await site.native.rows(
      `SELECT incident_id, campaign_id, attacker_ip, epoch_ms(first_time) AS from_ms FROM incidents
       WHERE attacker_ip IS NOT NULL AND campaign_id IN (SELECT campaign_id FROM campaigns WHERE incidents > 1)
       ORDER BY incident_id LIMIT 1`
    );
    const visited = await open(`?incident=${row?.incident_id}&severity=low`);
    await opened(visited.page);
    const panel = visited.page.getByTestId("incident-panel");
    const timeline = panel.getByText("this window on the Timeline");
    await timeline.hover();
    const {searchParams} = new URL((await timeline.getAttribute("href")) ?? "", visited.page.url());
    const from = Date.parse(searchParams.get("from") ?? "");
    expect(from).toBeLessThanOrEqual(Number(row?.from_ms));
    expect(Number(row?.from_ms) - from).toBeLessThan(60_000);
    expect(searchParams.get("severity")).toBeNull();

    const campaign = visited.page.getByTestId("incident-campaign");
    const others = (
      await site.native.rows(
        `SELECT incident_id FROM incidents WHERE campaign_id = '${row?.campaign_id}' AND incident_id <> '${row?.incident_id}'
         ORDER BY first_time, incident_id`
      )
    ).map(other => other.incident_id);
    const listed = await campaign
      .locator("a[data-incident]")
      .evaluateAll(links => links.map(link => link.getAttribute("data-incident")));
    expect(listed).toEqual(others);
    await campaign.locator("a[data-incident]").first().click();
    await visited.page.locator(`[data-testid="incident-panel"][data-incident="${others[0]}"]`).waitFor();

    const alert = visited.page.getByTestId("incident-panel").locator("a[data-alert]").first();
    await alert.click();
    await visited.page.waitForURL("**/alerts.html?*alert=*");
    await visited.page.getByTestId("alert-panel").waitFor();
    await visited.close();
  });

  it("names the accounts and hosts that it got into, and whom it was against", async () => {
    const [row] = await site.native.rows(
      `SELECT incident_id, attacker_ip, epoch_ms(first_time) AS from_ms, epoch_ms(last_time) AS to_ms
       FROM incidents WHERE succeeded AND attacker_ip IS NOT NULL ORDER BY ${gravestFirst} LIMIT 1`
    );
    const visited = await open(`?incident=${row?.incident_id}`);
    await opened(visited.page);
    const about = visited.page.locator('[data-testid="incident-about"][data-state="ready"]');
    await about.waitFor();
    const logins = await site.native.rows(
      `SELECT username, coalesce(destination_ip, sensor) AS host, min(event_time) AS time FROM events
       WHERE source_ip = '${row?.attacker_ip}' AND event_type IN ('login.accepted', 'vpn.connected')
         AND event_time BETWEEN epoch_ms(${row?.from_ms}) AND epoch_ms(${row?.to_ms}) + INTERVAL 1 HOUR
       GROUP BY ALL ORDER BY time, username, host LIMIT 10`
    );
    expect(logins.length).toBeGreaterThan(0);
    const shownLogins = await about.locator("[data-login]").allTextContents();
    expect(shownLogins.length).toBe(logins.length);
    for (const [i, {username, host}] of logins.entries())
      expect(shownLogins[i]).toContain(`${username} on ${host}, from ${row?.attacker_ip}`);
    expect(await about.locator("[data-target]").count()).toBeGreaterThan(0);
    await visited.close();
  });

  it("shows the risk of its source as the sum of its parts", async () => {
    const [row] = await site.native.rows(
      `SELECT incident_id, attacker_ip FROM incidents JOIN risks ON address = attacker_ip ORDER BY risk DESC, incident_id LIMIT 1`
    );
    const visited = await open(`?incident=${row?.incident_id}`);
    await opened(visited.page);
    const risk = await site.native.number(`SELECT risk FROM risks WHERE address = '${row?.attacker_ip}'`);
    const box = visited.page.getByTestId("risk-of");
    expect(await box.textContent()).toContain(`Risk ${risk.toFixed(1)} of 100`);
    const points = await box
      .locator("[data-part]")
      .evaluateAll(parts => parts.map(part => Number((part as HTMLElement).dataset.points)));
    expect(points.reduce((sum, value) => sum + value, 0)).toBeCloseTo(risk, 9);
    await visited.close();
  });

  it("that does not exist is said not to", async () => {
    const visited = await open("?incident=nonsense");
    await expect.poll(() => visited.page.locator("dialog").textContent()).toContain("No incident has the id");
    await visited.close();
  });
});

describe("risk", () => {
  it("ranks the sources seen in the window, each as the sum of its parts", async () => {
    const window = twoDays();
    const visited = await open(searchOf(window));
    const expected = await site.native.rows(
      `SELECT address, risk, alerts FROM risks WHERE ${overlaps(window)} ORDER BY risk DESC, alerts DESC, address LIMIT 12`
    );
    expect(await visited.column("risks", "risk")).toEqual(expected.map(row => row.risk));
    expect(await visited.column("risks", "alerts")).toEqual(expected.map(row => row.alerts));
    const sums = await visited
      .frame("risks")
      .locator(".risk-bar")
      .evaluateAll(bars =>
        bars.map(bar =>
          [...bar.querySelectorAll<HTMLElement>("[data-part]")].reduce(
            (sum, part) => sum + Number(part.dataset.points),
            0
          )
        )
      );
    for (const [i, sum] of sums.entries()) expect(sum).toBeCloseTo(Number(expected[i]?.risk), 9);
    const title = await visited.frame("risks").locator("h3").textContent();
    const grave = await site.native.number(
      `SELECT count(*) FROM risks WHERE threat_level IN ('critical', 'high') AND ${overlaps(window)}`
    );
    if (grave > 0) expect(title).toContain(`${grave.toLocaleString("en-US")} of `);
    await visited.close();
  });

  it("of sites is native DuckDB's, and a source leads to its alerts", async () => {
    const visited = await open();
    const sites = await site.native.rows(
      "SELECT risk, targets FROM site_risks ORDER BY risk DESC, incidents DESC, site"
    );
    expect(await visited.column("sites", "risk")).toEqual(sites.map(row => row.risk));
    expect(await visited.column("sites", "targets")).toEqual(sites.map(row => row.targets));
    const link = visited.frame("risks").locator("a[data-source]").first();
    const source = await link.getAttribute("data-source");
    await link.click();
    await visited.page.waitForURL(`**/alerts.html?*source=${source}*`);
    await visited.close();
  });
});

describe("patterns", () => {
  const fold = (page: Page, id: string) => page.locator(`[data-fold="${id}"] > summary`);

  it("beacons open with their scores, and show when the chosen pair called", async () => {
    const visited = await open();
    await fold(visited.page, "beacons").click();
    await settle(visited.page);
    const expected = await site.native.rows(
      `SELECT pair_id, calls, rita_score, reason FROM beacons
       ORDER BY is_beacon DESC, (allowed_by IS NOT NULL)::INTEGER, threat DESC, calls DESC, pair_id`
    );
    expect(expected.length).toBeGreaterThan(1);
    expect(await visited.column("beacons", "calls")).toEqual(expected.map(row => row.calls));
    expect(await visited.total("beacons")).toBe(
      await site.native.number("SELECT sum(calls)::BIGINT FROM beacons")
    );
    const detail = visited.page.getByTestId("beacon-detail");
    expect(await detail.getAttribute("data-pair")).toBe(expected[0]?.pair_id);
    await visited.frame("beacons").locator(".finding").nth(1).click();
    expect(await detail.getAttribute("data-pair")).toBe(expected[1]?.pair_id);
    expect(await detail.textContent()).toContain(String(expected[1]?.reason));
    expect(await detail.locator("svg").count()).toBeGreaterThan(0);
    await visited.close();
  });

  it("sequences underline the steps that surprise", async () => {
    const visited = await open();
    await fold(visited.page, "sequences").click();
    await settle(visited.page);
    const alerting = await site.native.number("SELECT count(*) FROM sequences WHERE level > 0");
    const text = await fold(visited.page, "sequences").textContent();
    expect(text).toContain(`${alerting === 0 ? "none" : alerting.toLocaleString("en-US")} of `);
    expect(await visited.frame("sequences").locator(".sequence u").count()).toBeGreaterThan(0);
    await visited.close();
  });

  it("lists and what of them was seen are counted as native DuckDB counts them", async () => {
    const visited = await open();
    await fold(visited.page, "lists").click();
    await fold(visited.page, "list-hits").click();
    await settle(visited.page);
    expect(await visited.column("lists", "events_hit")).toEqual(
      (await site.native.rows("SELECT events_hit FROM indicator_lists ORDER BY events_hit DESC")).map(
        row => row.events_hit
      )
    );
    const hits = await site.native.rows(
      `SELECT count(DISTINCT event_id) AS events FROM indicator_hits GROUP BY list, kind, indicator, line ORDER BY events DESC`
    );
    expect(hits.length).toBeGreaterThan(0);
    expect(await visited.column("list-hits", "events")).toEqual(hits.map(row => row.events));
    await visited.close();
  });
});

it("masks the campus's addresses over recorded data until they are shown", async () => {
  const context = await site.browser.newContext();
  await context.route(/\/site\.[^/]*json$/, async route => {
    const response = await route.fetch();
    const published = (await response.json()) as object;
    await route.fulfill({response, json: {...published, origin: "recorded"}});
  });
  const page = await context.newPage();
  const [row] = await site.native.rows(
    `SELECT incident_id, attacker_ip FROM incidents WHERE attacker_ip LIKE '10.%' ORDER BY severity, incident_id LIMIT 1`
  );
  await page.goto(`${site.url}incidents.html?incident=${row?.incident_id}`);
  await opened(page);
  const campus = new RegExp(`\\b${String(row?.attacker_ip).replaceAll(".", "\\.")}\\b`);
  expect(await page.getByTestId("incident-panel").textContent()).not.toMatch(campus);
  await page.keyboard.press("Escape");
  for (const summary of await page.locator(".fold > summary").all()) await summary.click();
  for (const button of await page.locator(".campaign-choose").all()) await button.click();
  await settle(page);
  const text = () => page.locator("#observablehq-main").textContent();
  expect(await text()).toContain("•••.");
  expect(await text()).not.toMatch(/\b10\.\d+\.\d+\.\d+/);
  await page.getByLabel("Show campus addresses").check();
  await settle(page);
  expect(await text()).toMatch(/\b10\.\d+\.\d+\.\d+/);
  await context.close();
});

it("fits a screen of 390 pixels, its panel and its open folds too", async () => {
  const {page, errors, close} = await openPage(site.browser, `${site.url}incidents.html`, {width: 390});
  await page.locator("[data-chart]").first().waitFor();
  await settle(page);
  for (const summary of await page.locator(".fold > summary").all()) await summary.click();
  await settle(page);
  const wider = () =>
    page
      .locator(".frame-body, dialog[open], body")
      .evaluateAll(boxes =>
        boxes.filter(box => box.scrollWidth > box.clientWidth).map(box => box.className || box.tagName)
      );
  expect(await wider()).toEqual([]);
  // Of a chosen beacon is told below its own card, not below all of them.
  const beacon = page.locator('[data-chart="beacons"] .finding').nth(1);
  await beacon.click();
  const card = await beacon.evaluate(button => button.closest("tr")?.nextElementSibling?.className);
  expect(card).toBe("beacon-holder");
  expect(await page.locator(".beacon-holder").count()).toBe(1);
  expect(await wider()).toEqual([]);
  await page.locator(".incident-browser tbody tr").first().click();
  await opened(page);
  expect(await wider()).toEqual([]);
  expect(errors).toEqual([]);
  await close();
});
