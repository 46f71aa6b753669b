/** Ports on which an application protocol is at home, by its name in `events`. IANA's, and those in wide use beside them. */
const home: ReadonlyMap<string, ReadonlySet<number>> = new Map(
  Object.entries({
    HTTP: [80, 591, 631, 2080, 3128, 5985, 8000, 8008, 8080, 8081, 8088, 8888],
    TLS: [443, 465, 563, 636, 853, 989, 990, 992, 993, 994, 995, 3269, 5061, 5223, 5228, 5671, 8443, 8883],
    HTTPS: [443, 8443],
    QUIC: [443, 853, 8443],
    SSH: [22, 2222],
    DNS: [53, 853, 5353],
    SMTP: [25, 465, 587],
    IMAP: [143, 993],
    POP3: [110, 995],
    FTP: [20, 21],
    NTP: [123],
    SMB: [139, 445],
    RDP: [3389],
    SIP: [5060, 5061],
    MQTT: [1883, 8883]
  }).map(([name, ports]) => [name, new Set(ports)])
);

/** Share of the campus's hosts that use a port below which it is hardly used: RITA's for rare destinations. */
const rare = 0.02;

/**
 * 1 for a protocol on a port that is not its own (T1571), 0.5 for a port that hardly any host of the campus uses and that is at
 * home to no protocol, else 0.
 *
 * @param portCallers campus hosts that use the port for anything outside, of `hosts`
 */
export function unusualPort(
  appProtocol: string | null,
  port: number | null,
  portCallers: number,
  hosts: number
): number {
  if (port === null) return 0;
  const own = appProtocol === null ? undefined : home.get(appProtocol);
  if (own !== undefined) return own.has(port) ? 0 : 1;
  for (const ports of home.values()) if (ports.has(port)) return 0;
  return portCallers <= rare * hosts ? 0.5 : 0;
}
