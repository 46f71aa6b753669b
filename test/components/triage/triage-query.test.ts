import {beforeAll, describe, expect, it} from "vitest";
import {alertKindsQuery, type Decided} from "../../../src/components/triage/decided.js";
import {choose, chosenOf, facets, toggleValue} from "../../../src/components/triage/facet.js";
import {newestQuery, type Visit} from "../../../src/components/triage/last-visit.js";
import {subjectSql} from "../../../src/components/triage/subject-sql.js";
import {
  type CountRow,
  countsQuery,
  idsQuery,
  pageQuery,
  rowQuery,
  type TriageQuestion
} from "../../../src/components/triage/triage-query.js";
import {parseTriage, subjects} from "../../../src/components/triage/triage-state.js";
import {parseSelection} from "../../../src/engine/selection.js";
import type {Query} from "../../../src/engine/sql.js";
import {createPublishedTables} from "../../published-tables.js";

const start = Date.UTC(2026, 2, 2);
const hour = 3_600_000;
const window = {from: start, to: start + 24 * hour};

const nobody: Decided = {
  closed: [],
  acknowledged: [],
  investigated: [],
  starred: [],
  tagged: new Map(),
  expected: [],
  listed: []
};

function ask(search: string, decided: Partial<Decided> = {}, visit: Visit | null = null): TriageQuestion {
  const {selection} = parseSelection(search, {data: window, default: window});
  return {state: parseTriage(search), selection, decided: {...nobody, ...decided}, visit};
}

let rows: (query: Query) => Promise<Record<string, unknown>[]>;
const ids = async (question: TriageQuestion) => (await rows(idsQuery(question, 100))).map(({id}) => id);
const counts = async (question: TriageQuestion) =>
  (await rows(countsQuery(question))) as unknown as CountRow[];

async function count(question: TriageQuestion, facet: string, value: string | null = null) {
  return (await counts(question)).find(row => row.facet === facet && row.value === value)?.rows ?? 0;
}

beforeAll(async () => {
  const published = await createPublishedTables();
  rows = published.rows;
  const at = (hours: number) => `epoch_ms(${start + hours * hour})`;
  await published.connection.run(`
    INSERT INTO alerts BY NAME SELECT *, ${at(1)} AS last_time, 'TCP' AS protocol FROM (VALUES
      ('a1', 'critical', 'suricata', 'scan', 'T1046', 'blocked', '192.0.2.1', '10.0.0.1', 22, 'i1', 'knn', 'Scan', ${at(1)}, 5, 9),
      ('a2', 'high', 'suricata', 'flow', 'T1110', 'allowed', '192.0.2.1', '10.0.0.2', 22, 'i1', 'sigma', 'Guess', ${at(2)}, 2, 1),
      ('a3', 'high', 'cowrie', 'login', 'T1110', NULL, '192.0.2.2', '10.0.0.1', 23, 'i2', 'honeypot', 'Guess', ${at(3)}, 2, 4),
      ('a4', 'low', 'cowrie', 'login', NULL, NULL, '192.0.2.3', '10.0.0.1', 22, 'i2', 'honeypot', 'O''Hara; --', ${at(4)}, 1, 2),
      ('a5', 'low', 'cowrie', 'login', NULL, NULL, '192.0.2.3', '10.0.0.1', 22, 'i3', 'honeypot', 'Late', ${at(30)}, 1, 2)
    ) v(alert_id, severity, dataset, event_type, technique, action, attacker_ip, destination_ip, destination_port, incident_id, detector, finding, event_time, finding_alerts, event_count)`);
  await published.connection.run("UPDATE alerts SET source_ip = attacker_ip, event_id = alert_id");
  await published.connection.run(`
    INSERT INTO incidents BY NAME FROM (VALUES ('i1', 'c1', 'critical', 'One'), ('i2', 'c1', 'medium', 'Two'), ('i3', NULL, 'low', 'Three'))
      v(incident_id, campaign_id, severity, title)`);
  await published.connection.run(
    `INSERT INTO campaigns BY NAME SELECT 'c1' AS campaign_id, 'critical' AS severity`
  );
  await published.connection.run(`
    INSERT INTO risks BY NAME FROM (VALUES ('192.0.2.1', 80, 'critical', 'CN'), ('192.0.2.2', 40, 'medium', 'US'), ('192.0.2.3', 50, 'medium', NULL))
      v(address, risk, threat_level, country_code)`);
  await published.connection.run(`
    INSERT INTO sources BY NAME FROM (VALUES ('192.0.2.1', 'CN', NULL), ('192.0.2.2', 'US', NULL), ('10.0.0.1', NULL, 'Lab'))
      v(address, country_code, site)`);
});

