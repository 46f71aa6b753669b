import type {PublishedModel} from "../../../engine/published.js";
import {html} from "../../html.js";

/** A panel to train other forests in. What it needs, code and events, is fetched when it is opened. */
export function RetrainPanel(model: PublishedModel): HTMLElement {
  const body = html`<div class="retrain-body" data-testid="retrain-body"></div>`;
  const panel = html`<details class="retrain" data-testid="retrain">
  <summary>Train another forest</summary>
  ${body}
</details>` as HTMLDetailsElement;

  async function fill(): Promise<void> {
    body.textContent = "Loading …";
    try {
      const {retrainStudio} = await import("./retrain-studio.js");
      body.replaceChildren(await retrainStudio(model));
    } catch (error) {
      console.error(error);
      body.textContent = `This could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
      panel.addEventListener("toggle", () => panel.open && void fill(), {once: true});
    }
  }

  panel.addEventListener("toggle", () => void fill(), {once: true});
  return panel;
}
