import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {beforeAll, expect, inject, it} from "vitest";
import type {PublishedStories} from "../../src/engine/replay/story/published-stories.js";
import type {Story} from "../../src/engine/replay/story/story.js";
import {type Native, openNative} from "./native.js";

/** What a caption says, the number that it says, and the query that tells. */
type Claim = readonly [phrase: string, value: number, sql: string];

const between = (from: string, to: string) =>
  `event_time >= TIMESTAMP '2026-03-${from}' AND event_time < TIMESTAMP '2026-03-${to}'`;
const scanner = "source_ip = '188.90.209.30'";
const stuffing = `event_type = 'vpn.failed' AND ${between("03 02:30", "03 09:30")}`;
const visit = "session = '4e7e4b42925d'";
const guessers = "source_ip LIKE '202.96.214.%'";
const account = "username = 'e03068'";
const intruder = "source_ip = '10.20.240.66'";
const server = "source_ip = '10.20.1.50'";
const drop = "destination_ip = '62.33.241.91'";
/** Minutes from the first to the last of some events. */
const minutes = (where: string) =>
  `SELECT round(date_diff('second', min(event_time), max(event_time)) / 60) FROM events WHERE ${where}`;
const countryOf = (address: string) =>
  `SELECT count(*) FROM sources WHERE address = '${address}' AND country_code =`;

/** By chapter. Whatever a caption says in digits is here, and what it says in words where it could be wrong. */
const claims: Readonly<Record<string, readonly Claim[]>> = {
  "A week like any other": [
    ["328,530 events", 328_530, "SELECT count(*) FROM events"],
    ["7,325 addresses", 7325, "SELECT count(DISTINCT source_ip) FROM events"],
    ["seven days", 7, "SELECT count(DISTINCT event_time::DATE) FROM events"]
  ],
  "Someone tries every door": [
    [
      "470 addresses of the campus",
      470,
      `SELECT count(DISTINCT destination_ip) FROM events WHERE ${scanner} AND (destination_ip LIKE '192.0.2.%' OR destination_ip LIKE '203.0.113.%')`
    ],
    ["less than half an hour", 28, minutes(scanner)],
    ["the Netherlands", 1, `${countryOf("188.90.209.30")} 'NL'`]
  ],
  "Keys that were lost elsewhere": [
    ["784 refusals", 784, `SELECT count(*) FROM events WHERE ${stuffing} AND action = 'blocked'`],
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
    [
      "five neighbouring addresses",
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
      "Fifteen minutes later",
      15,
      minutes(
        `${account} AND event_type IN ('vpn.connected', 'vpn.disconnected') AND ${between("04 02:30", "04 03:00")}`
      )
    ],
    ["from Romania", 1, `${countryOf("82.77.89.213")} 'RO'`]
  ],
  Inside: [
    [
      "200 machines",
      200,
      `SELECT count(DISTINCT destination_ip) FROM events WHERE ${intruder} AND ${between("04 03:00", "04 03:10")}`
    ]
  ],
  "Master of the house": [
    [
      "11 times",
      11,
      `SELECT count(*) FROM events WHERE ${account} AND event_type IN ('sudo.failed', 'su.failed') AND ${between("04 03:20", "04 04:30")}`
    ],
    ["then has them", 1, `SELECT count(*) FROM events WHERE ${account} AND event_type = 'su.accepted'`],
    [
      "packs the finance folder",
      1,
      "SELECT count(*) FROM events JOIN details USING (event_id) WHERE sensor = 'app' AND command LIKE '%tar%/srv/finance'"
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
    ["an address in Bulgaria", 1, `${countryOf("79.100.63.145")} 'BG'`]
  ],
  "Hidden in questions": [
    [
      "port 53 overtakes",
      53,
      `SELECT mode(destination_port) FROM events WHERE ${between("05 06:00", "05 10:00")}`
    ],
    [
      "820 names",
      820,
      `SELECT count(DISTINCT dns_query) FROM events JOIN details USING (event_id) WHERE ${server} AND ${between("05 05:40", "05 10:20")} AND dns_query LIKE '%.t.telemetry-sync.example'`
    ]
  ],
  "What it was all for": [
    ["Two machines", 2, `SELECT count(DISTINCT source_ip) FROM events WHERE ${drop}`],
    [
      "more than 7 gigabytes",
      7,
      // The other sensor saw the same flows.
      `SELECT floor(sum(bytes_sent) / 1e9) FROM events WHERE ${drop} AND dataset = 'suricata' AND event_type = 'flow'`
    ],
    ["an address in Russia", 1, `${countryOf("62.33.241.91")} 'RU'`],
    [
      "nobody here had dealt with before",
      0,
      `SELECT count(*) FROM events WHERE (${drop} OR source_ip = '62.33.241.91') AND event_time < TIMESTAMP '2026-03-07 03:00'`
    ]
  ],
  Smoke: [
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
  for (const {title, caption} of story.chapters) {
    const rest = (claims[title] ?? []).reduce((text, [phrase]) => {
      expect(caption, title).toContain(phrase);
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
