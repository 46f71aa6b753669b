import type {Page} from "playwright-core";
import {describe, expect, it} from "vitest";
import {findViolations} from "./accessibility.js";
import {openPage, settle, waitUntil} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";
import {type Visit, visit} from "./visit.js";

const site = useTestedSite();

const addressOf = (q: string) => `${site.url}hunt.html?q=${encodeURIComponent(q)}`;
const hunt = (q: string): Promise<Visit> => visit(site.browser, addressOf(q));

/** What the verdict says, and the numbers behind it. */
async function verdictOf(page: Page) {
  const box = page.getByTestId("hunt-verdict");
  await page.locator('[data-testid="hunt-verdict"][data-state="ready"]').waitFor();
  return {
    text: (await box.textContent()) ?? "",
    standing: await box.getAttribute("data-standing"),
    events: Number(await box.getAttribute("data-events")),
    alerts: Number(await box.getAttribute("data-alerts"))
  };
}

async function textOf(sql: string): Promise<string> {
  const [row = {}] = await site.native.rows(sql);
  return String(Object.values(row)[0]);
}

const attackerSql =
  "SELECT address FROM risks WHERE site IS NULL ORDER BY risk DESC, alerts DESC, address LIMIT 1";
const listedSql = "SELECT indicator FROM indicator_hits WHERE kind = 'domain' ORDER BY indicator LIMIT 1";

describe("the empty box", () => {
  it("offers examples of these data, hunts for what is pressed or typed, and remembers and saves it", async () => {
    const {page, errors, close} = await openPage(site.browser, `${site.url}hunt.html`);
    const account = page.locator('[data-why="account"]');
    await account.waitFor();
    const [tried] = await site.native.rows(
      `SELECT username, count(DISTINCT source_ip) AS sources FROM events WHERE action = 'blocked' AND username IS NOT NULL
       GROUP BY username ORDER BY sources DESC, username LIMIT 1`
    );
    expect(await account.textContent()).toContain(String(tried?.username));
    expect(Number(await account.getAttribute("data-measure"))).toBe(tried?.sources);
    const riskiest = page.locator('[data-why="riskiest"]');
    expect(Number(await riskiest.getAttribute("data-measure"))).toBe(
      await site.native.number("SELECT max(risk) FROM risks")
    );
    expect(await findViolations(page)).toEqual([]);
    await riskiest.click();
    await verdictOf(page);
    const worst = await textOf("SELECT address FROM risks ORDER BY risk DESC, address LIMIT 1");
    expect(new URL(page.url()).searchParams.get("q")).toBe(worst);

    await page.getByLabel("Name of this search").fill('<b>mine</b> "1"');
    await page.getByRole("button", {name: "Save this search"}).click();
    const saved = page.locator(".hunt-searches [data-saved]");
    expect(await saved.getAttribute("data-saved")).toBe('<b>mine</b> "1"');

    const field = page.locator("#hunt-box");
    await field.fill("user:root");
    await field.press("Enter");
    await waitUntil(page, 'document.querySelector(".hunt-result")?.dataset.value === "root"');
    expect((await verdictOf(page)).events).toBe(
      await site.native.number("SELECT count(*) FROM events WHERE lower(username) = 'root'")
    );
    await expect.poll(() => page.locator(".hunt-recent").textContent()).toContain(worst);
    await page.goBack();
    await waitUntil(page, `document.querySelector(".hunt-result")?.dataset.value === "${worst}"`);
    expect(await field.inputValue()).toBe(worst);
    await page.getByRole("button", {name: "Delete the search"}).click();
    expect(await saved.count()).toBe(0);
    await page.getByRole("button", {name: "Clear"}).click();
    expect(await page.locator(".hunt-recent li").count()).toBe(0);
    expect(errors).toEqual([]);
    await close();
  });
});

