/** What usually listens on a port: https://www.iana.org/assignments/service-names-port-numbers. */
const usual: Readonly<Record<string, readonly number[]>> = {
  FTP: [20, 21],
  SSH: [22, 2222],
  TELNET: [23, 2323],
  SMTP: [25, 465, 587],
  DNS: [53],
  DHCP: [67, 68],
  TFTP: [69],
  HTTP: [80, 8000, 8080, 8888],
  POP3: [110, 995],
  NTP: [123],
  MSRPC: [135],
  NETBIOS: [137, 138, 139],
  IMAP: [143, 993],
  SNMP: [161],
  LDAP: [389, 636],
  HTTPS: [443, 8443],
  SMB: [445],
  MSSQL: [1433],
  PPTP: [1723],
  MQTT: [1883],
  SSDP: [1900],
  MYSQL: [3306],
  RDP: [3389],
  SIP: [5060, 5061],
  MDNS: [5353],
  POSTGRESQL: [5432],
  VNC: [5900],
  REDIS: [6379],
  MONGODB: [27017]
};

const cases = Object.entries(usual).map(
  ([name, ports]) => `WHEN destination_port IN (${ports}) THEN '${name}'`
);

/**
 * What was reached for, as SQL over `events`: the application protocol that was seen, else the usual one of the
 * destination port, else the transport protocol where it has no ports, else 'other'.
 */
export const service = `
  coalesce(
    CASE app_protocol WHEN 'TLS' THEN CASE WHEN destination_port IN (443, 8443) THEN 'HTTPS' ELSE 'TLS' END ELSE app_protocol END,
    CASE ${cases.join(" ")} END,
    CASE WHEN protocol IN ('ICMP', 'IPV6-ICMP', 'IGMP', 'GRE') THEN protocol END,
    'other')`;
