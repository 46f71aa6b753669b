/** What a Dionaea service speaks, and what a connection to it is taken for. */
export interface DionaeaService {
  readonly app_protocol: string | null;
  readonly attack_type: string;
}

/**
 * By Dionaea's own names of its services. https://github.com/DinoTools/dionaea/tree/master/modules/python/dionaea
 * Blackhole takes whatever arrives on a port, mirror sends it back, pcap sees only the refused attempt.
 */
export const dionaeaServices: ReadonlyMap<string, DionaeaService> = new Map([
  ["smbd", {app_protocol: "SMB", attack_type: "Exploit"}],
  ["epmapper", {app_protocol: "MSRPC", attack_type: "Exploit"}],
  ["httpd", {app_protocol: "HTTP", attack_type: "Web Attack"}],
  ["mssqld", {app_protocol: "MSSQL", attack_type: "Brute Force"}],
  ["mysqld", {app_protocol: "MYSQL", attack_type: "Brute Force"}],
  ["mongod", {app_protocol: "MONGODB", attack_type: "Database Attack"}],
  ["memcache", {app_protocol: "MEMCACHED", attack_type: "Database Attack"}],
  ["memcached", {app_protocol: "MEMCACHED", attack_type: "Database Attack"}],
  ["ftpd", {app_protocol: "FTP", attack_type: "Brute Force"}],
  ["ftpdata", {app_protocol: "FTP-DATA", attack_type: "Malware"}],
  ["ftpdatalisten", {app_protocol: "FTP-DATA", attack_type: "Malware"}],
  ["ftpdataconnect", {app_protocol: "FTP-DATA", attack_type: "Malware"}],
  ["ftpctrl", {app_protocol: "FTP", attack_type: "Malware"}],
  ["TftpServerHandler", {app_protocol: "TFTP", attack_type: "Malware"}],
  ["TftpClient", {app_protocol: "TFTP", attack_type: "Malware"}],
  ["SipSession", {app_protocol: "SIP", attack_type: "VoIP Abuse"}],
  ["SipCall", {app_protocol: "SIP", attack_type: "VoIP Abuse"}],
  ["RtpUdpStream", {app_protocol: "RTP", attack_type: "VoIP Abuse"}],
  ["mqttd", {app_protocol: "MQTT", attack_type: "IoT Attack"}],
  ["upnpd", {app_protocol: "UPNP", attack_type: "IoT Attack"}],
  ["printerd", {app_protocol: "JETDIRECT", attack_type: "IoT Attack"}],
  ["pptpd", {app_protocol: "PPTP", attack_type: "Reconnaissance"}],
  ["remoteshell", {app_protocol: null, attack_type: "Command Execution"}],
  ["emulation", {app_protocol: null, attack_type: "Exploit"}],
  ["mirrorc", {app_protocol: null, attack_type: "Reconnaissance"}],
  ["mirrord", {app_protocol: null, attack_type: "Reconnaissance"}],
  ["Blackhole", {app_protocol: null, attack_type: "Port Scan"}],
  ["pcap", {app_protocol: null, attack_type: "Port Scan"}]
]);

/** Dionaea calls TLS a transport; it runs on TCP. */
export const dionaeaTransports: ReadonlyMap<string, string> = new Map([
  ["tcp", "TCP"],
  ["tls", "TCP"],
  ["udp", "UDP"]
]);

/** `event_type` of a connection by Dionaea's type of it; of any other type it is "dionaea.connection". */
export const dionaeaConnectionTypes: ReadonlyMap<string, string> = new Map(
  ["accept", "connect", "listen", "reject", "pending"].map(
    type => [type, `dionaea.connection.${type}`] as const
  )
);
