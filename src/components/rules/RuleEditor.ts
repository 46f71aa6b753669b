import {html} from "../html.js";
import type {Workbench} from "../workbench/workbench.js";
import {codeArea} from "./CodeArea.js";
import type {CheckedRule, CheckedText} from "./check-rules.js";
import {failedResult, LiveResult, type LiveRule} from "./LiveResult.js";
import type {Rule} from "./rule.js";
import {ruleRunner} from "./rule-runner.js";
import {ruleVerdict, runnableRules, whyNotRun} from "./rule-verdict.js";
import type {Silence} from "./silence.js";

const defaults = {
  /** Milliseconds without a key after which the text is read. */
  pause: 250,
  /** Milliseconds between two looks at the clock while a rule runs. */
  tick: 250
};

export interface RuleEditorOptions {
  readonly workbench: Workbench;
  /** The published rules, to compare an unchanged one with. */
  readonly rules: Promise<readonly Rule[]>;
  /** What stands in it at first. */
  readonly text: string;
}

type Shown = LiveRule | {readonly rule: CheckedRule; readonly failure: string};

export interface RuleEditor {
  readonly node: HTMLElement;
  /** Puts a rule's file into it. */
  load(rule: Rule): void;
  /** Draws the results again, such as after addresses were unmasked. */
  redraw(): void;
}

/** A rule to write or paste: read as it is typed, run over the published events on demand. */
export function RuleEditor({workbench, rules, text}: RuleEditorOptions): RuleEditor {
  const area = codeArea({label: "Sigma rule, YAML", changed: () => checkSoon(), submitted: () => void run()});
  const runButton =
    html`<button type="button" class="button rule-run" data-testid="run-rule" aria-describedby="rule-why">Run</button>` as HTMLButtonElement;
  const stopButton = html`<button type="button" class="button" hidden>Stop</button>` as HTMLButtonElement;
  const progress = html`<span role="status" data-testid="run-progress"></span>`;
  const why = html`<span class="rule-why" id="rule-why" data-testid="rule-why"></span>`;
  const before = html`<p class="rule-before" data-testid="rule-before" hidden>Result of the rule before this edit</p>`;
  const verdict = html`<div class="rule-verdict" role="status" data-testid="rule-verdict"></div>`;
  const results = html`<div class="rule-results" data-testid="rule-results"></div>`;
  const runner = ruleRunner(workbench);
  let checking: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  let canRun = false;
  /** Runs that have ended. */
  let runs = 0;
  let shown: readonly Shown[] = [];
  /** The text that `shown` is of. */
  let shownText = "";

  function checkSoon(): void {
    clearTimeout(checking);
    verdict.dataset.state = "updating";
    if (running === undefined) {
      // It was said of another text.
      progress.textContent = "";
      markResults();
    }
    checking = setTimeout(() => void check(), defaults.pause);
  }

  async function check(): Promise<{readonly text: string; readonly checked: CheckedText}> {
    // The reader of rules and its libraries are fetched by whoever uses them.
    const {checkRules} = await import("./check-rules.js");
    clearTimeout(checking);
    const text = area.value;
    const checked = checkRules(text);
    area.mark(new Map(checked.problems.toReversed().map(({line, message}) => [line, message])));
    verdict.replaceChildren(ruleVerdict(checked, area.goTo));
    verdict.dataset.state = checked.problems.length > 0 ? "invalid" : "valid";
    const reason = whyNotRun(checked);
    canRun = reason === null;
    why.textContent = reason === null ? "" : `Cannot run: ${reason}.`;
    runButton.title = why.textContent;
    runButton.disabled = running !== undefined || !canRun;
    if (running === undefined && !canRun && shown.length > 0) {
      shown = [];
      redraw();
    }
    return {text, checked};
  }

  async function run(): Promise<void> {
    if (running !== undefined) return;
    const controller = new AbortController();
    running = controller;
    runButton.disabled = true;
    stopButton.hidden = false;
    const begun = performance.now();
    let what = "Reading the rule";
    const say = () => {
      const seconds = (performance.now() - begun) / 1000;
      progress.textContent = `${what} …${seconds < 1 ? "" : ` ${seconds.toFixed(0)} s`}`;
    };
    const clock = setInterval(say, defaults.tick);
    const done: Shown[] = [];
    let doneText = area.value;
    results.dataset.state = "updating";
    try {
      const {text, checked} = await check();
      doneText = text;
      const runnable = runnableRules(checked);
      what = "Fetching all events, once";
      say();
      if (runnable.length > 0) await runner.prepare(controller.signal);
      const published = await rules;
      for (const [i, rule] of runnable.entries()) {
        what = runnable.length === 1 ? "Running" : `Running ${i + 1} of ${runnable.length}`;
        say();
        done.push(await runOne(rule, text, published, controller.signal));
      }
      progress.textContent = "";
    } catch (error) {
      progress.textContent = controller.signal.aborted
        ? "Stopped."
        : `This could not be run: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      clearInterval(clock);
      running = undefined;
      runButton.disabled = !canRun;
      stopButton.hidden = true;
      // Meanwhile the text may have become one that cannot run.
      shown = canRun ? done : [];
      shownText = doneText;
      results.dataset.runs = String(++runs);
      redraw();
    }
  }

  async function runOne(
    rule: CheckedRule,
    text: string,
    published: readonly Rule[],
    signal: AbortSignal
  ): Promise<Shown> {
    try {
      const run = await runner.run(rule.sql ?? "", signal);
      const same = published.find(({source, line}) => source === text && line === rule.line);
      const silence = run.hits === 0 ? await explain(rule, text, signal) : null;
      return {rule, run, published: same?.hits ?? null, silence};
    } catch (error) {
      if (signal.aborted) throw error;
      return {rule, failure: error instanceof Error ? error.message : String(error)};
    }
  }

  /** Why a rule hits nothing; null where that cannot be told, which must not cost the result. */
  async function explain(rule: CheckedRule, text: string, signal: AbortSignal): Promise<Silence | null> {
    try {
      const {planSilence} = await import("./silence-plan.js");
      const plan = planSilence(text, rule.line);
      return plan === null ? null : await runner.explain(plan, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      return null;
    }
  }

  /** Says whether what is shown is of the text as it stands. */
  function markResults(): void {
    const isStale = shown.length > 0 && area.value !== shownText;
    results.dataset.state = isStale ? "stale" : "ready";
    before.hidden = !isStale;
  }

  function redraw(): void {
    results.replaceChildren(
      ...shown.map((one, i) =>
        "run" in one ? LiveResult(one, i + 1, workbench) : failedResult(one.rule, one.failure)
      )
    );
    markResults();
  }

  runButton.addEventListener("click", () => void run());
  stopButton.addEventListener("click", () => running?.abort());
  area.value = text;
  const node = html`<div class="rule-editor" data-testid="rule-editor">
  ${area.node}
  <p class="code-keys" id="code-keys">Tab indents; Escape, then Tab, leaves. Ctrl+Enter runs.</p>
  ${verdict}
  <div class="row-controls">${runButton}${stopButton}${progress}${why}</div>
  ${before}
  ${results}
</div>`;
  void check();
  return {
    node,
    load(rule) {
      running?.abort();
      area.value = rule.source ?? "";
      shown = [];
      redraw();
      void check();
      node.scrollIntoView({block: "start"});
      area.goTo(rule.line, 1);
    },
    redraw
  };
}
