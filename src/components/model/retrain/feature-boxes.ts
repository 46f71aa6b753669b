import {featureSets} from "../../../engine/features/features.js";
import type {PublishedFamily} from "../../../engine/published.js";
import {formatShare} from "../../format.js";
import {html} from "../../html.js";
import {featureLabel} from "../feature-text.js";

export interface FeatureBoxes {
  readonly node: HTMLElement;
  /** Every feature, with whether it is to be used. */
  read(): readonly {readonly name: string; readonly used: boolean}[];
  /** Ticks what the forest in use was offered. */
  reset(): void;
}

/** A family's features to tick. Those that were left out for want of measurements cannot be, and say why. */
export function featureBoxes({family, dropped, forest}: PublishedFamily): FeatureBoxes {
  const missing = new Map(dropped.map(column => [column.name, column.missing]));
  const asked = new Set(forest?.importance.map(({feature}) => feature));
  const boxes = featureSets[family].map(({name, description}) => {
    const box = html`<input type="checkbox" name="feature" value=${name}>` as HTMLInputElement;
    const share = missing.get(name);
    box.disabled = share !== undefined;
    const reason =
      share !== undefined
        ? ` (missing in ${formatShare(share)})`
        : asked.has(name)
          ? ""
          : " (the forest in use never asks for it)";
    return {
      name,
      box,
      label: html`<label title=${description}>${box}<span>${featureLabel(name)}${reason === "" ? null : html`<small>${reason}</small>`}</span></label>`
    };
  });
  const all = html`<button type="button" class="button">All</button>`;
  const none = html`<button type="button" class="button">None</button>`;
  const tick = (checked: boolean) => {
    for (const {box} of boxes) box.checked = checked && !box.disabled;
  };
  all.addEventListener("click", () => tick(true));
  none.addEventListener("click", () => tick(false));
  tick(true);
  return {
    node: html`<fieldset class="retrain-features" data-testid="retrain-features"><legend>Features</legend>
  <div class="retrain-feature-buttons">${all}${none}</div>
  <div class="retrain-feature-list">${boxes.map(({label}) => label)}</div>
</fieldset>`,
    read: () => boxes.map(({name, box}) => ({name, used: box.checked})),
    reset: () => tick(true)
  };
}
