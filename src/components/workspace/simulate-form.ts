import {attacks} from "../../engine/simulate/scenarios/index.js";
import type {SimulatedLogs} from "../../engine/simulate/simulate-logs.js";
import {limits, usualHours} from "../../engine/simulate/simulate-scenario.js";
import {createSimulator, type Simulator} from "../../workspace/simulator.js";
import {html} from "../html.js";
import {readSimulateFields, type SimulateAsked, type SimulateField} from "./simulate-fields.js";
import {madeWords, summaryWords} from "./simulate-words.js";

export interface SimulateFormOptions {
  /** When an attack starts unless the reader says otherwise, milliseconds in UTC; whole minutes are kept. */
  readonly from: number;
  /** @default 1 */
  readonly seed?: number;
  /** Takes what was simulated. The form is busy until it is done, and shows why it failed. */
  readonly onSimulate: (logs: SimulatedLogs) => void | Promise<void>;
  /** @default one with a worker of its own, started when it is needed */
  readonly simulator?: Simulator;
}

export interface SimulateForm {
  readonly node: HTMLFormElement;
  /** The control to begin with. */
  readonly focus: HTMLElement;
  /** Ends what is being simulated, and the worker. */
  close(): void;
}

const volumes = [
  {scale: 0.1, label: "a tenth of the usual"},
  {scale: 0.5, label: "half"},
  {scale: 1, label: "as usual"},
  {scale: 2, label: "twice"},
  {scale: 5, label: "five times"}
];

/** Milliseconds without a key after which it is told what the attack would amount to. */
const pause = 200;

