import type {Label} from "../event.js";

/** What an alert's signature and category say about it. */
export interface AlertMeaning {
  readonly label: Label | null;
  readonly attack_type: string | null;
}

interface Rule {
  readonly of: "signature" | "category";
  readonly matches: RegExp;
  readonly meaning: AlertMeaning;
}

/** Policy, information, or the engine's own remarks: worth reading, but nothing says that it is an attack. */
const unlabelled: AlertMeaning = {label: null, attack_type: null};

const signature = (matches: RegExp, attack_type: string): Rule => ({
  of: "signature",
  matches,
  meaning: {label: "Attack", attack_type}
});
const category = (matches: RegExp, attack_type: string | null): Rule => ({
  of: "category",
  matches,
  meaning: {label: "Attack", attack_type}
});

/**
 * In order, the first that matches the lower-case text decides. Signatures are those of Emerging Threats and GPL, which
 * name a class after the publisher ("ET SCAN ..."); categories are the descriptions in Suricata's classification.config.
 * https://github.com/OISF/suricata/blob/main/etc/classification.config
 */
const rules: readonly Rule[] = [
  {of: "signature", matches: /^suricata /, meaning: unlabelled},
  {of: "signature", matches: /^(et|etpro|gpl) (policy|info|chat|p2p|games|ja3) /, meaning: unlabelled},
  {of: "category", matches: /not suspicious|unknown traffic|protocol command decode/, meaning: unlabelled},
  {of: "category", matches: /privacy violation|misc activity|network event/, meaning: unlabelled},
  signature(/attack_response/, "Exploit"),
  signature(/sql injection|sqlmap|union select|\bselect (from|user|concat|version)/, "SQL Injection"),
  signature(/cross.site scripting|\bxss\b/, "XSS"),
  // Guessing file names is not guessing passwords.
  signature(/(?<!file\/dir )brute.?force|credential stuffing|password spray/, "Brute Force"),
  category(/default user ?name|unsuccessful user|suspicious user ?name/, "Brute Force"),
  signature(/\bd?dos\b|denial of service|\bflood|amplification/, "DoS"),
  category(/denial of service/, "DoS"),
  signature(/exfiltrat/, "Data Exfiltration"),
  signature(/dns tunnel|dnscat|\biodine\b|\bdga\b/, "DNS Anomaly"),
  signature(/\bc2\b|\bcnc\b|command.and.control|beacon|check-?in\b/, "Command and Control"),
  category(/command and control/, "Command and Control"),
  signature(/lateral movement|\bpsexec\b|remote service creation/, "Lateral Movement"),
  signature(/\bscan\b|scanner|scanning|masscan|\bzmap\b|\bnmap\b|\bnessus\b|w00tw00t/, "Port Scan"),
  category(/network scan/, "Port Scan"),
  signature(/trojan|malware|ransom|backdoor|\bworm\b|webshell|coin.?miner|botnet/, "Malware"),
  signature(/exploit|\bcve-|command execution|code execution|shellcode|overflow/, "Exploit"),
  category(/administrator privilege|user privilege|executable code|exploit kit/, "Exploit"),
  category(/web application/, "Web Attack"),
  category(/information leak/, "Reconnaissance"),
  signature(/ web_server | web_specific_apps /, "Web Attack"),
  category(/trojan|malware|crypto/, "Malware"),
  signature(/reputation|block listed|spamhaus|known compromised|known tor/, "Bad Reputation"),
  category(/misc attack/, null)
];

/** A rule set has tens of thousands of signatures; a sensor fires hundreds of them, many times each. */
const known = new Map<string, {readonly category: string; readonly meaning: AlertMeaning}>();
const maximumKnown = 10_000;

/** What the table above says about a signature of a category, each "" where the alert has none. */
export function meaningOf(signature: string, category: string): AlertMeaning {
  const entry = known.get(signature);
  if (entry !== undefined && entry.category === category) return entry.meaning;
  const meaning = decide({signature: signature.toLowerCase(), category: category.toLowerCase()});
  if (known.size >= maximumKnown) known.clear();
  known.set(signature, {category, meaning});
  return meaning;
}

function decide(alert: {readonly signature: string; readonly category: string}): AlertMeaning {
  for (const rule of rules) if (rule.matches.test(alert[rule.of])) return rule.meaning;
  return unlabelled;
}
