import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {onTestFinished} from "vitest";

/** A directory for one test, gone when it is over. */
export function makeDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), "flowbook-test-"));
  onTestFinished(() => rmSync(path, {recursive: true, force: true}));
  return path;
}
