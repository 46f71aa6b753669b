/**
 * Application protocols by `appName`, the name IBM QRadar gave the flow. QRadar tells kinds of content apart
 * (HTTPImageTransfer) where the unified name is the protocol's. Null: a class of ports, or nothing recognised.
 * Names that are not here are protocols already and only change to upper case.
 */
const applications: ReadonlyMap<string, string | null> = new Map([
  ["HTTPWeb", "HTTP"],
  ["HTTPImageTransfer", "HTTP"],
  ["WebFileTransfer", "HTTP"],
  ["WebMediaAudio", "HTTP"],
  ["WebMediaDocuments", "HTTP"],
  ["WebMediaVideo", "HTTP"],
  ["Web-Port", "HTTP"],
  ["SecureWeb", "HTTPS"],
  ["DNS-Port", "DNS"],
  ["POP-port", "POP"],
  ["SNMP-Ports", "SNMP"],
  ["WindowsFileSharing", "SMB"],
  ["NetBIOS-IP", "NETBIOS"],
  ["NETBEUI", "NETBIOS"],
  ["MS-SQL", "MSSQL"],
  ["MSTerminalServices", "RDP"],
  ["NNTPNews", "NNTP"],
  ["TimeServer", "TIME"],
  ["XWindows", "X11"],
  ["Unknown_TCP", null],
  ["Unknown_UDP", null],
  ["Unknown", null],
  ["MiscApplication", null],
  ["MiscApp", null],
  ["Misc-DB", null],
  ["Misc-Mail-Port", null],
  ["Misc-Ports", null],
  ["Common-Ports", null],
  ["Common-P2P-Port", null],
  ["Network-Config-Ports", null]
]);

export function applicationProtocol(appName: string): string | null {
  const known = applications.get(appName);
  return known !== undefined ? known : appName.toUpperCase();
}

/** `protocolName` is lower case and ends in `_ip` (tcp_ip), except for ipv6icmp and igmp. */
export function transportProtocol(protocolName: string): string {
  const name = protocolName.toUpperCase();
  if (name === "IPV6ICMP") return "IPV6-ICMP";
  return name.endsWith("_IP") ? name.slice(0, -3) : name;
}

/**
 * What the attacks of each day were, by the date that their flows start on. ISCX 2012 labels flows Attack without
 * saying which, but each day had one scenario. Source: the data set's own description, `data_description.txt`,
 * and A. Shiravi et al., "Toward developing a systematic approach to generate benchmark datasets for intrusion
 * detection", Computers & Security 31 (2012).
 */
const scenarios: ReadonlyMap<string, string> = new Map([
  ["2010-06-12", "Brute Force"],
  ["2010-06-13", "Infiltration"],
  ["2010-06-14", "DoS"],
  ["2010-06-15", "DDoS"],
  ["2010-06-16", "Brute Force"],
  ["2010-06-17", "Brute Force"]
]);

/** The kind of an attack on `date` (YYYY-MM-DD as the file has it): "Unknown" outside of the testbed's days. */
export function attackOn(date: string): string {
  return scenarios.get(date) ?? "Unknown";
}
