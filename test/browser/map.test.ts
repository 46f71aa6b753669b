import {countries} from "countries-list";
import type {Page} from "playwright-core";
import {afterEach, describe, expect, it} from "vitest";
import {within} from "./native.js";
import {settle} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";
import {type Visit, visit} from "./visit.js";

const site = useTestedSite();
let opened: Visit | undefined;

afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

async function open(address = ""): Promise<Page> {
  opened = await visit(site.browser, `${site.url}map.html${address}`);
  return opened.page;
}

/** Key, events, blocked, suspicious, addresses and alerts of each row of the table. */
async function tableOf(page: Page): Promise<unknown[][]> {
  return page.locator('[data-chart="places"] tbody tr').evaluateAll(rows =>
    rows.map(row => {
      const value = (name: string) => {
        const text = row.querySelector<HTMLElement>(`[data-column="${name}"]`)?.dataset.value;
        return text === undefined ? null : Number(text);
      };
      const numbers = ["events", "blocked", "suspicious", "addresses", "alerts"].map(value);
      return [(row as HTMLElement).dataset.key, ...numbers];
    })
  );
}

/** Continents by M49, which counts Russia to Europe and Cyprus to Asia. */
const continentNames = {
  ...{AF: "africa", AN: "antarctica", AS: "asia", EU: "europe"},
  ...{NA: "north-america", OC: "oceania", SA: "south-america"}
};
const moved: Readonly<Record<string, string>> = {RU: "europe", CY: "asia"};
const continentSql = `CASE ${Object.entries(countries)
  .map(
    ([code, {continent}]) =>
      `WHEN country_code = '${code}' THEN '${moved[code] ?? continentNames[continent]}'`
  )
  .join(" ")} END`;

const countrySql = "CASE WHEN place_from = 'campus' THEN 'campus' ELSE coalesce(country_code, '') END";
const suspicious = "events.severity IN ('medium', 'high', 'critical')";
const anomalous = "events.severity <> 'none'";
const window = () => within(site.native.overview.default);

interface Count {
  /** SQL over `sources` for a row's key. */
  readonly key: string;
  readonly events?: string;
  readonly alerts?: string;
}

/** The same in native DuckDB: of events and alerts that fulfil conditions beside the default window. */
async function count({key, events = "true", alerts = "true"}: Count): Promise<unknown[][]> {
  const rows = await site.native.rows(`
    WITH counted AS (
      SELECT ${key} AS key, count(*) AS events, count(*) FILTER (action = 'blocked') AS blocked,
        count(*) FILTER (${suspicious}) AS suspicious, count(DISTINCT source_ip) AS addresses
      FROM events LEFT JOIN sources ON source_ip = address WHERE ${window()} AND ${events} GROUP BY 1
    ), alerted AS (
      SELECT ${key} AS key, count(*) AS alerts
      FROM alerts LEFT JOIN sources ON source_ip = address WHERE ${window()} AND ${alerts} GROUP BY 1
    )
    SELECT counted.*, coalesce(alerts, 0) AS alerts FROM counted LEFT JOIN alerted USING (key)
    WHERE key IS NOT NULL ORDER BY events DESC, key`);
  return rows.map(row => [row.key, row.events, row.blocked, row.suspicious, row.addresses, row.alerts]);
}

/** Rows of places on the map; the table has no addresses for the others, which stand last. */
const onMap = (rows: unknown[][]) => rows.filter(([key]) => key !== "" && key !== "campus");
const outside = (rows: unknown[][]) =>
  rows
    .filter(([key]) => key === "" || key === "campus")
    .map(row => row.toSpliced(4, 1))
    .sort();
const figure = async (page: Page, id: string) =>
  Number(await page.getByTestId(`kpi-map-${id}`).getAttribute("data-value"));
const sum = (rows: unknown[][], column: number) =>
  rows.reduce((total, row) => total + Number(row[column]), 0);
const status = (page: Page) => page.getByTestId("map-status").textContent();

/** Labels that do not overlap, at both widths, and a banner that stays in view. */
async function expectTidy(page: Page): Promise<void> {
  for (const width of [390, 1280]) {
    await page.setViewportSize({width, height: 900});
    await page.waitForTimeout(300);
    const boxes = await page
      .locator(".map-labels text")
      .evaluateAll(labels => labels.map(label => label.getBoundingClientRect().toJSON() as DOMRect));
    expect(boxes.length).toBeGreaterThan(5);
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const isApart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect(isApart).toBe(true);
      }
    }
  }
  await page.evaluate("scrollTo(0, document.querySelector('.map-halves').offsetTop + 200)");
  const top = (await page.getByTestId("map-status").boundingBox())?.y ?? 0;
  expect(top).toBeGreaterThan(40);
  expect(top).toBeLessThan(100);
}

