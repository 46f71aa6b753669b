import {isoMicroseconds, isoOffset} from "./time.js";

/** One syslog line of a server: `host program[pid]: message`. */
export interface AuthLine {
  host: string;
  program: string;
  /** Absent where the program logs without one, as sudo does. */
  pid?: number;
  message: string;
  /** The host's own zone, milliseconds from UTC. */
  offset: number;
}

/** One line as rsyslog writes it by default today (RFC 3339 time, so that year and zone are never in doubt). */
export function formatAuth(time: number, line: AuthLine): string {
  const program = line.pid === undefined ? line.program : `${line.program}[${line.pid}]`;
  const stamp = isoMicroseconds(time, line.offset) + isoOffset(line.offset);
  return `${stamp} ${line.host} ${program}: ${line.message}`;
}
