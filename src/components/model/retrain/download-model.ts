import type {RetrainSettings} from "../../../engine/retrain/settings.js";
import {saveFile} from "../../export/save-file.js";
import {formatBytes} from "../../format.js";
import {html} from "../../html.js";

/** A name that says what is in the file: "flowbook-flow-7.forest". */
export const modelName = ({family, seed}: Pick<RetrainSettings, "family" | "seed">): string =>
  `flowbook-${family}-${seed}.forest`;

/** Keeps a forest as a file, and says what to do with it. */
export function downloadModel(
  trees: Uint8Array<ArrayBuffer>,
  settings: Pick<RetrainSettings, "family" | "seed">
): HTMLElement {
  const name = modelName(settings);
  const button = html`<button type="button" class="button">Download the model</button>`;
  button.addEventListener("click", () =>
    saveFile(name, new Blob([trees], {type: "application/octet-stream"}))
  );
  return html`<p class="retrain-download">${button} ${formatBytes(trees.length)}; <code>npm run data -- --model ${name}</code> scores logs with it.</p>`;
}
