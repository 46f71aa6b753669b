import {formatDecisions} from "../../engine/decisions/format-decisions.js";
import {fileLimits} from "../../engine/decisions/parse-decisions.js";
import {saveFile} from "../export/save-file.js";
import {formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {decisions} from "./decisions.js";
import {followDecisions} from "./follow-decisions.js";
import {type ImportPlan, planImport} from "./import-plan.js";
import {readerName, rememberName} from "./reader-name.js";

/** The reader's name, export and import, and whatever is wrong with where decisions are kept. */
export function trailBar(): HTMLElement {
  const problem = followDecisions(html`<p class="ask-problem" role="status"></p>`, node => {
    node.textContent = decisions.problem();
    node.hidden = decisions.problem() === null;
  });
  const result = html`<div class="import-result" aria-live="polite"></div>`;
  return html`<section class="trail-bar frame" aria-label="Export and import">
  ${problem}
  <div class="trail-tools">${nameField()}${exportButton()}${importArea(result)}</div>
  ${result}
</section>`;
}

function nameField(): HTMLElement {
  const input =
    html`<input type="text" id="reader-name" maxlength="100" autocomplete="nickname" spellcheck="false">` as HTMLInputElement;
  input.value = readerName();
  input.addEventListener("change", () => {
    rememberName(input.value);
    input.value = readerName();
  });
  return html`<label class="trail-name" for="reader-name">You decide as ${input}</label>`;
}

function exportButton(): HTMLElement {
  const button = html`<button type="button" class="button"></button>`;
  button.addEventListener("click", () => {
    const text = formatDecisions(decisions.all());
    const day = new Date().toISOString().slice(0, 10);
    saveFile(`decisions-${day}.json`, new Blob([text], {type: "application/json;charset=utf-8"}));
  });
  return followDecisions(button, node => {
    const count = decisions.all().length;
    node.textContent = count === 0 ? "Export decisions" : `Export ${formatPlural(count, "decision")}`;
    node.toggleAttribute("disabled", count === 0);
  });
}

/** Takes a file that is dropped or chosen, and shows what it would do before it does it. */
function importArea(result: HTMLElement): HTMLElement {
  const input =
    html`<input type="file" accept=".json,application/json" class="visually-hidden" aria-label="Import decisions from a file" tabindex="-1">` as HTMLInputElement;
  const choose = html`<button type="button" class="button">Import decisions…</button>`;
  const area = html`<div class="import-area">${choose}${input}<span>or drop a file of them here</span></div>`;
  choose.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void show(file, result);
    input.value = "";
  });
  // The page itself takes dropped files for logs; over this area they are decisions.
  for (const type of ["dragenter", "dragover", "dragleave", "drop"] as const) {
    area.addEventListener(type, event => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.stopPropagation();
      area.classList.toggle("import-over", type === "dragenter" || type === "dragover");
      const [file] = type === "drop" ? event.dataTransfer.files : [];
      if (file !== undefined) void show(file, result);
    });
  }
  return area;
}

async function show(file: File, result: HTMLElement): Promise<void> {
  const name = html`<strong>${logText(file.name, 80)}</strong>`;
  const say = (text: string) => result.replaceChildren(html`<p>${name}: ${text}</p>`);
  if (file.size > fileLimits.characters) return say("it is too large to be a file of decisions.");
  let plan: ImportPlan;
  try {
    plan = planImport(await file.text(), decisions.all(), Date.now());
  } catch (error) {
    return say(`it could not be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  result.replaceChildren(describe(name, plan, result));
}

function describe(name: Node, {added, known, refused}: ImportPlan, result: HTMLElement): HTMLElement {
  const people = [...new Set(added.map(({by}) => by))];
  const accept = html`<button type="button" class="button ask-decide">Add ${formatPlural(added.length, "decision")}</button>`;
  const cancel = html`<button type="button" class="button">${added.length === 0 ? "Close" : "Cancel"}</button>`;
  accept.addEventListener("click", () => {
    decisions.add(added);
    result.replaceChildren(
      html`<p role="status">Added ${formatPlural(added.length, "decision")} from ${name.cloneNode(true)}.</p>`
    );
  });
  cancel.addEventListener("click", () => result.replaceChildren());
  return html`<div>
  <p>${name}: ${formatPlural(added.length, "new decision")}${
    people.length === 0
      ? ""
      : html`<span> by ${people.slice(0, 5).map((by, i) => html`<span>${i > 0 ? ", " : ""}${logText(by, 40)}</span>`)}${people.length > 5 ? " and others" : ""}</span>`
  }, ${known.toLocaleString("en-US")} known already, ${refused.length.toLocaleString("en-US")} refused.</p>
  ${refused.length === 0 ? null : html`<ul class="import-refused">${refused.map(sentence => html`<li>${logText(sentence, 400)}</li>`)}</ul>`}
  <div class="decision-group">${added.length === 0 ? null : accept}${cancel}</div>
</div>`;
}
