const words: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "no such file or directory",
  ENOTDIR: "not a directory",
  EEXIST: "exists and is not a directory",
  EROFS: "the file system is read-only",
  EISDIR: "is a directory",
  ELOOP: "too many symbolic links",
  ENOSPC: "no space left on the disk",
  EMFILE: "too many open files"
};

/** What went wrong, in words: the system's code spelled out, or the error's own first line. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return words[code] ?? error.message.split("\n")[0] ?? "unknown error";
}

/** As `describeError`, and where: the path that the system refused, where it names one. */
export function locateError(error: unknown): string {
  const words = describeError(error);
  const path = error instanceof Error && "path" in error ? error.path : null;
  return typeof path === "string" && path && !words.includes(path) ? `${path}: ${words}` : words;
}