/** A form to choose an attack, to be told what it does and amounts to, and to have it written as logs. */
export function simulateForm(options: SimulateFormOptions): SimulateForm {
  const {from, seed = 1, onSimulate, simulator = createSimulator()} = options;
  const scenario = select(
    "scenario",
    attacks.map(({name, title}) => ({value: name, label: title}))
  );
  const controls: Readonly<Record<SimulateField, HTMLInputElement | HTMLSelectElement>> = {
    scenario,
    start: input("start", {type: "datetime-local", step: 60, value: minuteOf(from)}),
    hours: input("hours", {type: "number", step: "any", min: limits.hours.low, max: limits.hours.high}),
    scale: select(
      "scale",
      volumes.map(({scale, label}) => ({value: String(scale), label}))
    ),
    seed: input("seed", {type: "number", step: 1, min: 0, value: seed})
  };
  controls.scale.value = "1";
  const labels: Readonly<Record<SimulateField, string>> = {
    scenario: "Attack",
    start: "Start (UTC)",
    hours: "Length in hours",
    scale: "Volume",
    seed: "Seed"
  };
  const hints: Partial<Record<SimulateField, string>> = {
    seed: "Another seed makes other attackers; the same seed makes the same logs again."
  };
  const fields = (Object.keys(labels) as SimulateField[]).map(name => field(name));
  const description = html`<p class="simulate-description" aria-live="polite" data-testid="simulate-description"></p>`;
  const summary = html`<ul class="simulate-summary" aria-live="polite" data-testid="simulate-summary"></ul>`;
  const submit = html`<button type="submit" class="button">Simulate</button>` as HTMLButtonElement;
  const status = html`<p class="simulate-status" role="status" data-testid="simulate-status"></p>`;
  const failure = html`<p class="simulate-failure" role="alert" data-testid="simulate-failure"></p>`;
  const [first, ...rest] = fields;
  const node = html`<form class="simulate-form" novalidate data-testid="simulate-form" data-state="loading">
  ${first?.node}
  ${description}
  <div class="simulate-fields">${rest.map(({node}) => node)}</div>
  ${summary}
  <div class="simulate-actions">${submit}${status}</div>
  ${failure}
</form>` as HTMLFormElement;

  /** Whether the reader has said how long; until then each attack brings its own length. */
  let lengthChosen = false;
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastLook = 0;

  function field(name: SimulateField) {
    const problem = html`<span class="simulate-problem" id=${`simulate-${name}-problem`} data-testid=${`simulate-${name}-problem`}></span>`;
    const hint = hints[name] === undefined ? null : html`<small>${hints[name]}</small>`;
    controls[name].setAttribute("aria-describedby", problem.id);
    const node = html`<div class="simulate-field"><label><span>${labels[name]}</span>${controls[name]}</label>${hint}${problem}</div>`;
    return {name, node, problem};
  }

  function describe(): void {
    const attack = attacks.find(({name}) => name === scenario.value);
    description.textContent = attack?.description ?? "";
    if (attack && !lengthChosen) controls.hours.value = String(Number(usualHours(attack).toFixed(2)));
  }

  function read(): SimulateAsked {
    const {scenario, seed, start, hours, scale} = controls;
    return readSimulateFields({
      scenario: scenario.value,
      seed: seed.value,
      start: start.value,
      hours: hours.value,
      scale: scale.value
    });
  }

  /** Says beside each field what is wrong with it. */
  function mark(asked: SimulateAsked): void {
    const problems = "problems" in asked ? asked.problems : {};
    for (const {name, problem} of fields) {
      problem.textContent = problems[name] ?? "";
      controls[name].setAttribute("aria-invalid", String(name in problems));
    }
  }

  /** Tells what the attack would amount to, once the reader has stopped typing. */
  function lookSoon(): void {
    clearTimeout(timer);
    node.dataset.state = "updating";
    timer = setTimeout(() => void look(), pause);
  }

  async function look(): Promise<void> {
    const turn = ++lastLook;
    const asked = read();
    mark(asked);
    let lines: readonly string[] = [];
    let problem = "";
    if ("options" in asked) {
      try {
        lines = summaryWords(await simulator.summarise(asked.name, asked.options));
      } catch (error) {
        problem = failureWords(error);
      }
    }
    // Meanwhile something else was asked for, or the form is simulating and has its own word.
    if (turn !== lastLook || busy) return;
    summary.replaceChildren(...lines.map(line => html`<li>${line}</li>`));
    failure.textContent = problem;
    node.dataset.state = "ready";
  }

  async function simulate(): Promise<void> {
    if (busy) return;
    clearTimeout(timer);
    const asked = read();
    mark(asked);
    if ("problems" in asked) {
      node.dataset.state = "ready";
      fields
        .map(({name}) => controls[name])
        .find(control => control.getAttribute("aria-invalid") === "true")
        ?.focus();
      return;
    }
    setBusy(true);
    failure.textContent = "";
    status.textContent = "Simulating …";
    try {
      const logs = await simulator.simulate(asked.name, asked.options);
      await onSimulate(logs);
      status.textContent = madeWords(logs);
    } catch (error) {
      status.textContent = "";
      failure.textContent = failureWords(error);
    } finally {
      setBusy(false);
    }
  }

  function setBusy(now: boolean): void {
    busy = now;
    submit.disabled = now;
    node.dataset.state = now ? "updating" : "ready";
  }

  node.addEventListener("input", ({target}) => {
    if (target === controls.hours) lengthChosen = controls.hours.value !== "";
    if (target === scenario) describe();
    status.textContent = "";
    lookSoon();
  });
  node.addEventListener("submit", event => {
    event.preventDefault();
    void simulate();
  });
  describe();
  void look();
  return {
    node,
    focus: scenario,
    close() {
      clearTimeout(timer);
      ++lastLook;
      simulator.close();
    }
  };
}

const failureWords = (error: unknown): string =>
  `This could not be simulated: ${error instanceof Error ? error.message : String(error)}`;

/** "2026-03-08T12:00" */
const minuteOf = (instant: number): string => new Date(instant).toISOString().slice(0, 16);

function input(name: string, attributes: Readonly<Record<string, string | number>>): HTMLInputElement {
  return html`<input name=${name} ${attributes}>` as HTMLInputElement;
}

function select(
  name: string,
  options: readonly {readonly value: string; readonly label: string}[]
): HTMLSelectElement {
  return html`<select name=${name}>${options.map(
    ({value, label}) => html`<option value=${value}>${label}</option>`
  )}</select>` as HTMLSelectElement;
}