describe("every kind of row", () => {
  it.each(subjects)(
    "of %s can be read, counted, listed and sorted by each of its columns",
    {timeout: 60_000},
    async of => {
      for (const sort of [null, ...Object.keys(subjectSql[of].sorts)]) {
        for (const descending of [false, true]) {
          const question = ask(`?of=${of}`);
          const state = {...question.state, sort: sort === null ? null : {column: sort, descending}};
          expect(await rows(pageQuery({...question, state})), `${sort}`).not.toHaveLength(0);
        }
      }
      const all = await ids(ask(`?of=${of}`));
      expect(await count(ask(`?of=${of}`), "shown")).toBe(all.length);
    }
  );

  it("is listed where one of its alerts matches, once", async () => {
    expect(await ids(ask("?of=incidents"))).toEqual(["i1", "i2"]);
    expect(await ids(ask("?of=incidents&technique=T1110"))).toEqual(["i1", "i2"]);
    expect(await ids(ask("?of=incidents&dataset=cowrie"))).toEqual(["i2"]);
    expect(await ids(ask("?of=campaigns"))).toEqual(["c1"]);
    expect(await ids(ask("?of=sources&technique=T1110"))).toEqual(["192.0.2.1", "192.0.2.2"]);
    expect(await ids(ask("?of=sources&severity=medium"))).toEqual(["192.0.2.3", "192.0.2.2"]);
  });

  it("can be found by its id, whatever is selected", async () => {
    expect(await rows(rowQuery("incidents", "i3"))).toHaveLength(1);
    expect(await rows(rowQuery("sources", "192.0.2.2"))).toMatchObject([{own_risk: 40, own_place: "US"}]);
    expect(await rows(rowQuery("campaigns", "none"))).toHaveLength(0);
  });
});

