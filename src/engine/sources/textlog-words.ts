import {cleanText, readAddress} from "./fields.js";

const severityWords: ReadonlySet<string> = new Set(
  "TRACE DEBUG INFO INFORMATION NOTICE WARN WARNING ERR ERROR SEVERE CRIT CRITICAL ALERT FATAL EMERG EMERGENCY".split(
    " "
  )
);

/** Whether a word tells how grave a line is, and so is no name of a host. */
export const isSeverityWord = (word: string | null): boolean =>
  word !== null && severityWords.has(word.toUpperCase().replace(/:$/, ""));

/** Words that follow "user" or "for" without being a name. */
const noNames: ReadonlySet<string> = new Set(
  (
    "a an the this that these those all any some every each more most many multiple several no not none unknown user users username account accounts " +
    "invalid illegal valid from to at on in by with via and or as of for is was were has had have are be been will would can could " +
    "agent name id login logon logged log logs session sessions password passwords access authentication auth authorization failed failure " +
    "successful successfully connection connections request requests error errors service port host address ip details reason minutes seconds " +
    "hours days created added deleted removed changed locked disabled enabled tried attempted requested input activity attempt attempts enumeration space data interface group role profile"
  ).split(" ")
);

const named =
  /\b(?:user(?:[ _-]?name)?|account|login)(?:[=:]\s?|\s(?:name[ =:]\s?)?)["'`<[(]?([^\s"'`<>[\](),;:=]{1,128})/gi;
const forName =
  /\bfor\s(?:(?:invalid|illegal|unknown|valid)\s)?(?:user\s|account\s)?["'`<[(]?([^\s"'`<>[\](),;:=]{1,128})/gi;
/** More of them are no sentence. */
const nameLimit = 20;

/** The account that a message names, after "user" or, where it is about a login, after "for"; null without one. */
export function findUser(message: string, isLogin: boolean): string | null {
  return firstName(message, named) ?? (isLogin ? firstName(message, forName) : null);
}

function firstName(message: string, pattern: RegExp): string | null {
  let count = 0;
  for (const [, text = ""] of message.matchAll(pattern)) {
    if (++count > nameLimit) return null;
    const name = text.replace(/[.!?]+$/, "");
    if (name === "" || noNames.has(name.toLowerCase()) || /^\d+(?:\.\d+)?[smhd%]?$/.test(name)) continue;
    if (typeof readAddress(name) === "string") continue;
    return cleanText(name);
  }
  return null;
}

const transport = /\b(TCP|UDP|ICMP)\b/i;
const applications =
  /\b(SSHD?|FTPS?|SFTP|TELNET|RDP|SMB|SMTP|IMAPS?|POP3S?|VNC|MYSQL|MSSQL|POSTGRES(?:QL)?|DNS|VPN|SIP|LDAP|SNMP|NTP|HTTPS?)\b/i;
const usualNames: ReadonlyMap<string, string> = new Map([
  ["SSHD", "SSH"],
  ["SFTP", "SSH"],
  ["FTPS", "FTP"],
  ["IMAPS", "IMAP"],
  ["POP3S", "POP3"],
  ["POSTGRES", "POSTGRESQL"],
  ["HTTPS", "TLS"]
]);

/** The protocols that a message names: its words, not its traffic. */
export function readProtocols(message: string): {protocol: string | null; application: string | null} {
  const name = applications.exec(message)?.[1]?.toUpperCase() ?? null;
  return {
    protocol: transport.exec(message)?.[1]?.toUpperCase() ?? null,
    application: name === null ? null : (usualNames.get(name) ?? name)
  };
}
