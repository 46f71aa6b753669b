/** What the browser's own names for a file that cannot be read mean to who chose it. */
const words: Readonly<Record<string, string>> = {
  NotReadableError: "the file changed or may not be read any more since it was chosen; choose it again",
  NotFoundError: "the file is not there any more where it was when it was chosen; choose it again",
  SecurityError: "the browser does not let pages read this file"
};

/** What went wrong, in words: the browser's name for it spelled out, or the error's own first line. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return words[error.name] ?? error.message.split("\n")[0] ?? "unknown error";
}