describe("the map's numbers are native DuckDB's over events joined with sources", () => {
  it("where it opens: on the countries of the continent with the most suspicious events", async () => {
    const page = await open();
    const [[continent] = []] = (await count({key: continentSql, events: suspicious})).filter(
      ([key]) => key !== ""
    );
    const inside = `${continentSql} = '${continent}'`;
    const expected = await count({key: countrySql, events: `${anomalous} AND ${inside}`, alerts: inside});
    expect(await tableOf(page)).toEqual(onMap(expected));
    expect(await figure(page, "events")).toBe(sum(onMap(expected), 1));
    expect(await figure(page, "addresses")).toBe(sum(onMap(expected), 4));
    expect(await figure(page, "countries")).toBe(onMap(expected).length);
    expect(await figure(page, "alerts")).toBe(sum(onMap(expected), 5));
    expect(await status(page)).toContain(
      `by country: ${sum(onMap(expected), 1).toLocaleString("en-US")} anomalous events`
    );
    // How much of everything is in view comes first.
    const placed = sum(onMap(await count({key: countrySql, events: anomalous})), 1);
    const share = (sum(onMap(expected), 1) / placed).toLocaleString("en-US", {
      style: "percent",
      maximumFractionDigits: 1
    });
    expect(await status(page)).toContain(`: ${share} of all anomalous events that have a place.`);
    expect(new URL(page.url()).hash).toBe("");
  });

  it("for the whole world, whichever switch is on, in the bubbles as in the table and by severity", async () => {
    const page = await open();
    await page.getByRole("button", {name: "Whole world"}).click();
    for (const [press, events, alerts] of [
      ["Anomalous only", anomalous, "true"],
      ["Suspicious only", suspicious, "alerts.severity IN ('medium', 'high', 'critical')"],
      ["All", "true", "true"],
      ["Blocked only", "action = 'blocked'", "true"]
    ] as const) {
      if (press === "Blocked only") await page.getByLabel(press).check();
      else await page.getByRole("button", {name: press, exact: true}).click();
      const expected = await count({key: countrySql, events, alerts});
      await expect.poll(() => tableOf(page).then(onMap), {message: press}).toEqual(onMap(expected));
      expect(outside(await tableOf(page))).toEqual(outside(expected));
      const bubbles = await page
        .locator(".map-bubble")
        .evaluateAll(marks =>
          marks.map(mark => [(mark as SVGElement).dataset.key, Number((mark as SVGElement).dataset.events)])
        );
      expect(Object.fromEntries(bubbles)).toEqual(
        Object.fromEntries(onMap(expected).map(row => row.slice(0, 2)))
      );
    }
    const bars = await page
      .locator(".map-threat tbody tr")
      .evaluateAll(rows =>
        rows.map(row => [(row as HTMLElement).dataset.severity, Number((row as HTMLElement).dataset.events)])
      );
    const grave = await site.native.rows(`
      SELECT events.severity, count(*) AS events FROM events JOIN sources ON source_ip = address
      WHERE ${window()} AND action = 'blocked' AND place_from <> 'campus' AND country_code IS NOT NULL GROUP BY 1`);
    expect(Object.fromEntries(bars.filter(([, events]) => events !== 0))).toEqual(
      Object.fromEntries(grave.map(row => [row.severity, row.events]))
    );
    await page.getByLabel("Blocked only").uncheck();
    await page.getByRole("button", {name: "Continents"}).click();
    const continents = await count({key: `CASE WHEN place_from <> 'campus' THEN ${continentSql} END`});
    await expect.poll(() => tableOf(page).then(onMap)).toEqual(continents);
  });

  it("on the way down by keyboard, to the addresses of a city, and up again", async () => {
    const page = await open("#place=world&level=country");
    const [{country_code, country, region, city} = {}] = await site.native.rows(`
      SELECT country_code, country, region, city FROM events JOIN sources ON source_ip = address
      WHERE ${window()} AND ${anomalous} AND place_from <> 'campus' AND region IS NOT NULL AND city IS NOT NULL
      GROUP BY ALL ORDER BY count(DISTINCT source_ip) DESC, city LIMIT 1`);
    await expectTidy(page);
    const name = page.locator(`[data-chart="places"] tr[data-key="${country_code}"] .place-name`);
    await name.evaluate(button => ((button.closest("tr") as HTMLElement).hidden = false));
    await name.focus();
    await page.locator(".map-highlighted").waitFor();
    const events = await site.native.number(`SELECT count(*) FROM events JOIN sources ON source_ip = address
      WHERE ${window()} AND ${anomalous} AND place_from <> 'campus' AND country_code = '${country_code}'`);
    expect(await page.locator(".map-tooltip").textContent()).toContain(
      `${events.toLocaleString("en-US")} events`
    );
    await page.keyboard.press("Enter");
    await settle(page);
    // Whoever goes into a place from the table sees it on the map.
    await expect
      .poll(() =>
        page
          .getByTestId("map-stage")
          .boundingBox()
          .then(box => box?.y ?? 0)
      )
      .toBeLessThan(400);
    const inCountry = `${anomalous} AND place_from <> 'campus' AND country_code = '${country_code}'`;
    const cities = await count({
      key: "coalesce(region, '') || '/' || coalesce(city, '')",
      events: inCountry,
      alerts: `place_from <> 'campus' AND country_code = '${country_code}'`
    });
    const numbers = (rows: unknown[][]) => rows.map(row => row.slice(1).join(" ")).sort();
    expect(await page.getByTestId("chart-places").getAttribute("data-rows")).toBe(String(cities.length));
    if (cities.length <= 200) expect(numbers(await tableOf(page))).toEqual(numbers(cities));
    const key = JSON.stringify([country_code, region, city]);
    await page.locator('[data-chart="places"] tbody tr').evaluateAll((rows, wanted) => {
      const row = rows.find(each => (each as HTMLElement).dataset.key === wanted) as HTMLElement;
      row.hidden = false;
      row.querySelector<HTMLElement>(".place-name")?.focus();
    }, key);
    await page.keyboard.press("Enter");
    await settle(page);
    const addresses = await count({
      key: "address",
      events: `${inCountry} AND region = '${String(region).replaceAll("'", "''")}' AND city = '${String(city).replaceAll("'", "''")}'`
    });
    const withoutAddresses = (rows: unknown[][]) => rows.map(row => row.toSpliced(4, 1));
    expect(withoutAddresses(await tableOf(page))).toEqual(withoutAddresses(addresses.slice(0, 200)));
    expect(await page.getByRole("navigation", {name: "Place"}).textContent()).toContain(
      `${country}${region}${city}`
    );
    const rows = () => page.getByTestId("chart-places").getAttribute("data-rows");
    const up = async () => {
      await page.getByTestId("map-stage").focus();
      await page.keyboard.press("Backspace");
      await settle(page);
    };
    await up();
    expect(await rows()).toBe(
      String(cities.filter(([place]) => String(place).startsWith(`${region}/`)).length)
    );
    await up();
    expect(await rows()).toBe(String(cities.length));
    await page.getByRole("button", {name: "States", exact: true}).click();
    const states = await count({
      key: "coalesce(region, '')",
      events: inCountry,
      alerts: `place_from <> 'campus' AND country_code = '${country_code}'`
    });
    await expect.poll(() => tableOf(page).then(numbers)).toEqual(numbers(states));
    await page.goBack();
    await page.goBack();
    await settle(page);
    expect(await rows()).toBe(String(addresses.length));
  });

  it("for a selection that only DuckDB can answer, and says so when nothing is left", async () => {
    const [{source_ip} = {source_ip: ""}] = await site.native.rows(`
      SELECT source_ip FROM events JOIN sources ON source_ip = address
      WHERE country_code = 'CN' AND events.severity <> 'none' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`);
    const page = await open(`?source=${source_ip}#place=world&level=country`);
    const only = `source_ip = '${source_ip}'`;
    expect(await tableOf(page)).toEqual(
      await count({key: countrySql, events: `${anomalous} AND ${only}`, alerts: only})
    );
    expect(await page.getByTestId("chart-map").locator("h3").textContent()).toBe(
      "All anomalous events from a known country come from China"
    );
    expect(await status(page)).toContain("1 filter of the selection");
    await page.goto(`${site.url}map.html?source=192.0.2.255`);
    await page.locator('[data-chart="map"][data-state="empty"]').waitFor();
    expect(await page.locator('[data-chart="map"]').textContent()).toContain(
      "No anomalous event of this selection"
    );
  });
});

