import {
  type ComparedResult,
  compareResults,
  compareValue,
  readExercise,
  type Verdict
} from "../../engine/notebook/exercise.js";
import type {Result} from "../../engine/notebook/result.js";
import {readStatement} from "../../engine/notebook/statement.js";
import {html} from "../html.js";
import {codeEditor} from "./code-editor.js";
import {notebookText, type ValueElement} from "./notebook-text.js";
import {ResultTable} from "./ResultTable.js";
import type {Showing} from "./shown-value.js";

export interface ExerciseOptions {
  readonly ask: (sql: string) => Promise<Result>;
  readonly valueAt: ValueElement;
  readonly showing: () => Showing;
  readonly left: () => void;
}

/** An exercise: its question, a place for a value or a query, whether that is right, and the answer when it is asked for. */
export function exerciseView(source: string, {ask, valueAt, showing, left}: ExerciseOptions): HTMLElement {
  const {question, answer} = readExercise(source);
  const prose = notebookText(question, valueAt);
  if (answer === null) return html`<div class="nb-exercise">${prose}</div>`;
  const verdict = html`<p class="nb-verdict" role="status"></p>`;
  const own = html`<div></div>`;
  const shown = html`<div class="nb-answer"></div>`;
  const answerResult = () => ask(answer);

  async function check(): Promise<void> {
    const text = editor.value.trim();
    if (text === "") return say({isRight: false, sentence: "Type a value, or a query that finds it."});
    verdict.textContent = "Checking …";
    delete verdict.dataset.right;
    own.replaceChildren();
    try {
      if (readStatement(text).problem !== null) return say(compareValue(text, await answerResult()));
      const result = await ask(text);
      own.replaceChildren(ResultTable(result, showing()));
      say(compare(result, await answerResult()));
    } catch (error) {
      say({isRight: false, sentence: error instanceof Error ? error.message : String(error)});
    }
  }

  function say({isRight, sentence}: Verdict): void {
    verdict.dataset.right = String(isRight);
    verdict.textContent = `${isRight ? "✓" : "✗"} ${sentence}`;
  }

  const editor = codeEditor({
    label: "Your answer: a value or a query",
    language: "sql",
    value: "",
    changed: () => {
      verdict.textContent = "";
    },
    submitted: () => void check(),
    left
  });
  editor.node.querySelector("textarea")?.setAttribute("placeholder", "a value, or a query");
  const checkButton = html`<button type="button" class="button">Check</button>`;
  checkButton.addEventListener("click", () => void check());
  const showButton = html`<button type="button" class="button" aria-expanded="false">Show the answer</button>`;
  showButton.addEventListener("click", async () => {
    const isOpen = showButton.getAttribute("aria-expanded") === "true";
    showButton.setAttribute("aria-expanded", String(!isOpen));
    showButton.textContent = isOpen ? "Show the answer" : "Hide the answer";
    if (isOpen) return shown.replaceChildren();
    const code = codeEditor({
      label: "The answer",
      language: "sql",
      value: answer,
      changed: () => {},
      submitted: () => {},
      left
    });
    code.node.querySelector("textarea")?.setAttribute("readonly", "");
    shown.replaceChildren(code.node, html`<p>Running …</p>`);
    try {
      shown.replaceChildren(ResultTable(await answerResult(), showing()), code.node);
    } catch (error) {
      shown.replaceChildren(
        html`<p class="nb-error">${error instanceof Error ? error.message : String(error)}</p>`,
        code.node
      );
    }
  });
  return html`<div class="nb-exercise">
  ${prose}
  <div class="nb-attempt">${editor.node}<div class="nb-buttons">${checkButton}${showButton}</div></div>
  ${verdict}${own}${shown}
</div>`;
}

/** A single value is compared as a value, so that a further column in either does no harm. */
function compare(own: ComparedResult, answer: ComparedResult): Verdict {
  const value = own.total === 1 && own.columns.length === 1 ? (own.rows[0]?.[0] ?? null) : null;
  return value !== null && answer.total <= 1 ? compareValue(value, answer) : compareResults(own, answer);
}
