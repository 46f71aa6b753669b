import {Border} from "../observe/border.js";
import {clientPort, exchange} from "../observe/connection.js";
import {dns, http} from "../observe/exchanges.js";
import {arrivals, campusRhythm, shareOfWeek} from "../rhythm.js";
import type {Scenario, ScenarioContext} from "../scenario.js";
import {signatures} from "../signatures.js";
import {servers} from "../world.js";

/** What a real sensor says all day about harmless things: policy notes, P2P, engine events, its own statistics. */
export const sensorNoise: Scenario = {
  name: "sensor-noise",
  title: "False alarms and engine records",
  attack_type: null,
  hours: 24,
  run(context) {
    const {random, emit, from, to} = context;
    const border = new Border(random, emit, null);
    const count = 2300 * context.scale * shareOfWeek(from, to, campusRhythm);
    for (const time of arrivals(random, from, to, count, campusRhythm)) falseAlarm(context, border, time);
    const step = 600_000 / Math.max(0.05, Math.min(1, context.scale));
    for (let time = Math.ceil(from / step) * step; time < to; time += step) {
      const pkts = Math.round((time % 604_800_000) * 0.9);
      const stats = {
        uptime: Math.round((time % 604_800_000) / 1000),
        decoder: {pkts, bytes: pkts * 712, invalid: 0}
      };
      emit({format: "suricata", time: time + 12, truth: null, body: {event_type: "stats", stats}});
    }
  }
};

function falseAlarm({random, world}: ScenarioContext, border: Border, time: number): void {
  const client = random.pick(world.clients);
  const service = random.weighted(world.services);
  const pair = {time, client, server: random.pick(service.addresses)};
  switch (random.weighted(kinds).kind) {
    case "packages": {
      const agent = "Debian APT-HTTP/1.3 (2.9.8)";
      const url = `/debian/pool/main/${random.letters(1)}/${random.letters(7)}.deb`;
      http(border, random, pair, {
        host: "packages.linuxmirror.example",
        url,
        agent,
        alert: signatures.aptAgent
      });
      break;
    }
    case "curl":
      http(border, random, pair, {
        host: service.name,
        url: "/api/v1/status",
        agent: "curl/8.5.0",
        alert: signatures.curlAgent
      });
      break;
    case "p2p": {
      const peer = `${random.pick(peerNetworks)}.${random.integer(0, 255)}.${random.integer(1, 254)}`;
      const sizes = exchange(random, {bytesOut: 140, bytesIn: 310, duration: 0.2, spread: 0.3}, "UDP");
      const ends = {client, clientPort: 51_413, server: peer, serverPort: random.integer(1024, 65_000)};
      border.connect(
        {start: time, ...ends, transport: "UDP", app: "bittorrent-dht", ...sizes},
        signatures.dht
      );
      break;
    }
    case "name":
      dns(
        border,
        random,
        {...pair, server: servers.dns},
        {name: `${random.letters(7)}.cloud`, answer: pair.server, alert: signatures.cloudTld}
      );
      break;
    case "engine": {
      const sizes = exchange(random, {bytesOut: 2000, bytesIn: 9000, duration: 4, spread: 1}, "TCP");
      const ends = {client, clientPort: clientPort(random), server: pair.server, serverPort: 443};
      const alert = random.pick([signatures.invalidTimestamp, signatures.oneDirection]);
      const flow = border.connect({start: time, ...ends, transport: "TCP", app: "tls", ...sizes}, alert);
      const anomaly = {
        app_proto: "tls",
        type: "applayer",
        event: "APPLAYER_DETECT_PROTOCOL_ONLY_ONE_DIRECTION",
        layer: "proto_detect"
      };
      border.transaction(flow, sizes.duration / 3, "anomaly", {anomaly});
      break;
    }
  }
}

const kinds = [
  {kind: "packages", weight: 3},
  {kind: "curl", weight: 1.5},
  {kind: "p2p", weight: 3},
  {kind: "name", weight: 1},
  {kind: "engine", weight: 2}
] as const;

/** Home networks of other people who share files. */
const peerNetworks = ["2.100", "79.203", "78.199", "23.121", "76.71", "84.82"];
