import type {Action} from "../event.js";

/** What a plain line can say happened: a closed list, the `event_type` of its events. */
export const textEventTypes = [
  /** Passwords or other credentials were refused, or let in. */
  "login.failed",
  "login.accepted",
  /** Too many attempts: somebody or something was locked out. */
  "login.limit_exceeded",
  "login.disconnected",
  /** Somebody or something says that an attack was seen: `signature` names it. */
  "alert",
  "connection.blocked",
  "connection.allowed",
  "connection.opened",
  /** None of these: the line is kept as it is. */
  "message"
] as const;
export type TextEventType = (typeof textEventTypes)[number];

/** What the words of a line mean. */
export interface Phrase {
  readonly text: RegExp;
  readonly type: TextEventType;
  readonly action: Action | null;
  /** What was seen, by a name of ours; null where the line says no more than its type does. */
  readonly signature: string | null;
  /** ATT&CK technique that the signature is a sign of. */
  readonly technique: string | null;
}

const phrase = (
  type: TextEventType,
  text: RegExp,
  action: Action | null = null,
  signature: string | null = null,
  technique: string | null = null
): Phrase => ({text, type, action, signature, technique});

const seen = (signature: string, technique: string | null, text: RegExp) =>
  phrase("alert", text, null, signature, technique);

/** Refused credentials, whichever of the two is named first; the gap is bounded so that no line can stall it. */
const credentials = `(?:passwords?|log-?ins?|log-?ons?|sign-?ins?|auth(?:entications?)?|credentials?|passphrases?)`;
const refused = `(?:fail(?:ed|ures?|s)?|unsuccessful(?:ly)?|denied|reject(?:ed|s)?|invalid|incorrect|wrong|bad|refused)`;
const failedLogin = String.raw`\b(?:${refused}\b.{0,30}\b${credentials}|${credentials}\b.{0,30}\b${refused}|(?:invalid|illegal|unknown) user(?:name)?)\b`;
const many = String.raw`\b(?:multiple|many|repeated(?:ly)?|several|numerous|brute.?forc\w{0,4}|\d{2,9} (?:failed|failures|invalid|unsuccessful))\b`;
const enter = `(?:passwords?|publickey|log-?ins?|log-?ons?|logged (?:in|on)|sign-?ins?|signed in|auth(?:entication|enticated)?)`;
const granted = `(?:accepted|success(?:ful|fully)?|succeeded|granted|ok)`;

/**
 * What plain lines say, in order: the first that fits a line speaks for it, so that what is most specific stands first. Only
 * alternatives of words with bounded gaps. A login is inferred from words, and so is what became of a connection; nothing here makes a
 * label or a type of attack, for who wrote the line, and how they knew, is not known.
 */
export const phrases: readonly Phrase[] = [
  phrase(
    "login.limit_exceeded",
    /\btoo many\b.{0,30}\b(?:attempts|failures|log-?ins?)\b|\b(?:account|user)\b.{0,40}\block(?:ed|out)\b|\blocked out\b|\block(?:ing|ed) out\b/i
  ),
  phrase(
    "login.failed",
    new RegExp(`${many}.{0,60}${failedLogin}|${failedLogin}.{0,60}${many}`, "i"),
    "blocked",
    "Repeated failed logins",
    "T1110"
  ),
  phrase("login.failed", new RegExp(failedLogin, "i"), "blocked"),
  seen(
    "Brute force",
    "T1110",
    /\bbrute.?forc\w{0,4}\b|\bpassword (?:spray|guess)\w{0,4}\b|\bcredential stuffing\b/i
  ),
  seen(
    "Port scan",
    "T1046",
    /\bport.?scan\w{0,6}\b|\bscan(?:s|ning|ned)?\b.{0,20}\bports?\b|\bnetwork scan\b|\b(?:nmap|masscan|zmap)\b/i
  ),
  seen("SQL injection", "T1190", /\bsql.?injection\b|\bsqli\b|\bsqlmap\b/i),
  seen("Cross-site scripting", "T1190", /\bcross.site.scripting\b|\bxss\b/i),
  seen("Path traversal", "T1190", /\b(?:path|directory).traversal\b/i),
  seen("Command injection", "T1190", /\b(?:command|code).injection\b|\bremote code execution\b|\brce\b/i),
  seen(
    "Denial of service",
    "T1498",
    /\bd?dos\b|\bdenial.of.service\b|\b(?:syn|udp|icmp|http).?flood\w{0,3}\b/i
  ),
  seen("Data exfiltration", "T1048", /\bexfiltrat\w{1,4}\b/i),
  seen("Command and control", "T1071", /\bcommand.and.control\b|\bc2\b|\bcnc\b|\bbeacon(?:s|ing)?\b/i),
  seen("Malware", null, /\b(?:malware|ransomware|trojan|backdoor|rootkit|botnet|virus|worm)\b/i),
  seen("Privilege escalation", "T1068", /\bprivilege.escalation\b/i),
  seen("Intrusion", null, /\bintrusion\b|\bexploit\b|\battack\b|\bunauthori[sz]ed access\b|\bbreak-?in\b/i),
  phrase(
    "login.disconnected",
    /\blog(?:ged)?.?(?:out|off)\b|\bsession (?:closed|ended|terminated|expired)\b|\bdisconnect(?:ed|ing)?\b/i
  ),
  phrase(
    "login.accepted",
    new RegExp(
      String.raw`\b(?:${granted}\b.{0,30}\b${enter}|${enter}\b.{0,30}\b${granted}|(?<!\bnot )logged (?:in|on)|(?<!\bnot )signed in)\b`,
      "i"
    ),
    "allowed"
  ),
  phrase(
    "connection.blocked",
    /\b(?:block(?:ed|ing|s)?|drop(?:ped|ping|s)?|den(?:y|ied|ies)|reject(?:ed|ing|s)?|refused|banned?)\b/i,
    "blocked"
  ),
  phrase(
    "connection.allowed",
    /\b(?:allow(?:ed|ing|s)?|permit(?:ted|s)?|accept(?:ed|ing|s)?|pass(?:ed)?)\b/i,
    "allowed"
  ),
  phrase("connection.opened", /\bconnect(?:ed|ion|ions|ing|s)?\b/i)
];

/** What a line says; null where no phrase is in it. */
export const findPhrase = (message: string): Phrase | null =>
  phrases.find(({text}) => text.test(message)) ?? null;