describe("the map", () => {
  it("stays where the reader put it while what it shows changes, and is shared by its address", async () => {
    const page = await open("#place=world&level=country");
    const stage = page.getByTestId("map-stage");
    await page.getByRole("button", {name: "Zoom in"}).click();
    await stage.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(100);
    const zoom = await stage.getAttribute("data-zoom");
    const {hash} = new URL(page.url());
    expect(Number(zoom)).toBe(2);
    expect(hash).toMatch(/^#place=world&level=country&view=-?[\d.]+,-?[\d.]+,2\.00$/);
    await page.getByRole("button", {name: "Suspicious only"}).click();
    await page.locator('[data-preset="24 h"]').click();
    await settle(page);
    expect(await stage.getAttribute("data-zoom")).toBe(zoom);
    expect(new URL(page.url()).hash).toBe(hash.replace("&view", "&events=suspicious&view"));
    await page.reload();
    await settle(page);
    expect(await page.getByTestId("map-stage").getAttribute("data-zoom")).toBe(zoom);
    for (const look of ["Shaded countries", "Heat", "Points"]) {
      await page.getByRole("button", {name: look, exact: true}).click();
      await settle(page);
      if (look !== "Heat") continue;
      // A spot's hottest colour stands for no more than all events, and for no fewer than one.
      const most = Number(await page.getByTestId("heat-most").getAttribute("data-most"));
      expect(most).toBeGreaterThanOrEqual(1);
      expect(most).toBeLessThanOrEqual(await figure(page, "events"));
    }
    await page.getByLabel("Globe").check();
    await settle(page);
    expect(await page.getByTestId("chart-map").getAttribute("data-state")).toBe("ready");
  });

  it("goes to an address and opens what is known of it, or says why it cannot", async () => {
    const [row = {}] = await site.native.rows(`
      SELECT address, country, region, city, count(*) AS events FROM events JOIN sources ON source_ip = address
      WHERE ${window()} AND place_from <> 'campus' AND city IS NOT NULL AND region IS NOT NULL
      GROUP BY ALL ORDER BY events DESC, address LIMIT 1 OFFSET 3`);
    const page = await open(`?locate=${row.address}`);
    await page.locator(".map-pinned").waitFor();
    const about = await page.locator(".map-tooltip").textContent();
    expect(about).toContain(`${row.country} > ${row.region} > ${row.city}`);
    expect(about).toContain(String(row.address));
    expect(await page.getByTestId("map-notice").textContent()).toContain(`${row.address} is in `);
    const credit = page.getByTestId("place-source").getByRole("link", {name: "IP Geolocation by DB-IP"});
    expect(await credit.getAttribute("href")).toBe("https://db-ip.com");
    await page.goto(`${site.url}map.html?locate=${encodeURIComponent("<img src=x onerror=alert(1)>")}`);
    await page.locator(".map-notice:not([hidden])").waitFor();
    expect(await page.getByTestId("map-notice").textContent()).toContain(
      "<img src=x onerror=alert(1)> is not among the addresses"
    );
  });

  it("leaves one finger to the page and moves under two, and says so", async () => {
    const context = await site.browser.newContext({hasTouch: true, viewport: {width: 390, height: 844}});
    const page = await context.newPage();
    await page.goto(`${site.url}map.html`);
    await page.locator(".map-touch").waitFor();
    await settle(page);
    const stage = page.getByTestId("map-stage");
    await stage.evaluate(node => node.scrollIntoView({block: "center"}));
    const box = await stage.boundingBox();
    if (box === null) throw new Error("the map is not on the page");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const fingers = await context.newCDPSession(page);
    const move = async (count: number, to: (step: number) => {readonly x: number; readonly y: number}[]) => {
      for (let step = 0; step <= 8; step++) {
        const touchPoints = to(step).slice(0, count);
        await fingers.send("Input.dispatchTouchEvent", {
          type: step === 0 ? "touchStart" : "touchMove",
          touchPoints
        });
      }
      await fingers.send("Input.dispatchTouchEvent", {type: "touchEnd", touchPoints: []});
    };
    const zoom = await stage.getAttribute("data-zoom");
    const scrolled = await page.evaluate(() => scrollY);
    await move(1, step => [{x, y: y - 15 * step}]);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled);
    expect(await stage.getAttribute("data-zoom")).toBe(zoom);
    await stage.evaluate(node => node.scrollIntoView({block: "center"}));
    await move(2, step => [
      {x: x - 30 - 4 * step, y},
      {x: x + 30 + 4 * step, y}
    ]);
    await expect.poll(() => stage.getAttribute("data-zoom").then(Number)).toBeGreaterThan(Number(zoom));
    await context.close();
  });
});
