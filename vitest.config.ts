import {defineConfig} from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**", "test/.output/**"],
          setupFiles: ["test/seed.ts"],
          // Of two cores vitest would leave one alone.
          maxWorkers: 2,
          // A busy machine is no failure; nothing here asserts how long something takes.
          testTimeout: 20_000
        }
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/browser/global-setup.ts"],
          // Two browsers at a time: the tests measure nothing, and half of a page's time is waiting, but DuckDB wants the memory.
          maxWorkers: 2,
          testTimeout: 90_000,
          hookTimeout: 90_000
        }
      }
    ]
  }
});
