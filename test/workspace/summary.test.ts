import {expect, it} from "vitest";
import type {WorkspaceSummary} from "../../src/workspace/opening.js";
import {engineVersion, isReadable, workspaceFormat} from "../../src/workspace/summary.js";

const summary: WorkspaceSummary = {
  key: "0".repeat(32),
  format: workspaceFormat,
  opened: 0,
  files: [],
  beside: false,
  events: 0,
  alerts: 0,
  incidents: 0,
  from: null,
  to: null,
  seconds: 0,
  messages: []
};

it("a workspace is read only by the format and the tables that it was written with", () => {
  const engine = engineVersion();
  expect(engine).toMatch(/^[0-9a-f]{8}$/);
  expect(isReadable({engine, summary})).toBe(true);
  expect(isReadable({engine: "00000000", summary})).toBe(false);
  expect(isReadable({engine, summary: {...summary, format: workspaceFormat + 1}})).toBe(false);
});
