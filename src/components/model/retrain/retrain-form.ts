import type {PublishedFamily} from "../../../engine/published.js";
import {limits, publishedSettings, type RetrainSettings} from "../../../engine/retrain/settings.js";
import {html} from "../../html.js";
import {featureBoxes} from "./feature-boxes.js";
import {
  type RetrainAsked,
  type RetrainField,
  type RetrainFields,
  readRetrainFields
} from "./retrain-fields.js";

export interface RetrainForm {
  readonly node: HTMLFormElement;
  /** While busy nothing can be asked for; the words say why. */
  setBusy(words: string | null): void;
}

type NumberField = keyof RetrainFields;

const labels: Readonly<Record<NumberField, string>> = {
  trees: "Trees",
  samples: "Rows of each tree",
  contamination: "Contamination",
  seed: "Seed"
};

const hints: Readonly<Record<NumberField, string>> = {
  trees: "More make scores steadier, and take longer.",
  samples: "Few are enough to tell the odd from the usual; more make trees deeper.",
  contamination:
    "Share of rows taken to be unusual, from which the threshold on the raw score follows. Where nothing is known to be benign it also says what is flagged.",
  seed: "Another seed draws other rows and questions; the same one makes the same forest."
};

/** The settings of a forest of one family, those in use at first. */
export function retrainForm(
  family: PublishedFamily,
  onTrain: (settings: RetrainSettings) => void
): RetrainForm {
  const inputs = Object.fromEntries(
    (Object.keys(labels) as NumberField[]).map(name => [
      name,
      html`<input type="number" name=${name} min=${limits[name].low} max=${limits[name].high} step=${name === "contamination" ? "any" : 1}>`
    ])
  ) as Record<NumberField, HTMLInputElement>;
  const boxes = featureBoxes(family);
  const problems = Object.fromEntries(
    ([...Object.keys(labels), "features"] as RetrainField[]).map(name => [
      name,
      html`<span class="retrain-problem" id=${`retrain-${name}-problem`} data-testid=${`retrain-${name}-problem`} role="alert"></span>`
    ])
  ) as Record<RetrainField, HTMLElement>;
  const submit = html`<button type="submit" class="button retrain-train">Train</button>` as HTMLButtonElement;
  const reset = html`<button type="button" class="button">Settings in use</button>`;
  const status = html`<span class="retrain-status" role="status" data-testid="retrain-status"></span>`;
  const node = html`<form class="retrain-form" novalidate data-testid="retrain-form">
  <div class="retrain-fields">${(Object.keys(labels) as NumberField[]).map(field)}</div>
  ${boxes.node}${problems.features}
  <div class="retrain-actions">${submit}${reset}${status}</div>
</form>` as HTMLFormElement;

  function field(name: NumberField): HTMLElement {
    inputs[name].setAttribute("aria-describedby", `retrain-${name}-problem`);
    return html`<div class="retrain-field"><label><span>${labels[name]}</span>${inputs[name]}</label>${problems[name]}<small>${hints[name]}</small></div>`;
  }

  function read(): RetrainAsked {
    const {trees, samples, contamination, seed} = inputs;
    const fields = {
      trees: trees.value,
      samples: samples.value,
      contamination: contamination.value,
      seed: seed.value
    };
    return readRetrainFields(family.family, fields, boxes.read());
  }

  /** Says beside each field what is wrong with it. */
  function mark(asked: RetrainAsked): void {
    const found = "problems" in asked ? asked.problems : {};
    for (const name of Object.keys(problems) as RetrainField[]) {
      problems[name].textContent = found[name] ?? "";
      if (name !== "features") inputs[name].setAttribute("aria-invalid", String(name in found));
    }
  }

  function showPublished(): void {
    const settings = publishedSettings(family.family, family.forest);
    for (const name of Object.keys(labels) as NumberField[]) inputs[name].value = String(settings[name]);
    boxes.reset();
    mark({problems: {}});
  }

  reset.addEventListener("click", showPublished);
  node.addEventListener("input", () => mark(read()));
  node.addEventListener("click", () => mark(read()));
  node.addEventListener("submit", event => {
    event.preventDefault();
    const asked = read();
    mark(asked);
    if ("settings" in asked) onTrain(asked.settings);
    else node.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
  showPublished();
  return {
    node,
    setBusy(words) {
      submit.disabled = words !== null;
      status.textContent = words ?? "";
      node.dataset.state = words === null ? "ready" : "busy";
    }
  };
}
