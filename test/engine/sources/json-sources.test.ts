import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {cowrie} from "../../../src/engine/sources/cowrie.js";
import {dionaea} from "../../../src/engine/sources/dionaea.js";
import type {Source} from "../../../src/engine/sources/source.js";
import {suricata} from "../../../src/engine/sources/suricata.js";
import {zeekJson} from "../../../src/engine/sources/zeek.js";
import {context, expectSound} from "./fixtures.js";

const sources: readonly Source<unknown>[] = [cowrie, dionaea, suricata, zeekJson];

/** Values that real fields hold, near misses included. */
const plausible = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "192.0.2.1",
      "2001:0db8::0001",
      "::ffff:192.0.2.1",
      "::1%eth0",
      "a.example",
      ""
    )
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      0,
      -0,
      22,
      65_535,
      65_536,
      -1,
      1.5,
      Number.NaN,
      2 ** 53,
      "443",
      "0x1f",
      "-0",
      " "
    )
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "tcp",
      "TCP",
      "IPv6-ICMP",
      "ssh",
      "failed",
      "smbd",
      "1b",
      "to_client",
      "PASS",
      "\0\ud800"
    )
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "2022-05-31T05:03:17.841446",
      "2021-06-06T15:57:37.272281+0200",
      "2022-02-30T00:00:00Z"
    )
  },
  {weight: 2, arbitrary: fc.string({unit: "binary"})},
  {weight: 1, arbitrary: fc.anything()}
);

const nested = (...keys: readonly string[]) =>
  fc.oneof(
    plausible,
    fc.dictionary(fc.constantFrom(...keys), fc.oneof(plausible, fc.array(plausible, {maxLength: 3})))
  );

/** Records that get far into a mapper, for their type and time are right and anything else may be wrong. */
const record = fc.record(
  {
    timestamp: fc.oneof(
      {
        weight: 5,
        arbitrary: fc.constantFrom("2022-05-31T05:03:17.841446", "2021-06-06T15:57:37.272281+0200")
      },
      {weight: 1, arbitrary: nested("$date", "$numberLong")},
      {weight: 1, arbitrary: plausible}
    ),
    eventid: fc.constantFrom(
      ...[
        "cowrie.session.connect",
        "cowrie.session.closed",
        "cowrie.client.kex",
        "cowrie.login.failed",
        "cowrie.x"
      ],
      ...[
        "cowrie.session.file_download",
        "cowrie.direct-tcpip.data",
        "connection",
        "login",
        "sip_command",
        "download",
        1
      ]
    ),
    event_type: fc.constantFrom(
      "flow",
      "netflow",
      "alert",
      "drop",
      "dns",
      "http",
      "ftp",
      "anomaly",
      "stats",
      "new",
      1
    ),
    connection: fc.oneof(fc.nat(), nested("protocol", "transport", "type")),
    connection_protocol: plausible,
    connection_type: plausible,
    honeypot: fc.constantFrom("dionaea", "cowrie"),
    protocol: plausible,
    ...Object.fromEntries(
      [
        ...[
          "src_ip",
          "src_port",
          "dst_ip",
          "dst_port",
          "dest_ip",
          "dest_port",
          "remote_host",
          "remote_port",
          "proto"
        ],
        ...[
          "local_host",
          "local_port",
          "source_ip",
          "source_port",
          "destination_ip",
          "destination_port",
          "session"
        ],
        ...[
          "message",
          "input",
          "username",
          "password",
          "duration",
          "duration_ms",
          "url",
          "shasum",
          "data",
          "sensor"
        ],
        ...[
          "app_proto",
          "direction",
          "flow_id",
          "payload",
          "payload_printable",
          "login_username",
          "login_password"
        ]
      ].map(name => [name, plausible])
    ),
    credentials: fc.oneof(
      nested("username", "password"),
      fc.array(nested("username", "password"), {maxLength: 3})
    ),
    ftp: nested("commands", "command", "command_data"),
    flow: nested("start", "end", "bytes_toserver", "pkts_toclient", "src_ip", "dest_ip", "dest_port"),
    netflow: nested("start", "end", "bytes", "pkts"),
    tcp: nested("tcp_flags"),
    alert: nested("action", "signature", "category", "severity", "signature_id"),
    dns: nested("rrname", "query", "queries", "answer", "rcode"),
    http: nested("hostname", "url", "status", "length", "response_time"),
    anomaly: nested("app_proto", "event"),
    files: nested("filename"),
    ts: plausible,
    uid: plausible,
    _path: fc.constantFrom("conn", "dns", 1),
    "id.orig_h": plausible,
    "id.resp_h": plausible,
    conn_state: plausible,
    history: plausible,
    service: plausible,
    orig_ip_bytes: plausible,
    local_orig: fc.oneof(fc.boolean(), plausible)
  },
  {requiredKeys: ["timestamp"]}
);

describe.each(sources.map(source => ({name: source.dataset, source})))("$name", ({source}) => {
  it("neither throws nor mismaps whatever JSON it is given", () => {
    const map = source.open(context);
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), value => {
        expect(typeof source.recognises([value])).toBe("boolean");
        expectSound(map(value));
      })
    );
  });

  it("neither throws nor mismaps records that are only partly right", () => {
    const map = source.open(context);
    fc.assert(
      fc.property(record, value => {
        expect(typeof source.recognises([value])).toBe("boolean");
        expectSound(map(value));
      }),
      {numRuns: 1000}
    );
  });

  it("recognises nothing in an empty file, nor in a list of numbers", () => {
    expect(source.recognises([])).toBe(false);
    expect(source.recognises([1, 2, null, "cowrie.login.failed", []])).toBe(false);
  });

  it("does not recognise formats that look alike", () => {
    for (const lookalike of lookalikes) expect(source.recognises([lookalike])).toBe(false);
  });
});

/** One invented record each: Zeek, Heralding, Honeytrap, ConPot, p0f, fatt. */
const lookalikes: readonly unknown[] = [
  {
    ts: 1.5,
    uid: "C1",
    "id.orig_h": "192.0.2.1",
    "id.orig_p": 1,
    "id.resp_h": "198.51.100.1",
    proto: "tcp",
    service: "dns"
  },
  {
    timestamp: "2022-06-02 05:12:18.560336",
    session_id: "x",
    source_ip: "192.0.2.1",
    source_port: 1,
    protocol: "vnc"
  },
  {
    "@timestamp": "2022-06-01T14:33:36Z",
    attack_connection: {protocol: "tcp", remote_ip: "192.0.2.1", remote_port: 1}
  },
  {
    timestamp: "2022-06-02T13:01:04.122454",
    sensorid: "conpot",
    src_ip: "192.0.2.1",
    event_type: "NEW_CONNECTION",
    dst_port: 1
  },
  {
    timestamp: "2022/06/01 12:57:16",
    mod: "syn",
    client_ip: "192.0.2.1",
    server_ip: "198.51.100.1",
    client_port: 1
  },
  {
    timestamp: "2022-06-01T14:32:49.049141",
    sourceIp: "192.0.2.1",
    destinationIp: "198.51.100.1",
    protocol: "http",
    http: {}
  }
];
