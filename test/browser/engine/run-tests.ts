import {startTests, type Task, type VitestRunner} from "@vitest/runner";

/** What became of one test in a browser's worker. */
export interface TestResult {
  readonly file: string;
  readonly name: string;
  readonly state: "passed" | "failed" | "skipped";
  readonly message: string;
}

/** As long as the slowest test of the engine takes on a busy machine. */
const timeout = 120_000;

/** Runs test files where this is, and posts what became of each test. @param files what loads each file */
export async function runTests(files: Readonly<Record<string, () => Promise<unknown>>>): Promise<void> {
  const runner: VitestRunner = {
    config: {
      root: "/",
      setupFiles: [],
      name: "worker",
      passWithNoTests: false,
      testNamePattern: undefined,
      allowOnly: false,
      sequence: {seed: 1, hooks: "stack", setupFiles: "list"},
      chaiConfig: undefined,
      maxConcurrency: 1,
      testTimeout: timeout,
      hookTimeout: timeout,
      retry: 0,
      includeTaskLocation: undefined,
      tags: [],
      tagsFilter: undefined,
      strictTags: false
    },
    importFile: async path => files[path]?.()
  };
  const results: TestResult[] = [];
  function collect(file: string, task: Task): void {
    if ("tasks" in task) {
      for (const child of task.tasks) collect(file, child);
      return;
    }
    const {state} = task.result ?? {};
    results.push({
      file,
      name: task.fullName,
      state: state === "pass" ? "passed" : state === "fail" ? "failed" : "skipped",
      message: task.result?.errors?.map(error => error.message).join("\n") ?? ""
    });
  }
  for (const file of await startTests(Object.keys(files), runner)) {
    // A file that cannot be loaded has no tests to fail.
    const [error] = file.result?.errors ?? [];
    if (error)
      results.push({
        file: file.filepath,
        name: "loads",
        state: "failed",
        message: `${error.message}\n${error.stack ?? ""}`
      });
    collect(file.filepath, file);
  }
  postMessage(results);
}