describe("what is known", () => {
  it("of an address is native DuckDB's, from the verdict down to the original line", async () => {
    const address = await textOf(attackerSql);
    const visited = await hunt(address);
    const within = `(source_ip = '${address}' OR destination_ip = '${address}' OR attacker_ip = '${address}')`;
    const verdict = await verdictOf(visited.page);
    expect(verdict.alerts).toBe(await site.native.number(`SELECT count(*) FROM alerts WHERE ${within}`));
    expect(await visited.total("hunt-alerts")).toBe(verdict.alerts);
    const own = await site.native.number(`SELECT count(*) FROM events WHERE ${within}`);
    expect(verdict.events).toBeGreaterThanOrEqual(own);
    expect(verdict.events).toBe(await visited.total("hunt-occurrences"));
    const fields = visited.frame("hunt-fields");
    expect(await fields.textContent()).toContain("as source");
    const events = await visited.column("hunt-fields", "events");
    expect(events[0]).toBe(
      await site.native.number(
        `SELECT greatest(count(*) FILTER (source_ip = '${address}'), count(*) FILTER (destination_ip = '${address}'),
           count(*) FILTER (attacker_ip = '${address}')) FROM events`
      )
    );
    expect(await visited.page.getByTestId("risk-of").textContent()).toContain(
      `Risk ${(await site.native.number(`SELECT risk FROM risks WHERE address = '${address}'`)).toFixed(1)}`
    );
    const line = visited.page.locator(".hunt-original").first();
    await line.locator("summary").click();
    await line.locator("pre").waitFor();
    await visited.page.getByRole("button", {name: "Block …", exact: true}).click();
    await visited.page.getByLabel("Why?").fill("guesses passwords");
    await visited.page.getByRole("button", {name: "Block", exact: true}).click();
    await expect.poll(() => visited.page.locator(".hunt-block").textContent()).toContain("guesses passwords");
    await expect.poll(() => visited.total("blocked")).toBe(1);
    await visited.page.locator(".blocklist-export > summary").click();
    await visited.page.locator('[data-format="iptables"]').click();
    expect(await visited.page.locator(".blocklist-export pre").textContent()).toContain(address);
    expect(await findViolations(visited.page)).toEqual([]);
    const links = await visited.page
      .locator(".hunt-links a")
      .evaluateAll(anchors => anchors.map(anchor => anchor.getAttribute("href")));
    expect(links[0]).toBe(`./investigate.html?address=${address}`);
    expect(links.some(href => href?.includes(`alerts.html`) && href.includes(`source=${address}`))).toBe(
      true
    );
    await visited.close();
  });

  it("of a network is that of its addresses", async () => {
    const visited = await hunt("10.20.1.0/24");
    const inside = (column: string) => `${column} LIKE '10.20.1.%'`;
    const within = `(${inside("source_ip")} OR ${inside("destination_ip")} OR ${inside("attacker_ip")})`;
    const {events, alerts, text} = await verdictOf(visited.page);
    expect(events).toBe(await site.native.number(`SELECT count(*) FROM events WHERE ${within}`));
    expect(alerts).toBe(await site.native.number(`SELECT count(*) FROM alerts WHERE ${within}`));
    const members = await site.native.number(`SELECT count(*) FROM sources WHERE ${inside("address")}`);
    expect(text).toContain(`The network holds ${members.toLocaleString("en-US")} addresses`);
    await visited.close();
  });

  it("of several terms stands in a line each; a listed domain is known bad by list and line, defanged or not", async () => {
    const domain = await textOf(listedSql);
    const visited = await hunt(`${domain.replaceAll(".", "[.]")} 198.18.7.7 ${"e".repeat(64)}`);
    const frame = visited.frame("hunt-terms");
    const seen = await site.native.number(
      `SELECT count(*) FROM details WHERE rtrim(lower(dns_query), '.') = '${domain}' OR lower(tls_sni) = '${domain}'
         OR split_part(lower(http_host), ':', 1) = '${domain}'`
    );
    expect(await visited.column("hunt-terms", "events")).toEqual([seen, 0, 0]);
    expect(
      await frame
        .locator("[data-standing]")
        .evaluateAll(cells => cells.map(cell => cell.getAttribute("data-standing")))
    ).toEqual(["bad", "unseen", "unseen"]);
    const [hit] = await site.native.rows(
      `SELECT list, line FROM indicator_hits WHERE indicator = '${domain}' LIMIT 1`
    );
    expect((await verdictOf(visited.page)).text).toContain(
      `It stands in line ${hit?.line} of the list ${hit?.list}`
    );
    expect(await visited.column("hunt-lists", "list")).toEqual([hit?.line]);
    await frame.locator("button.finding").nth(1).click();
    const unseen = await verdictOf(visited.page);
    expect(unseen.text).toContain("Never seen in these data, which cover");
    await visited.close();
  });

  it("of a text is found literally in whatever was logged, and in the original lines when asked", async () => {
    const visited = await hunt("busybox");
    const columns = [
      "command",
      "payload",
      "http_url",
      "http_host",
      "http_user_agent",
      "message",
      "dns_query",
      "tls_sni"
    ];
    const holds = [...columns, "file_name", "file_hash", "signature_category"]
      .map(column => `${column} ILIKE '%busybox%'`)
      .join(" OR ");
    const {events} = await verdictOf(visited.page);
    expect(events).toBe(
      await site.native.number(
        `SELECT count(*) FROM events LEFT JOIN details USING (event_id)
         WHERE ${holds} OR username ILIKE '%busybox%' OR signature ILIKE '%busybox%'`
      )
    );
    expect(await visited.total("hunt-sessions")).toBe(
      await site.native.number(
        `SELECT count(*) FROM sessions s WHERE EXISTS (SELECT 1 FROM events e LEFT JOIN details USING (event_id)
         WHERE e.session = s.session AND e.dataset = s.dataset AND e.sensor IS NOT DISTINCT FROM s.sensor AND (${holds}))`
      )
    );
    expect(await visited.frame("hunt-occurrences").locator("mark").first().textContent()).toMatch(
      /^busybox$/i
    );
    await visited.page.getByRole("button", {name: /Search the original lines too: \d/}).click();
    await visited.page.locator('[data-testid="hunt-lines"][data-state="ready"]').waitFor({timeout: 60_000});
    await settle(visited.page);
    expect(await visited.total("hunt-original-lines")).toBe(
      await site.native.number("SELECT count(*) FROM raw WHERE raw ILIKE '%busybox%'")
    );
    await visited.close();
  });
});

