import type {ShellView} from "../../../../engine/replay/shell-frame.js";

/** A row of the terminal. */
export interface TerminalRow {
  /** Rows of the same key look the same. */
  readonly key: string;
  readonly kind: "login" | "refused" | "command" | "file" | "said";
  /** Milliseconds in UTC. */
  readonly time: number;
  /** Ours. */
  readonly label: string;
  /** What attackers wrote, as far as it is typed. */
  readonly text: string;
  /** Whether it is still being typed. */
  readonly isTyping: boolean;
}

export interface TerminalRows {
  readonly rows: readonly TerminalRow[];
  /** Earlier ones that are not listed. */
  readonly earlier: number;
  /** The account that was let in; null before. */
  readonly user: string | null;
}

/** User names that are named of the logins refused in a row. */
const namesShown = 3;

/**
 * A session as rows to read: refusals that follow each other are one, and the command that is being typed is the last.
 * @param most rows, the last ones
 */
export function terminalRows({lines, typing}: ShellView, most: number): TerminalRows {
  const rows: TerminalRow[] = [];
  const refused: string[] = [];
  let user: string | null = null;
  for (const {row, time, kind, text} of lines) {
    if (kind === "refused") {
      refused.push(text);
      const first = refused.length === 1 ? undefined : rows.pop();
      rows.push({
        key: `${first?.key.split(" ")[0] ?? row} ${refused.length}`,
        kind,
        time: first?.time ?? time,
        label: refused.length === 1 ? "refused" : `refused ${refused.length} times`,
        text: refusedNames(refused),
        isTyping: false
      });
      continue;
    }
    refused.length = 0;
    if (kind === "login") user = text;
    rows.push({key: String(row), kind, time, label: labels[kind], text, isTyping: false});
  }
  if (typing !== null) {
    const {line, characters} = typing;
    const text = [...line.text].slice(0, characters).join("");
    rows.push({
      key: `${line.row} typing ${characters}`,
      kind: "command",
      time: line.time,
      label: labels.command,
      text,
      isTyping: true
    });
  }
  const earlier = Math.max(0, rows.length - most);
  return {rows: rows.slice(earlier), earlier, user};
}

const labels = {login: "let in as", command: "typed", file: "fetched", said: ""} as const;

function refusedNames(names: readonly string[]): string {
  const distinct = [...new Set(names.filter(name => name !== ""))];
  const rest = distinct.length - namesShown;
  return `${distinct.slice(0, namesShown).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
