import type {ModelFamily} from "../../../engine/features/event-block.js";
import {featureSets} from "../../../engine/features/features.js";
import {html} from "../../html.js";
import {featureLabel, featureValue} from "../../model/feature-text.js";
import {type Clearings, clearingText} from "./clear.js";
import type {Part} from "./explanation.js";

/** What would have cleared an event, as a list; or that nothing would. */
export function clearingList({single, together}: Clearings, family: ModelFamily): HTMLElement {
  const clearing = single.filter(({clears}) => clears !== null);
  if (clearing.length > 0) {
    const rest = single.filter(({clears}) => clears === null).map(({feature}) => featureLabel(feature));
    return html`<div>
  <p>It would not have been flagged with any one of these, everything else as it was:</p>
  <ul>${clearing.map(one => html`<li data-feature=${one.feature} data-clears=${one.clears}>${clearingText(one, family)}</li>`)}</ul>
  ${rest.length === 0 ? null : html`<p>No value of ${rest.join(", ")} would have been enough.</p>`}
</div>`;
  }
  if (together === null)
    return html`<p>No single measure would have cleared it, nor would all of them at their usual values.</p>`;
  const specs = featureSets[family];
  return html`<div>
  <p>No single measure would have cleared it. These ${together.length} together, at their usual values, would; leaving out any one would not do:</p>
  <ul>${together.map(({feature, value, usual}) => {
    const spec = specs.find(known => known.name === feature);
    const text =
      spec === undefined ? "" : `: ${featureValue(usual ?? 0, spec)} instead of ${featureValue(value, spec)}`;
    return html`<li data-feature=${feature}>${featureLabel(feature)}${text}</li>`;
  })}</ul>
</div>`;
}

/** What would have cleared an event by itself, as published: of the features with the largest parts only. */
export function publishedClearings(parts: readonly Part[], family: ModelFamily): HTMLElement {
  const found = parts.filter(({clearing, value}) => clearing !== null && value !== null);
  if (found.length === 0)
    return html`<p>No single measure would have cleared it: each of those that add most was put nearer to its usual value, and the event stayed flagged.</p>`;
  return html`<div>
  <p>It would not have been flagged with any one of these, everything else as it was:</p>
  <ul>${found.map(
    ({feature, value, clearing}) =>
      html`<li data-feature=${feature} data-clears=${clearing}>${clearingText({feature, value: value ?? 0, clears: clearing, beyond: false}, family)}</li>`
  )}</ul>
</div>`;
}
