/** Terms that a student may not know, each in a sentence or two. Keys are lower case; plurals in "s" are found too. */
export const terms: Readonly<Record<string, string>> = {
  alert:
    "All findings of one kind about one attacker within one hour, told by the strongest of their events.",
  "anomaly score":
    "How rare such an event is in benign traffic, from 0 to 1: 0.5 is one in a thousand, 1 is one in a million or rarer.",
  asn: "Autonomous system number: the network operator that announces an address to the internet.",
  "att&ck":
    "MITRE's public catalogue of what attackers do, as tactics (why) and techniques (how), each with an id such as T1110.",
  "allow-list":
    "Regular calls that somebody has looked at and called harmless, with the reason; they raise no alert.",
  beacon:
    "A computer that calls the same place at regular intervals, as malware does that asks for orders. So do clocks and updates.",
  benign: "Ordinary, meant by nobody to do harm.",
  botnet: "Many machines that were broken into and now take orders from one place.",
  "brute force": "Trying passwords one after the other until one fits.",
  burst: "A stretch of time with far more events than the hour of the day explains.",
  c2: "Command and control: how malware gets its orders.",
  calibration:
    "Turning a model's raw score into how rare that score is among benign events, so that severities keep their promise.",
  campaign:
    "Incidents that belong together, because they share what is rare: passwords, fingerprints, files, sources.",
  cidr: "A range of addresses, written as the first one and how many of its leading bits are fixed: 192.0.2.0/24 holds 256.",
  cowrie: "A honeypot that plays an SSH and Telnet server and writes down what intruders type.",
  "credential stuffing": "Trying pairs of user name and password that leaked elsewhere.",
  dionaea: "A honeypot that plays vulnerable services such as SMB, MySQL and FTP, to catch malware.",
  exfiltration: "Carrying data out of a network that they should not leave.",
  "false positive": "Something harmless that was called an alert.",
  finding: "What one detector says about one event or address, with its evidence.",
  fingerprint:
    "What a program gives away of itself by the way it begins to talk, whatever address it comes from.",
  hassh: "A fingerprint of SSH programs, made from the algorithms that they offer.",
  honeypot:
    "A computer that exists to be attacked: nobody has a reason to reach it, so everything that does is suspicious.",
  incident:
    "Alerts about one source (or one crowd) and one technique, merged over time: what an analyst works on.",
  indicator: "Something known to be bad, such as an address, a domain or a file's hash, on a list.",
  iscx: "A public dataset of labelled network flows from the University of New Brunswick, made to compare detectors.",
  "isolation forest":
    "A model that calls unusual what random cuts through the data separate from the rest after few cuts.",
  ja3: "A fingerprint of programs that use TLS, made from how they greet a server.",
  "lateral movement": "Going on from one machine that was broken into to others beside it.",
  payload: "What a connection carries, without the headers around it.",
  percentile: "The 95th percentile is the value that 95 in 100 do not exceed.",
  "port scan": "Knocking at many ports or addresses to find out what answers.",
  precision: "Of all that were called attacks, the share that are.",
  recall: "Of all attacks, the share that were found.",
  reconnaissance: "Looking round before an attack: what is there, and what could be broken into.",
  shap: "A way to divide a score among the features that made it, so that the parts add up exactly.",
  sigma: "A public format for detection rules that is independent of any product.",
  severity: "How soon to look: critical at once, high within an hour, medium within a day, low for patterns.",
  suricata: "A sensor that watches traffic on a network and compares it with thousands of signatures.",
  technique: "How an attacker reaches a goal, by MITRE ATT&CK: T1110 is brute force.",
  telnet: "An old way to log in over the network, unencrypted; cameras and routers still have it.",
  tls: "What encrypts connections on the web and elsewhere.",
  "user agent": "What a web client says it is. Anybody can claim anything.",
  utc: "Coordinated universal time: the same everywhere, without summer time."
};
