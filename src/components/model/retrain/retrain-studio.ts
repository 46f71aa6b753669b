import type {Overview} from "../../../engine/overview.js";
import type {PublishedModel, Site} from "../../../engine/published.js";
import type {RetrainSettings} from "../../../engine/retrain/settings.js";
import type {Retrainer} from "../../../workspace/retrain/retrainer.js";
import {html} from "../../html.js";
import {maskToggle} from "../../mask.js";
import {selectionBar} from "../../selection-bar.js";
import {files} from "../../workbench/files.js";
import {familyChoice} from "../choices.js";
import {openRetrainer} from "./open-retrainer.js";
import {RetrainResult} from "./RetrainResult.js";
import {retrainForm} from "./retrain-form.js";

/** The open panel: which events, which settings, and what came of it. */
export async function retrainStudio(model: PublishedModel): Promise<HTMLElement> {
  const [site, overview] = await Promise.all([
    files.json<Site>("site.json"),
    files.json<Overview>("overview.json")
  ]);
  const bar = selectionBar({bounds: overview, campusTimeZone: site.time_zone});
  const choice = familyChoice(model);
  const toggle = maskToggle(site);
  const formBox = html`<div></div>`;
  const result = html`<div class="retrain-result" data-testid="retrain-result"></div>`;
  let form: ReturnType<typeof retrainForm> | undefined;
  let retrainer: Retrainer | undefined;
  let loading = "";
  let draw = () => {};

  const familyOf = (name: string) => model.families.find(({family}) => family === name);

  function showForm(): void {
    const family = familyOf(choice.value);
    result.replaceChildren();
    draw = () => {};
    if (!family?.forest) {
      form = undefined;
      formBox.replaceChildren(
        html`<p>No forest was grown of these events: there are too few of them, or nothing in them varies. There is nothing to compare another one with.</p>`
      );
      return;
    }
    form = retrainForm(family, settings => void train(settings));
    formBox.replaceChildren(form.node);
    form.setBusy(retrainer === undefined && loading !== "" ? loading : null);
  }

  async function load(): Promise<void> {
    try {
      retrainer = await openRetrainer(model, site, words => {
        loading = `Loading: ${words} …`;
        form?.setBusy(loading);
      });
      loading = "";
      form?.setBusy(null);
    } catch (error) {
      console.error(error);
      loading = `The events could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
      form?.setBusy(loading);
    }
  }

  async function train(settings: RetrainSettings): Promise<void> {
    const family = familyOf(settings.family);
    const own = form;
    if (!retrainer || !own || !family) return;
    own.setBusy("Training …");
    try {
      const {timeZone, ...selection} = bar.value;
      const answer = await retrainer.train(settings, selection);
      // Meanwhile another family may have been chosen.
      if (own !== form) return;
      draw = () => result.replaceChildren(RetrainResult(answer, {settings, family, site, timeZone}));
      draw();
      result.dataset.trained = String(Number(result.dataset.trained ?? 0) + 1);
    } catch (error) {
      console.error(error);
      result.replaceChildren(
        html`<p class="retrain-problem" role="alert">This could not be trained: ${error instanceof Error ? error.message : String(error)}</p>`
      );
    } finally {
      own.setBusy(null);
    }
  }

  choice.addEventListener("input", event => {
    event.stopPropagation();
    showForm();
  });
  toggle.addEventListener("input", () => draw());
  loading = "Loading …";
  showForm();
  void load();
  return html`<div class="retrain-studio">
  <p>What would the model be like if it had learnt from fewer features, from other days, or with another seed? It is trained here, in this tab, as
<code>npm run data</code> does it, and compared with the one in use on the selected events. What is shown elsewhere does not change.</p>
  ${bar}${choice}${toggle}${formBox}${result}
</div>`;
}
