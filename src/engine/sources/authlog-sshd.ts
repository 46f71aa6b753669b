import {
  type AuthEventType,
  type AuthReading,
  clientAfterFrom,
  clientAtEnd,
  repeats,
  toPort
} from "./authlog-message.js";

const application = "SSH";

/**
 * What OpenSSH's server says. Formats: `auth.c`, `auth2.c`, `packet.c` and `sshd.c` of OpenSSH 3 to 9.
 * https://github.com/openssh/openssh-portable
 */
export function readSshd(text: string): AuthReading {
  const message = text
    .replace(/ \[preauth\]$/, "")
    .replace(/^(?:error|fatal): /, "")
    .replace(/^PAM: Authentication failure for /, "Authentication failure for ");
  return (
    readAttempt(message) ??
    readDisconnect(message) ??
    readProbe(message) ??
    readLimit(message) ??
    readWarning(message)
  );
}

function readAttempt(message: string): AuthReading {
  const match = /^(Failed|Accepted) (\S{1,64}) for (invalid user )?/.exec(message);
  if (match !== null) {
    const from = clientAfterFrom(message);
    if (from === null) return null;
    const type = match[1] === "Failed" ? "login.failed" : "login.accepted";
    return {type, application, username: from.before.slice(match[0].length), ...ends(from)};
  }
  // Keyboard-interactive attempts are followed by a "Failed" line.
  if (message.startsWith("Authentication failure for ")) return repeats;
  if (message.startsWith("Postponed ")) return repeats;
  if (message.startsWith("input_userauth_request: invalid user ")) return repeats;
  if (/^(?:Invalid|Illegal) user /.test(message)) {
    const from = clientAfterFrom(message);
    if (from === null) return null;
    return {
      type: "login.invalid_user",
      application,
      username: from.before.slice("Invalid user ".length),
      ...ends(from)
    };
  }
  const refused = message.startsWith("User ") ? message.lastIndexOf(" not allowed because ") : -1;
  if (refused > 0) {
    const from = clientAfterFrom(message.slice(0, refused));
    if (from === null) return {type: "login.refused", application, username: message.slice(5, refused)};
    return {type: "login.refused", application, username: from.before.slice(5), ...ends(from)};
  }
  return null;
}

function readDisconnect(message: string): AuthReading {
  const type: AuthEventType = "login.disconnected";
  const received = /^Received disconnect from (?:(\S{1,255}) port (\d{1,5}):|(\S{1,255}): )\d{1,10}:/.exec(
    message
  );
  if (received !== null) {
    return {type, application, client: received[1] ?? received[3], clientPort: toPort(received[2])};
  }
  const closed = /^(?:Connection (?:closed|reset) by|Disconnected from) (?=\S)/.exec(message);
  if (closed !== null) return {type, application, ...userAndClient(message.slice(closed[0].length))};
  const timeout =
    /^Timeout before authentication for (?:connection from )?(\S{1,255})(?: port (\d{1,5}))?/.exec(message);
  if (timeout !== null) return {type, application, client: timeout[1], clientPort: toPort(timeout[2])};
  return null;
}

function readProbe(message: string): AuthReading {
  const type: AuthEventType = "login.probed";
  if (/^(?:Did not receive identification string|Bad protocol version identification) /.test(message)) {
    const from = clientAfterFrom(message);
    return from === null ? null : {type, application, ...ends(from)};
  }
  const broken =
    /^(?:Unable to negotiate with|banner exchange: Connection from|ssh_dispatch_run_fatal: Connection from) (\S{1,255}) port (\d{1,5}):/.exec(
      message
    );
  if (broken !== null) return {type, application, client: broken[1], clientPort: toPort(broken[2])};
  const connected = /^Connection from (\S{1,255}) port (\d{1,5})(?: on (\S{1,255}) port (\d{1,5}))?/.exec(
    message
  );
  if (connected === null) return null;
  return {
    type: "login.connected",
    application,
    client: connected[1],
    clientPort: toPort(connected[2]),
    server: connected[3],
    serverPort: toPort(connected[4])
  };
}

function readLimit(message: string): AuthReading {
  const type: AuthEventType = "login.limit_exceeded";
  const exceeded = /^maximum authentication attempts exceeded for (?:invalid user )?/.exec(message);
  if (exceeded !== null) {
    const from = clientAfterFrom(message);
    return from === null
      ? null
      : {type, application, username: from.before.slice(exceeded[0].length), ...ends(from)};
  }
  const old = /^Disconnecting: Too many authentication failures(?: for (?:invalid user )?(.{0,256}))?$/.exec(
    message
  );
  if (old !== null) return {type, application, username: old[1]};
  const reason = message.lastIndexOf(": Too many authentication failures");
  if (message.startsWith("Disconnecting ") && reason > 0) {
    return {type, application, ...userAndClient(message.slice("Disconnecting ".length, reason))};
  }
  return /^PAM service\(\S{1,64}\) ignoring max retries/.test(message) ? repeats : null;
}

function readWarning(message: string): AuthReading {
  if (!message.includes("POSSIBLE BREAK-IN ATTEMPT")) return null;
  const match = /^reverse mapping .{0,512}\[(\S{1,64})\] failed|^Address (\S{1,64}) maps to /.exec(message);
  return {type: "login.break_in_warning", application, client: match?.[1] ?? match?.[2]};
}

/** "authenticating user NAME ADDRESS port N", with or without the user. */
function userAndClient(text: string) {
  const end = clientAtEnd(text);
  const user = /^(?:(?:invalid|authenticating) )?user /.exec(end.before);
  return {username: user === null ? undefined : end.before.slice(user[0].length), ...ends(end)};
}

function ends({client, clientPort}: {client: string; clientPort: number | undefined}) {
  return {client, clientPort};
}
