import type {EveAlert} from "./formats/suricata.js";

function signature(id: number, text: string, category: string, severity: number, rev = 1): EveAlert {
  return {action: "allowed", gid: 1, signature_id: id, rev, signature: text, category, severity};
}

const leak = "Attempted Information Leak";
const web = "Web Application Attack";
const admin = "Attempted Administrator Privilege Gain";
const misc = "Misc Attack";
const trojan = "A Network Trojan was detected";
const decode = "Generic Protocol Command Decode";
const bad = "Potentially Bad Traffic";
const privacy = "Potential Corporate Privacy Violation";

/** What the simulated sensor's rules say. Names and classes as in the Emerging Threats rules; 1000000+ are local. */
export const signatures = {
  sshScan: signature(2001219, "ET SCAN Potential SSH Scan", leak, 2, 20),
  sshBruteForce: signature(
    2006546,
    "ET SCAN LibSSH Based Frequent SSH Connections Likely BruteForce Attack",
    admin,
    1,
    9
  ),
  nmap: signature(
    2009358,
    "ET SCAN Nmap Scripting Engine User-Agent Detected (Nmap Scripting Engine)",
    web,
    1,
    6
  ),
  synScan: signature(2009582, "ET SCAN NMAP -sS window 1024", leak, 2, 4),
  mssql: signature(2010935, "ET SCAN Suspicious inbound to MSSQL port 1433", bad, 2, 3),
  mysql: signature(2010937, "ET SCAN Suspicious inbound to mySQL port 3306", bad, 2, 3),
  dshield: signature(2402000, "ET DROP Dshield Block Listed Source group 1", misc, 2, 6700),
  cins: signature(2403388, "ET CINS Active Threat Intelligence Poor Reputation IP group 89", misc, 2, 98812),
  eternalBlue: signature(2024218, "ET EXPLOIT Possible ETERNALBLUE MS17-010 Echo Response", trojan, 1, 3),
  sqlmap: signature(2008538, "ET SCAN Sqlmap SQL Injection Scan", web, 1, 9),
  union: signature(2006446, "ET WEB_SERVER Possible SQL Injection Attempt UNION SELECT", web, 1, 14),
  loadFile: signature(
    2016936,
    "ET WEB_SERVER SQL Injection Local File Access Attempt Using LOAD_FILE",
    web,
    1,
    2
  ),
  xss: signature(2009714, "ET WEB_SERVER Script tag in URI Possible Cross Site Scripting Attempt", web, 1, 7),
  synFlood: signature(1000010, "LOCAL DOS Inbound SYN flood to web server", "Attempted Denial of Service", 2),
  ntpFlood: signature(
    2017919,
    "ET DOS Possible NTP DDoS Inbound Frequent Un-Authed MON_LIST Requests IMPL 0x03",
    "Attempted Denial of Service",
    2,
    2
  ),
  slowloris: signature(
    1000011,
    "LOCAL DOS Possible Slowloris partial header",
    "Attempted Denial of Service",
    2
  ),
  beacon: signature(1000020, "LOCAL MALWARE Periodic TLS to newly observed domain", trojan, 1),
  portalStuffing: signature(1000030, "LOCAL POLICY Many accounts tried on portal login", admin, 1),
  smbAdminShare: signature(2102471, "GPL NETBIOS SMB-DS C$ share access", decode, 3, 16),
  psexec: signature(2010781, "ET POLICY PsExec service created", bad, 2, 5),
  dnsTunnel: signature(1000040, "LOCAL DNS Possible tunnelling, long TXT query names", bad, 2),
  largeUpload: signature(1000050, "LOCAL POLICY Unusually large outbound transfer", privacy, 2),
  aptAgent: signature(
    2013504,
    "ET POLICY GNU/Linux APT User-Agent Outbound likely related to package management",
    "Not Suspicious Traffic",
    3,
    6
  ),
  curlAgent: signature(2013028, "ET POLICY curl User-Agent Outbound", leak, 2, 7),
  dht: signature(2008581, "ET P2P BitTorrent DHT ping request", privacy, 1, 6),
  cloudTld: signature(2027865, "ET INFO Observed DNS Query to .cloud TLD", bad, 2, 4),
  invalidTimestamp: signature(2210044, "SURICATA STREAM Packet with invalid timestamp", decode, 3, 2),
  oneDirection: signature(2260002, "SURICATA Applayer Detect protocol only one direction", decode, 3)
} as const;
