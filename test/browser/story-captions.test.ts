import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {beforeAll, expect, inject, it} from "vitest";
import type {PublishedStories} from "../../src/engine/replay/story/published-stories.js";
import type {Story} from "../../src/engine/replay/story/story.js";
import {type Native, openNative} from "./native.js";

/** What a caption or its note says, the number that it says, and the query that tells. */
type Claim = readonly [phrase: string, value: number, sql: string];

const between = (from: string, to: string) =>
  `event_time >= TIMESTAMP '2026-03-${from}' AND event_time < TIMESTAMP '2026-03-${to}'`;
const scanner = "source_ip = '188.90.209.30'";
const stuffing = `event_type = 'vpn.failed' AND ${between("03 02:30", "03 09:30")}`;
/** All that the chapter counts, of which the refusals at the VPN are a part. */
const refused = `action = 'blocked' AND ${between("03 02:20", "03 09:40")}`;
const visit = "session = '4e7e4b42925d'";
const guessers = "source_ip LIKE '202.96.214.%'";
const account = "username = 'e03068'";
const stranger = "source_ip = '82.77.89.213'";
const intruder = "source_ip = '10.20.240.66'";
const server = "source_ip = '10.20.1.50'";
const fetching = `${server} AND destination_ip = '10.20.1.20' AND bytes_received > 4e8`;
const drop = "destination_ip = '62.33.241.91'";
/** Minutes from the first to the last of some events. */
const minutes = (where: string) =>
  `SELECT round(date_diff('second', min(event_time), max(event_time)) / 60) FROM events WHERE ${where}`;
/** The time of day of the first of some events, or of another of them: 1412 for 14:12. */
const clockOf = (where: string, which = "min") =>
  `SELECT hour(t) * 100 + minute(t) FROM (SELECT ${which}(event_time) AS t FROM events WHERE ${where})`;
const countryOf = (address: string) =>
  `SELECT count(*) FROM sources WHERE address = '${address}' AND country_code =`;

