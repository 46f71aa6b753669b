import type {AuthReading} from "./authlog-message.js";

/** Programs that log a failed attempt themselves, so that PAM's line about it is no attempt of its own. */
const selfReporting = new Set(["sshd", "sudo", "su", "su-l", "openvpn", "ocserv"]);

/** More failures than any program allows on one connection. */
const failureLimit = 100;

const applications: ReadonlyMap<string, string> = new Map([
  ["sshd", "SSH"],
  ["vsftpd", "FTP"],
  ["ftpd", "FTP"],
  ["proftpd", "FTP"],
  ["remote", "TELNET"],
  ["telnetd", "TELNET"],
  ["su-l", "SU"],
  ["openvpn", "VPN"],
  ["ocserv", "VPN"]
]);

/**
 * What Linux-PAM says in another program's name: "pam_unix(sshd:auth): ..." today, "sshd(pam_unix)[1]: ..." until
 * 2005. In the old form PAM's lines went to a file of their own, without the program's "Failed password": there they are the only
 * evidence and count as the attempt (`login.failed`, `su.failed`). Today's stand beside the program's own line, where it
 * writes one, and are `pam.failure`.
 * https://github.com/linux-pam/linux-pam/blob/master/modules/pam_unix/support.c
 */
export function readPam(program: string, message: string): AuthReading {
  const modern = /^(?:pam_\w{1,32})\(([^:()]{1,64}):\w{1,32}\): /.exec(message);
  if (modern !== null) return readPamMessage(modern[1] ?? "", message.slice(modern[0].length), false);
  const old = /^([^()]{1,64})\(pam_\w{1,32}\)$/.exec(program);
  if (old !== null) return readPamMessage(old[1] ?? "", message, true);
  if (/^PAM \d{1,4} more authentication failures?;/.test(message)) {
    return readPamMessage(program, message.slice("PAM ".length), false);
  }
  return null;
}

function readPamMessage(service: string, message: string, old: boolean): AuthReading {
  const application = applications.get(service) ?? service.toUpperCase();
  const session = /^session (opened|closed) for user (\S{0,256}?)(?:\(uid=\d{1,10}\))?(?: by .*)?$/.exec(
    message
  );
  if (session !== null) {
    return {
      type: session[1] === "opened" ? "session.opened" : "session.closed",
      application,
      username: session[2]
    };
  }
  if (message.startsWith("check pass; user unknown")) return {type: "pam.unknown_user", application};
  const failure = /^(?:(\d{1,4}) more )?authentication failures?; ?/.exec(message);
  if (failure !== null) {
    const {client, caller, username} = readFields(message.slice(failure[0].length));
    const own = old || !selfReporting.has(service);
    const type = !own ? "pam.failure" : service === "su" ? "su.failed" : "login.failed";
    // PAM's summary adds to attempts logged before it, except where the program has logged each of them itself.
    const times = own ? Math.min(failureLimit, Number(failure[1] ?? 1)) : 1;
    // For su, `user` is who the caller would become.
    return {
      type,
      application,
      client,
      username: type === "su.failed" ? (caller ?? username) : username,
      times
    };
  }
  const locked = /^Consecutive login failures for user (\S{1,256}) account temporarily locked/.exec(message);
  return locked === null ? null : {type: "login.limit_exceeded", application, username: locked[1]};
}

/**
 * "logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.1  user=root". The user comes last and may hold spaces and
 * equals signs; the client is read from the first `rhost`, before it.
 */
function readFields(fields: string): {
  client: string | undefined;
  caller: string | undefined;
  username: string | undefined;
} {
  const match = /(?:^| )rhost=(\S*)/.exec(fields);
  const rest = match === null ? fields : fields.slice(match.index + match[0].length);
  const caller = /(?:^| )ruser=(\S*)/.exec(fields);
  const user = /^\s{0,8}user=(.*)$/.exec(rest);
  return {
    client: match?.[1] || undefined,
    caller: caller?.[1] || undefined,
    username: user?.[1] || undefined
  };
}
