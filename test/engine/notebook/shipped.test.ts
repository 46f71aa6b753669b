import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import type {Notebook} from "../../../src/engine/notebook/document.js";
import {readExercise} from "../../../src/engine/notebook/exercise.js";
import {publishedNames} from "../../../src/engine/notebook/names.js";
import {createRunner, type Runner} from "../../../src/engine/notebook/runner.js";
import {encodeNotebook, linkLimit} from "../../../src/engine/notebook/share.js";
import {readWrittenNotebook} from "../../../src/engine/notebook/written.js";
import {createPublishedTables} from "../../published-tables.js";
import {nativeDatabase} from "./native-database.js";

const directory = join(import.meta.dirname, "../../../src/notebooks");

const read = (file: string) => readWrittenNotebook(readFileSync(join(directory, file), "utf8"));

/** A notebook run over the published tables as they are made, but without rows. */
async function runEmpty(notebook: Notebook): Promise<Runner> {
  const {connection} = await createPublishedTables();
  const runner = createRunner({
    open: () => nativeDatabase(connection),
    published: publishedNames,
    bounds: {from: Date.UTC(2026, 2, 2), to: Date.UTC(2026, 2, 9)},
    changed: () => {}
  });
  runner.setCells(notebook.cells);
  await runner.runAll();
  return runner;
}

describe.each(readdirSync(directory))("%s", file => {
  it("runs on the published tables, every cell and every answer, also where they have no rows", async () => {
    const notebook = read(file);
    const runner = await runEmpty(notebook);
    for (const {id, kind, source} of notebook.cells) {
      expect(runner.stateOf(id), source).toMatchObject({status: "ready"});
      const {answer} = readExercise(source);
      if (kind === "exercise" && answer !== null) expect((await runner.ask(answer)).columns).toHaveLength(1);
    }
  });

  it("fits into a link", () => {
    expect(encodeNotebook(read(file)).length).toBeLessThan(linkLimit);
  });
});

it("ten questions are ten, each with a query, a chart or a table of its own, and an exercise with an answer", () => {
  const {title, cells} = read("ten-questions.markdown");
  expect(title).toBe("Ten questions about your honeypot");
  const questions = cells.filter(({kind, source}) => kind === "markdown" && /^## \d+\. .+\?/.test(source));
  expect(questions).toHaveLength(10);
  const exercises = cells.filter(({kind}) => kind === "exercise").map(({source}) => readExercise(source));
  expect(exercises).toHaveLength(10);
  for (const {question, answer} of exercises) {
    expect(question).toMatch(/^\*\*Exercise\.\*\* /);
    expect(answer).toMatch(/^SELECT /);
  }
});