/** By chapter. Whatever a caption says in digits is here, and what it and its note say where it could be wrong. */
const claims: Readonly<Record<string, readonly Claim[]>> = {
  "A week like any other": [
    ["328,530 events", 328_530, "SELECT count(*) FROM events"],
    ["7,325 addresses", 7325, "SELECT count(DISTINCT source_ip) FROM events"],
    ["seven days", 7, "SELECT count(DISTINCT event_time::DATE) FROM events"]
  ],
  "Someone tries every door": [
    ["At 14:12", 1412, clockOf(scanner)],
    [
      "some ninety doors",
      90,
      `SELECT round(median(n), -1) FROM (SELECT count(*) AS n FROM events WHERE ${scanner} GROUP BY date_trunc('minute', event_time))`
    ],
    [
      "470 addresses",
      470,
      `SELECT count(DISTINCT destination_ip) FROM events WHERE ${scanner} AND (destination_ip LIKE '192.0.2.%' OR destination_ip LIKE '203.0.113.%')`
    ],
    ["less than half an hour", 28, minutes(scanner)],
    ["the Netherlands", 1, `${countryOf("188.90.209.30")} 'NL'`]
  ],
  "Keys that were lost elsewhere": [
    ["From 02:30", 230, clockOf(stuffing)],
    ["to 09:30", 929, clockOf(stuffing, "max")],
    ["more than 1,200 events", 12, `SELECT floor(count(*) / 100) FROM events WHERE ${refused}`],
    [
      "more than 500 addresses",
      5,
      `SELECT floor(count(DISTINCT source_ip) / 100) FROM events WHERE ${refused}`
    ],
    ["784 of these events", 784, `SELECT count(*) FROM events WHERE ${stuffing} AND action = 'blocked'`],
    ["355 addresses", 355, `SELECT count(DISTINCT source_ip) FROM events WHERE ${stuffing}`],
    [
      "more than 7 times",
      7,
      `SELECT max(n) FROM (SELECT count(*) AS n FROM events WHERE ${stuffing} GROUP BY source_ip)`
    ]
  ],
  "Meanwhile, in the trap": [
    [
      "wrong five times",
      5,
      `SELECT count(*) FROM events WHERE ${visit} AND event_type = 'cowrie.login.failed'`
    ],
    ["is let in", 1, `SELECT count(*) FROM events WHERE ${visit} AND event_type = 'cowrie.login.success'`],
    [
      "fetches malware",
      1,
      `SELECT count(*) FROM events WHERE ${visit} AND event_type = 'cowrie.session.file_download'`
    ]
  ],
  "Loud, and harmless": [
    ["From 17:00", 1700, clockOf(guessers)],
    [
      "five neighbouring addresses, 202.96.214.…",
      5,
      `SELECT count(DISTINCT source_ip) FROM events WHERE ${guessers} AND ${between("03 16:50", "03 20:10")}`
    ],
    [
      "three hours",
      3,
      `SELECT round(date_diff('second', min(event_time), max(event_time)) / 3600) FROM events WHERE ${guessers} AND ${between("03 16:50", "03 20:10")}`
    ],
    ["it never did", 0, `SELECT count(*) FROM events WHERE ${guessers} AND event_type = 'login.accepted'`]
  ],
  "The key that fits": [
    [
      "At 02:33",
      233,
      clockOf(`${account} AND event_type = 'vpn.disconnected' AND ${between("04 02:00", "04 03:00")}`)
    ],
    ["At 02:48", 248, clockOf(`${account} AND ${stranger} AND event_type = 'vpn.connected'`)],
    [
      "one event, and it is allowed",
      1,
      `SELECT count(*) FROM events WHERE ${stranger} AND action = 'allowed' AND ${between("04 00:00", "04 03:00")}`
    ],
    ["tried a day before", 2, `SELECT count(*) FROM events WHERE ${account} AND ${stuffing}`],
    ["from Romania", 1, `${countryOf("82.77.89.213")} 'RO'`]
  ],
  Inside: [
    [
      "200 machines",
      200,
      `SELECT count(DISTINCT destination_ip) FROM events WHERE ${intruder} AND ${between("04 03:00", "04 03:03")}`
    ],
    ["from 03:00 on", 300, clockOf(`${intruder} AND ${between("04 02:48", "04 04:00")}`)]
  ],
  "Master of the house": [
    [
      "refused 11 times",
      11,
      `SELECT count(*) FROM events WHERE ${account} AND event_type IN ('sudo.failed', 'su.failed') AND ${between("04 03:20", "04 04:30")}`
    ],
    ["then gets them", 1, `SELECT count(*) FROM events WHERE ${account} AND event_type = 'su.accepted'`],
    [
      "the finance folder was packed",
      1,
      "SELECT count(*) FROM events JOIN details USING (event_id) WHERE sensor = 'app' AND command LIKE '%tar%/srv/finance'"
    ],
    [
      "stops the auditing",
      1,
      "SELECT count(*) FROM events JOIN details USING (event_id) WHERE sensor = 'app' AND command LIKE '%stop auditd'"
    ],
    [
      "These rows have no address",
      6,
      `SELECT count(*) FROM alerts WHERE source_ip IS NULL AND severity = 'high' AND ${between("04 03:42", "04 04:12")}`
    ],
    [
      "empties a log",
      1,
      "SELECT count(*) FROM events JOIN details USING (event_id) WHERE sensor = 'app' AND command LIKE '%truncate%/var/log/%'"
    ]
  ],
  "It calls home": [
    [
      "every 5 minutes",
      5,
      `SELECT round(median(gap) / 60) FROM (SELECT date_diff('second', lag(event_time) OVER (ORDER BY event_time), event_time) AS gap FROM events WHERE ${server} AND destination_ip = '79.100.63.145' AND event_type = 'flow')`
    ],
    [
      "hour by hour",
      12,
      `SELECT median(n) FROM (SELECT count(*) AS n FROM events WHERE ${server} AND destination_ip = '79.100.63.145' AND event_type = 'flow' AND ${between("04 05:00", "04 16:00")} GROUP BY date_trunc('hour', event_time))`
    ],
    ["in Bulgaria", 1, `${countryOf("79.100.63.145")} 'BG'`]
  ],
  "Hidden in questions": [
    [
      "port 53 overtakes",
      53,
      `SELECT mode(destination_port) FROM events WHERE ${between("05 06:00", "05 10:00")}`
    ],
    [
      "half of all events",
      5,
      `SELECT round(10 * avg((destination_port = 53)::INTEGER)) FROM events WHERE ${between("05 07:30", "05 08:30")}`
    ],
    [
      "From 06:00",
      600,
      clockOf(`${server} AND destination_port = 53 AND ${between("05 00:00", "06 00:00")}`)
    ],
    [
      "this server asks for are 820",
      820,
      `SELECT count(DISTINCT dns_query) FROM events JOIN details USING (event_id) WHERE ${server} AND ${between("05 05:40", "05 10:20")} AND dns_query LIKE '%.t.telemetry-sync.example'`
    ]
  ],
  "What it was all for": [
    ["From 03:00", 300, clockOf(fetching)],
    [
      "521 MB",
      521,
      `SELECT round(max(bytes_received) / 1e6) FROM events WHERE ${fetching} AND event_time = '2026-03-07 03:13:20'`
    ],
    ["Two machines", 2, `SELECT count(DISTINCT source_ip) FROM events WHERE ${drop}`],
    [
      "more than 7 gigabytes",
      7,
      // The other sensor saw the same flows.
      `SELECT floor(sum(bytes_sent) / 1e9) FROM events WHERE ${drop} AND dataset = 'suricata' AND event_type = 'flow'`
    ],
    ["twice as much", 14, `SELECT floor(sum(bytes_sent) / 1e9) FROM events WHERE ${drop}`],
    ["an address in Russia", 1, `${countryOf("62.33.241.91")} 'RU'`],
    [
      "nobody here had dealt with before",
      0,
      `SELECT count(*) FROM events WHERE (${drop} OR source_ip = '62.33.241.91') AND event_time < TIMESTAMP '2026-03-07 03:00'`
    ]
  ],
  Smoke: [
    [
      "From 18:00",
      1800,
      clockOf(
        "event_id IN (SELECT event_id FROM alerts WHERE finding = 'Unusual HTTP flow') AND " +
          between("07 17:30", "07 19:00")
      )
    ],
    [
      "more than 1,000 addresses",
      1,
      `SELECT floor(count(DISTINCT source_ip) / 1000) FROM events WHERE ${between("07 17:58", "07 18:28")}`
    ],
    [
      "878 addresses",
      878,
      "SELECT count(DISTINCT source_ip) FROM alerts WHERE finding = 'Distributed denial of service'"
    ]
  ],
  "Back to the figures": [
    ["328,530 events", 328_530, "SELECT count(*) FROM events"],
    ["26,127 alerts", 26_127, "SELECT count(*) FROM alerts"],
    ["71 of them critical", 71, "SELECT count(*) FROM alerts WHERE severity = 'critical'"]
  ]
};

let native: Native;
let story: Story;

beforeAll(async () => {
  native = await openNative(inject("data"));
  const text = await readFile(join(inject("data"), "stories.json"), "utf8");
  const found = (JSON.parse(text) as PublishedStories).stories.find(({id}) => id === "night-heron");
  if (found === undefined) throw new Error("the shipped story is not published");
  story = found;
});

it("every number in the shipped story's captions is checked", () => {
  expect(story.chapters.map(({title}) => title)).toEqual(Object.keys(claims));
  for (const {title, caption, note} of story.chapters) {
    const rest = (claims[title] ?? []).reduce((text, [phrase]) => {
      expect(`${caption} ${note}`, title).toContain(phrase);
      return text.replace(phrase, "");
    }, caption ?? "");
    expect(rest, title).not.toMatch(/\d/);
  }
});

it("what the shipped story's captions say is so", async () => {
  for (const [title, list] of Object.entries(claims))
    for (const [phrase, value, sql] of list)
      expect(await native.number(sql), `${title}: "${phrase}" by ${sql}`).toBe(value);
});