describe("hostile text", () => {
  it("is a value like any other, can be taken for something else, and is refused by the megabyte", async () => {
    const hostile = `<img src=x onerror="document.title='run'">'; DROP TABLE events; -- %\u202e_`;
    const {page, errors, foreignRequests, close} = await openPage(site.browser, addressOf(hostile));
    const {events, text} = await verdictOf(page);
    expect(events).toBe(0);
    expect(text).toContain("Never seen");
    expect(await page.locator("#observablehq-main img").count()).toBe(0);
    expect(await page.title()).not.toContain("run");

    const field = page.locator("#hunt-box");
    await field.fill("22");
    await field.press("Enter");
    await waitUntil(page, 'document.querySelector(".hunt-result")?.dataset.type === "port"');
    const ports = await verdictOf(page);
    expect(ports.events).toBe(
      await site.native.number("SELECT count(*) FROM events WHERE destination_port = 22")
    );
    await page.getByLabel("taken for").selectOption("user");
    await waitUntil(page, 'document.querySelector(".hunt-result")?.dataset.type === "user"');
    expect(new URL(page.url()).searchParams.get("q")).toBe("user:22");

    await field.fill("x".repeat(1_000_000));
    await field.press("Enter");
    await expect
      .poll(() => page.locator(".hunt-problem").first().textContent())
      .toContain("A text of 1,000,000 characters is too long");
    expect(errors).toEqual([]);
    expect(foreignRequests).toEqual([]);
    await close();
  });
});

describe("many at once", () => {
  it("are checked against all lists and counted in the data, on a screen of 390 pixels too", async () => {
    const domain = await textOf(listedSql);
    const address = await textOf(attackerSql);
    const {page, errors, close} = await openPage(site.browser, `${site.url}hunt.html`, {
      width: 390,
      theme: "dark"
    });
    const network = `${address.split(".").slice(0, 2).join(".")}.0.0/16`;
    await page.locator("#check-many").waitFor();
    await page
      .locator("#check-many")
      .fill(
        `# a report\n${address}\nwww.${domain}\n198[.]18[.]7[.]7\n${network}\nnothing to see\n${address}\n`
      );
    await page.getByRole("button", {name: "Check them"}).click();
    const frame = page.getByTestId("chart-check-many");
    await frame.waitFor();
    await settle(page);
    expect(await frame.getAttribute("data-rows")).toBe("5");
    const listed = await site.native.number(
      `SELECT count(DISTINCT indicator) FROM indicator_hits WHERE indicator IN ('${address}', '${domain}')`
    );
    const row = (text: string) => frame.locator("tbody tr").filter({hasText: text});
    // A list may name a part of the network, seen or not.
    const isNetworkListed = /^on a list/.test(
      (await row(network).locator("[data-verdict]").textContent()) ?? ""
    );
    expect(await frame.getAttribute("data-total")).toBe(String(listed + (isNetworkListed ? 1 : 0)));
    expect(await row(`www.${domain}`).textContent()).toContain("parent domain");
    expect(await row("198.18.7.7").locator("[data-verdict]").textContent()).toMatch(
      /^never listed|^on no list/
    );
    expect(await row("nothing to see").locator("[data-verdict]").textContent()).toBe("no indicator");
    const events = await row(address).locator('td[data-column="events"]').getAttribute("data-value");
    expect(Number(events)).toBe(
      await site.native.number(
        `SELECT count(*) FROM events WHERE source_ip = '${address}' OR destination_ip = '${address}'`
      )
    );
    const prefix = network.replace("0.0/16", "%");
    expect(Number(await row(network).locator('td[data-column="events"]').getAttribute("data-value"))).toBe(
      await site.native.number(
        `SELECT count(*) FROM events WHERE source_ip LIKE '${prefix}' OR destination_ip LIKE '${prefix}' OR attacker_ip LIKE '${prefix}'`
      )
    );
    await page.locator('[data-fold="beacons"] > summary').click();
    await settle(page);
    const calls = await site.native.number("SELECT sum(calls)::BIGINT FROM beacons");
    expect(Number(await page.getByTestId("chart-beacons").getAttribute("data-total"))).toBe(calls);
    const field = page.locator("#hunt-box");
    await field.fill(address);
    await field.press("Enter");
    await verdictOf(page);
    await settle(page);
    expect(await findViolations(page)).toEqual([]);
    const wider = await page
      .locator(".frame-body, body")
      .evaluateAll(boxes =>
        boxes.filter(box => box.scrollWidth > box.clientWidth).map(box => box.className || box.tagName)
      );
    expect(wider).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });
});
