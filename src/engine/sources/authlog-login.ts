import {type AuthReading, repeats} from "./authlog-message.js";

/** What FTP servers say: wu-ftpd and BSD ftpd ("connection from"), vsftpd and ProFTPD. */
export function readFtp(message: string): AuthReading {
  const application = "FTP";
  const connection = /^connection from (\S{1,255})/.exec(message);
  if (connection !== null) return {type: "login.connected", application, client: connection[1]};
  const bsd = /^(?:ANONYMOUS )?FTP LOGIN (FAILED )?FROM (\S{1,255})(?: \[(\S{1,64})\])?, (.{0,256})$/.exec(
    message
  );
  if (bsd !== null) {
    const client = bsd[3] ?? bsd[2]?.replace(/,$/, "");
    return {
      type: bsd[1] === undefined ? "login.accepted" : "login.failed",
      application,
      client,
      username: bsd[4]
    };
  }
  const vsftpd = /^(?:\[(.{0,256})\] )?(OK LOGIN|FAIL LOGIN|CONNECT): Client "(\S{1,64})"/.exec(message);
  if (vsftpd !== null) {
    const type =
      vsftpd[2] === "CONNECT"
        ? "login.connected"
        : vsftpd[2] === "OK LOGIN"
          ? "login.accepted"
          : "login.failed";
    return {type, application, client: vsftpd[3], username: vsftpd[1]};
  }
  const proftpd = /^\S{1,255} \(\S{1,255}\[(\S{1,64})\]\) - USER (.{1,256})$/.exec(message);
  if (proftpd === null) return null;
  const [, client, rest = ""] = proftpd;
  const failed = /^(.{1,256}?)(?: \(Login failed\)|: no such user)/.exec(rest);
  if (failed !== null) return {type: "login.failed", application, client, username: failed[1]};
  const accepted = /^(.{1,256}): Login successful/.exec(rest);
  return accepted === null ? null : {type: "login.accepted", application, client, username: accepted[1]};
}

/** What `login` says, at a console or behind telnetd (util-linux and shadow). */
export function readLogin(message: string): AuthReading {
  const application = "LOGIN";
  const failed =
    /^FAILED LOGIN (?:SESSION )?(?:\(?\d{1,4}\)? )?(?:on '\S{1,64}' )?(?:FROM (\S{1,255}) |from '(\S{1,255})' )?FOR (.{0,256}?)(?:, .*)?$/.exec(
      message
    );
  if (failed !== null) {
    const username = failed[3]?.replace(/^'|'$/g, "");
    return {type: "login.failed", application, client: failed[1] ?? failed[2], username};
  }
  const accepted =
    /^(?:DIALUP AT \S{1,64}|LOGIN ON \S{1,64}|ROOT LOGIN {1,2}ON \S{1,64})(?: BY (\S{1,256}))?(?: FROM (\S{1,255}))?$/i.exec(
      message
    );
  if (accepted === null) return null;
  const username = accepted[1] ?? (message.startsWith("ROOT") ? "root" : undefined);
  return {type: "login.accepted", application, client: accepted[2], username};
}

/** What the Kerberos rlogin server says; it gives the reason on a second line. */
export function readKlogin(message: string): AuthReading {
  if (message.startsWith("Kerberos authentication failed")) return repeats;
  const match = /^Authentication failed from (\S{1,255}) /.exec(message);
  return match === null ? null : {type: "login.failed", application: "KLOGIN", client: match[1]};
}

/** What the pf-based lockout of pfSense says. */
export function readLockout(message: string): AuthReading {
  const match = /^Locking out (\S{1,64}) after \d{1,9} invalid attempts/.exec(message);
  return match === null ? null : {type: "login.limit_exceeded", application: "SSH", client: match[1]};
}

/** What TCP wrappers say in the name of the program they guard: "refused connect from host (192.0.2.1)". */
export function readWrappers(program: string, message: string): AuthReading {
  const match = /^(refused )?connect from (\S{1,255})(?: \((\S{1,64})\))?$/.exec(message);
  if (match === null) return null;
  const application = program.replace(/^in\./, "").replace(/d$/, "").toUpperCase();
  const type = match[1] === undefined ? "login.connected" : "login.refused";
  return {type, application, client: match[3] ?? match[2]};
}
