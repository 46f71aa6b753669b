import {type AuthReading, repeats} from "./authlog-message.js";

/**
 * What sudo says: "alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/id", with the reason first where
 * it was refused. https://www.sudo.ws/docs/man/sudoers.man/#LOG_FORMAT
 * All after the first COMMAND= is the command: a directory named to look like one can add to it but hide nothing.
 */
export function readSudo(message: string): AuthReading {
  const colon = message.indexOf(" : ");
  if (colon < 0) return null;
  const username = message.slice(0, colon).trim();
  const fields = message.slice(colon + 3);
  if (fields.startsWith("(command continued)")) return repeats;
  const at = /(?:^| )COMMAND=/.exec(fields);
  const command = at === null ? undefined : fields.slice(at.index + at[0].length);
  const failed = !/^(?:HOST|TTY|PWD|CHROOT|USER|GROUP|TSID|ENV|COMMAND)=/.test(fields);
  // Without a command it is a message about sudo itself ("unable to resolve host").
  if (failed && command === undefined) return null;
  return {type: failed ? "sudo.failed" : "sudo.command", application: "SUDO", username, command};
}

/** What polkit's pkexec says: "alice: Executing command [USER=root] [TTY=unknown] [CWD=/] [COMMAND=/usr/bin/id]". */
export function readPkexec(message: string): AuthReading {
  const match =
    /^(\S{1,256}): (Executing command|Error executing command as another user:.{0,200}?) \[USER=/.exec(
      message
    );
  if (match === null) return null;
  const at = message.indexOf("[COMMAND=");
  const command = at < 0 ? undefined : message.slice(at + "[COMMAND=".length).replace(/\]$/, "");
  const type = match[2] === "Executing command" ? "sudo.command" : "sudo.failed";
  return {type, application: "PKEXEC", username: match[1], command};
}

/**
 * What su says, on Debian (shadow), Red Hat (util-linux) and BSD. The user is who called su, not who they would become.
 */
export function readSu(message: string): AuthReading {
  const application = "SU";
  // shadow's su writes both this and a "Successful su" or "FAILED su" line.
  if (/^[+-] \S{1,64} \S{1,256}:\S{1,256}$/.test(message)) return repeats;
  const shadow = /^(Successful|FAILED) su for \S{1,256} by (\S{1,256})$/.exec(message);
  if (shadow !== null) {
    return {type: shadow[1] === "FAILED" ? "su.failed" : "su.accepted", application, username: shadow[2]};
  }
  const linux = /^(FAILED SU )?\(to \S{1,256}\) (\S{1,256}) on \S/.exec(message);
  if (linux !== null) {
    return {type: linux[1] === undefined ? "su.accepted" : "su.failed", application, username: linux[2]};
  }
  const bsd = /^(BAD SU )?(\S{1,256}) to \S{1,256} on \S/.exec(message);
  if (bsd === null) return null;
  return {type: bsd[1] === undefined ? "su.accepted" : "su.failed", application, username: bsd[2]};
}
