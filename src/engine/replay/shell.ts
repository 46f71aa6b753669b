/** Something that happened in a session on a honeypot or server, in the order logged. */
export interface ShellLine {
  /** Place of its event in the table `events`. */
  readonly row: number;
  /** Milliseconds in UTC. */
  readonly time: number;
  /** Who came in, who was turned away, what was typed, what was fetched, what else the log says. */
  readonly kind: "login" | "refused" | "command" | "file" | "said";
  /** As logged, without passwords; what attackers wrote. */
  readonly text: string;
}

/** A visit to a honeypot in which something was typed. */
export interface ShellSession {
  readonly session: string;
  readonly sensor: string | null;
  readonly source_ip: string | null;
  readonly lines: readonly ShellLine[];
}
