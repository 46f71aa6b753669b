import {tableFromIPC} from "apache-arrow";
import {expect, it} from "vitest";
import {rawShards} from "../../src/engine/tables.js";
import {readStored} from "./open-logs.js";
import {openPage, settle} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();

/** Judge by what is usual in all of the data, to which an attack adds. */
const models = new Set(["isolation_forest", "knn", "combined", "sequence", "burst"]);

/** It analyses the whole week anew, which takes a minute. */
it.runIf(process.env.FLOWBOOK_TEST_ALL === "1")(
  "an attack simulated beside the published data is found in it, and what was found before still is",
  async () => {
    const {page, errors, foreignRequests, close} = await openPage(site.browser, `${site.url}data.html`);
    // The page's own database is closed for the memory that this takes; it complains when it is at something.
    await settle(page);
    await page.getByRole("button", {name: "Open logs"}).click();
    await page.getByRole("button", {name: "Simulate an attack"}).click();
    const form = page.getByTestId("simulate-form");
    await form.waitFor();
    expect(await page.getByTestId("beside").isChecked()).toBe(true);
    // Amid the published data, not now.
    const {from, to} = site.native.overview.data;
    const start = Date.parse(`${await form.locator("input[name=start]").inputValue()}Z`);
    expect(start).toBeGreaterThanOrEqual(from);
    expect(start).toBeLessThan(to);
    await form.locator("select[name=scenario]").selectOption("port-scan");
    await form.getByRole("button", {name: "Simulate"}).click();
    const banner = page.getByTestId("workspace-banner");
    await banner.waitFor({timeout: 200_000});
    expect(await banner.locator("p").textContent()).toMatch(
      /^A simulated attack: [\d,]+ events, marked as injected; with the published data, [\d,]+ events/
    );

    const stored = await readStored(page);
    const rows = (name: string) =>
      (stored.get(name) ?? []).flatMap(ipc => [...tableFromIPC(ipc)] as Record<string, unknown>[]);
    const events = rows("events").map(({event_id, origin}) => ({id: String(event_id), origin}));
    const injected = new Set(events.filter(({origin}) => origin === "injected").map(({id}) => id));
    expect(injected.size).toBeGreaterThan(1000);
    const published = await site.native.rows("SELECT event_id, origin FROM events");
    expect(
      events.filter(({id}) => !injected.has(id)),
      "events in their order"
    ).toEqual(published.map(({event_id, origin}) => ({id: event_id, origin})));
    const raw = Array.from({length: rawShards}, (_, shard) => rows(`raw-${shard}`).length);
    expect(raw.reduce((sum, n) => sum + n)).toBe(events.length);

    const alerts = rows("alerts");
    const ofAttack = alerts.filter(({event_id}) => injected.has(String(event_id)));
    expect(ofAttack.map(({finding}) => finding)).toContain("Port scan across many hosts");
    const ids = new Set(alerts.map(({alert_id}) => alert_id));
    const gone = (await site.native.rows("SELECT alert_id, detector FROM alerts")).filter(
      ({alert_id, detector}) => !ids.has(alert_id) && !models.has(String(detector))
    );
    expect(gone).toEqual([]);

    const files = rows("quality").map(({source_file, first_time}) => [source_file, first_time]);
    const before = await site.native.rows(
      "SELECT source_file, epoch_ms(first_time::TIMESTAMP) AS first_time FROM quality"
    );
    expect(files).toEqual(
      expect.arrayContaining(before.map(({source_file, first_time}) => [source_file, first_time]))
    );
    expect(files.length).toBeGreaterThan(before.length);
    expect({errors, foreignRequests}).toEqual({errors: [], foreignRequests: []});
    await close();
  },
  300_000
);