describe("alerts", () => {
  it("stand by severity, then the rarest finding, until a header is chosen", async () => {
    expect(await ids(ask(""))).toEqual(["a1", "a2", "a3", "a4"]);
    const page = await rows(pageQuery(ask("?sort=-event_count&rows=17")));
    expect(page.map(row => row.own_event_count)).toEqual([9, 4, 2, 1]);
    expect(page[0]).toMatchObject({own_place: "CN", own_service: "SSH", own_risk: 80, own_expected: false});
  });

  it("are narrowed by any of a facet's values, and by all facets", async () => {
    expect(await ids(ask("?technique=T1110&technique=T1046"))).toEqual(["a1", "a2", "a3"]);
    expect(await ids(ask("?technique=none"))).toEqual(["a4"]);
    expect(await ids(ask("?technique=T1110&action=allowed"))).toEqual(["a2"]);
    expect(await ids(ask("?action=none&country=US"))).toEqual(["a3"]);
    expect(await ids(ask("?site=Lab&service=SSH"))).toEqual(["a1", "a4"]);
    expect(await ids(ask("?source=192.0.2.3"))).toEqual(["a4"]);
    expect(await ids(ask("?port=!22"))).toEqual(["a3"]);
    expect(await ids(ask("?suspicious=yes"))).toEqual(["a1", "a2", "a3"]);
    expect(await ids(ask(`?finding=${encodeURIComponent("O'Hara; --")}`))).toEqual(["a4"]);
  });

  it("are searched by words that must all be there", async () => {
    expect(await ids(ask("?q=guess COWRIE"))).toEqual(["a3"]);
    expect(await ids(ask("?q=%25"))).toEqual([]);
    expect(await ids(ask(`?q=${encodeURIComponent("o'hara; --")}`))).toEqual(["a4"]);
  });

  it("are counted beside each choice as if its own facet chose nothing", async () => {
    const question = ask("?technique=T1110&severity=critical");
    expect(await count(question, "shown")).toBe(0);
    expect(await count(question, "severity", "high")).toBe(2);
    expect(await count(question, "technique", "T1046")).toBe(1);
    expect(await count(question, "dataset", "cowrie")).toBe(0);
  });

  it("that are closed stand back, and are counted", async () => {
    const decided = {closed: ["a1", "a3"], acknowledged: ["a2"], investigated: ["a1", "a2", "a3"]};
    expect(await ids(ask("", decided))).toEqual(["a2", "a4"]);
    expect(await count(ask("", decided), "all")).toBe(4);
    expect(await count(ask("", decided), "status", "closed")).toBe(2);
    expect(await ids(ask("?all=yes", decided))).toEqual(["a1", "a2", "a3", "a4"]);
    expect(await ids(ask("?status=closed", decided))).toEqual(["a1", "a3"]);
    expect(await ids(ask("?status=acknowledged", decided))).toEqual(["a2"]);
    expect(await ids(ask("?investigated=yes", decided))).toEqual(["a2"]);
    expect(await ids(ask("?investigated=no", decided))).toEqual(["a4"]);
  });

  it("of a kind that is expected stand back with all others of it", async () => {
    const decided = {expected: ["a5"]};
    expect(await ids(ask("", decided))).toEqual(["a1", "a2", "a3", "a4"]);
    expect(await ids(ask("", {expected: ["a3", "a4"]}))).toEqual(["a1", "a2"]);
    expect(await ids(ask("?of=incidents", {expected: ["a3", "a4"]}))).toEqual(["i1"]);
    const [row] = await rows(pageQuery(ask("?all=yes&q=hara", {expected: ["a4"]})));
    expect(row?.own_expected).toBe(true);
  });

  it("are chosen by stars, tags and the blocklist", async () => {
    expect(await ids(ask("?starred=yes", {starred: ["a4"]}))).toEqual(["a4"]);
    expect(await ids(ask("?starred=yes"))).toEqual([]);
    expect(await ids(ask("?tag=mine", {tagged: new Map([["mine", ["a2"]]])}))).toEqual(["a2"]);
    expect(await ids(ask("?listed=yes", {listed: ["192.0.2.1"]}))).toEqual(["a1", "a2"]);
  });

  it("are new where they are newer than the newest seen of their dataset", async () => {
    const seen = start + hour;
    const visit = (newest: Visit["newest"]): Visit => ({at: "2026-03-01T00:00:00Z", newest});
    expect(await ids(ask("?fresh=yes", {}, visit({cowrie: seen, suricata: seen})))).toEqual([]);
    expect(await ids(ask("?fresh=yes", {}, visit({cowrie: seen})))).toEqual(["a1", "a2"]);
    expect(await ids(ask("?fresh=yes", {}, visit({cowrie: seen - 1, suricata: seen})))).toEqual(["a3", "a4"]);
  });
});

it("all kinds of alerts, and the newest of each dataset, are there to be asked for", async () => {
  expect(await rows(alertKindsQuery)).toHaveLength(5);
  expect(await rows(newestQuery)).toEqual([
    {dataset: "cowrie", newest: start + hour},
    {dataset: "suricata", newest: start + hour}
  ]);
});

it("a value of any facet can be chosen and left again, on the first page", () => {
  const question = ask("?page=4&severity=high&country=!US");
  const values = {severity: "low", dataset: "cowrie", country: "CN", service: "SSH"};
  for (const facet of facets) {
    const value = facet in values ? values[facet as keyof typeof values] : "192.0.2.9";
    const chosen = toggleValue(facet, value, question);
    expect(chosen.state.page, facet).toBe(0);
    expect(chosenOf(facet, chosen), facet).toContain(value);
    expect(chosenOf(facet, toggleValue(facet, value, chosen)), facet).toEqual(chosenOf(facet, question));
  }
  expect(choose("country", [], question).selection.filters).toEqual([
    {field: "country", value: "US", out: true}
  ]);
});
