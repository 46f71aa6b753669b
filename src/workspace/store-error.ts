export type WorkspaceProblem = "full" | "blocked" | "outdated" | "discarded" | "unreadable";

/** Why a workspace cannot be written or read. The message is one sentence for the reader, without a capital. */
export class WorkspaceError extends Error {
  readonly problem: WorkspaceProblem;

  constructor(problem: WorkspaceProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "WorkspaceError";
    this.problem = problem;
  }
}

/** Names that browsers give to a storage that they do not let this page use. */
const blockedNames: ReadonlySet<string> = new Set([
  "SecurityError",
  "InvalidStateError",
  "NotAllowedError",
  "VersionError"
]);

/** What IndexedDB said, in words. Anything without a name of its own is `null`: Safari reports some so. */
export function workspaceError(error: unknown): WorkspaceError {
  if (error instanceof WorkspaceError) return error;
  const {name, message} = error instanceof Error ? error : {name: "", message: String(error)};
  if (name === "QuotaExceededError") {
    return new WorkspaceError(
      "full",
      "this browser gives the page no more room for your logs; open fewer or smaller files, or make room on the disk.",
      {cause: error}
    );
  }
  // Without IndexedDB the very name is undefined.
  if (blockedNames.has(name) || typeof indexedDB === "undefined") {
    return new WorkspaceError(
      "blocked",
      "this browser lets the page keep nothing, as in some private windows or where site data are blocked; allow it, or use another window.",
      {cause: error}
    );
  }
  return new WorkspaceError(
    "unreadable",
    `this browser could not keep or read your logs: ${message || name || "it gives no reason"}.`,
    {cause: error}
  );
}
