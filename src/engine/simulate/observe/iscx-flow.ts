import type {IscxFlow} from "../formats/iscx.js";
import {isCampus} from "../world.js";
import type {Connection, Outcome} from "./connection.js";

/** QRadar's application names for Suricata's. */
const appNames: Readonly<Record<string, string>> = {
  http: "HTTPWeb",
  image: "HTTPImageTransfer",
  tls: "SecureWeb",
  dns: "DNS",
  ssh: "SSH",
  smtp: "SMTP",
  imap: "IMAP",
  ntp: "NTP",
  smb: "WindowsFileSharing",
  "bittorrent-dht": "BitTorrent"
};

const sourceFlags: Readonly<Record<Outcome, string>> = {
  answered: "F,S,P,A",
  refused: "S",
  unanswered: "S",
  reset: "S,R,P,A"
};
const destinationFlags: Readonly<Record<Outcome, string>> = {
  answered: "F,S,P,A",
  refused: "R,A",
  unanswered: "",
  reset: "S,P,A"
};

/** What QRadar would have exported about a connection. Unlike the other formats, this one carries its own label. */
export function iscxFlow(connection: Connection, attack: boolean): IscxFlow {
  const tcp = connection.transport === "TCP";
  return {
    appName: appName(connection),
    totalSourceBytes: connection.bytesOut,
    totalDestinationBytes: connection.bytesIn,
    totalSourcePackets: connection.packetsOut,
    totalDestinationPackets: connection.packetsIn,
    sourcePayload: connection.payload?.source ?? "",
    destinationPayload: connection.payload?.destination ?? "",
    direction: `${isCampus(connection.client) ? "L" : "R"}2${isCampus(connection.server) ? "L" : "R"}`,
    sourceFlags: tcp ? sourceFlags[connection.outcome] : "",
    destinationFlags: tcp ? destinationFlags[connection.outcome] : "",
    source: connection.client,
    sourcePort: connection.clientPort,
    destination: connection.server,
    destinationPort: connection.serverPort,
    protocolName: connection.transport === "ICMP" ? "icmp_ip" : tcp ? "tcp_ip" : "udp_ip",
    start: connection.start,
    stop: connection.start + connection.duration * 1000,
    label: attack ? "Attack" : "Normal"
  };
}

function appName({app, transport}: Connection): string {
  if (transport === "ICMP") return "ICMP";
  return appNames[app] ?? (transport === "TCP" ? "Unknown_TCP" : "Unknown_UDP");
}
