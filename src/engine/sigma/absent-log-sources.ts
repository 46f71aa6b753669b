import type {LogSource} from "./rule.js";

const endpoint = "no logs of processes, files and system calls on hosts";
const cloud = "no audit logs of cloud services";
const identity = "no logs of identity providers";
const network = "no management logs of network devices";
const antivirus = "no antivirus or endpoint protection logs";

const products: Readonly<Record<string, string>> = {
  windows: "no Windows event logs",
  macos: `${endpoint} (macOS)`,
  aws: cloud,
  azure: cloud,
  gcp: cloud,
  m365: cloud,
  o365: cloud,
  google_workspace: cloud,
  github: "no audit logs of GitHub",
  bitbucket: "no audit logs of Bitbucket",
  gitlab: "no audit logs of GitLab",
  okta: identity,
  onelogin: identity,
  cisco: network,
  huawei: network,
  juniper: network,
  fortigate: network,
  fortios: network,
  paloalto: network,
  checkpoint: network,
  ubiquiti: network,
  qualys: "no vulnerability scans",
  opencanary: "no OpenCanary honeypot",
  kubernetes: "no audit logs of Kubernetes",
  docker: "no logs of containers",
  modsecurity: "no logs of web application firewalls",
  snort: "no logs of Snort (Suricata's are read)",
  sql: "no database logs",
  mysql: "no database logs",
  postgresql: "no database logs",
  mssql: "no database logs",
  sophos: antivirus,
  crowdstrike: antivirus,
  django: "no application logs (Django)",
  python: "no application logs (Python)",
  rpc_firewall: "no RPC firewall logs",
  spring: "no application logs (Spring)",
  jvm: "no application logs (Java)",
  nodejs: "no application logs (Node.js)",
  ruby_on_rails: "no application logs (Ruby on Rails)",
  velocity: "no application logs (Velocity)",
  sap: "no application logs (SAP)",
  apache: "no error logs of Apache (requests are known under category webserver)",
  nginx: "no error logs of nginx (requests are known under category webserver)"
};

const categories: Readonly<Record<string, string>> = {
  antivirus,
  edr: antivirus,
  application: "no application logs",
  database: "no database logs",
  webserver: "no access logs of this product",
  file_event: endpoint,
  file_access: endpoint,
  file_change: endpoint,
  file_delete: endpoint,
  file_rename: endpoint,
  process_creation: endpoint,
  process_access: endpoint,
  process_termination: endpoint,
  process_tampering: endpoint,
  image_load: endpoint,
  driver_load: endpoint,
  registry_add: endpoint,
  registry_delete: endpoint,
  registry_event: endpoint,
  registry_set: endpoint,
  dns_query: "no logs of which process asked for a name",
  // Its rules are about the program that connected, which no sensor on the network sees.
  network_connection: "no logs of which process connected where"
};

const services: Readonly<Record<string, string>> = {
  apache: "no error logs of Apache (requests are known under category webserver)",
  nginx: "no error logs of nginx (requests are known under category webserver)",
  auditd: `${endpoint} (auditd)`,
  clamav: antivirus,
  cron: "no logs of cron (of a Linux host only authentication is kept)",
  syslog: "no general syslog (of a Linux host only authentication is kept)",
  modsecurity: "no logs of web application firewalls",
  guacamole: "no logs of Guacamole",
  sysmon: `${endpoint} (Sysmon)`
};

/** Why this data cannot have a log source: always named, also where nobody knows it. */
export function reasonNotApplicable({category, product, service}: LogSource): string {
  if (product === "zeek" || product === "bro") {
    return `no counterpart of Zeek's ${service === null ? "logs at large" : `log "${service}"`} in this data`;
  }
  if (product === "linux") {
    const known = find(services, service) ?? find(categories, category);
    return `${known ?? `no Linux logs of ${named({category, service})}`} in this data`;
  }
  const known = find(products, product) ?? find(categories, category) ?? find(services, service);
  return `${known ?? `no logs of ${named({category, product, service})}`} in this data`;
}

function find(reasons: Readonly<Record<string, string>>, key: string | null): string | undefined {
  return key !== null && Object.hasOwn(reasons, key) ? reasons[key] : undefined;
}

function named(parts: Readonly<Record<string, string | null>>): string {
  return Object.entries(parts)
    .flatMap(([key, value]) => (value === null ? [] : `${key} "${value}"`))
    .join(", ");
}
