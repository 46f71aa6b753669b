import type {Target} from "../../engine/decisions/decision.js";
import type {RecordedAlert} from "../../engine/replay/recording.js";
import {askStatus} from "../decisions/decision-dialogs.js";
import {decisions} from "../decisions/decisions.js";
import {html} from "../html.js";
import type {MaskedSite} from "../mask.js";

const acts = ["acknowledge", "close", "star"] as const;
type TriageAct = (typeof acts)[number];

/** What a button of each shows, and says to who cannot see it, now that it does something or takes it back. */
const faces: Readonly<Record<TriageAct, {readonly sign: string; readonly on: string; readonly off: string}>> =
  {
    acknowledge: {sign: "◐", on: "Acknowledged; open it again", off: "Acknowledge"},
    close: {sign: "✓", on: "Closed; open it again", off: "Close with a note"},
    star: {sign: "★", on: "Take the star away", off: "Star"}
  };

/**
 * Small buttons to decide about the alerts of a replay, which say what has been decided. Rows come and go many times a second, so they
 * do not listen by themselves: those that are on the page are drawn anew together.
 * @returns the buttons of one alert
 */
export function alertTriage(site: MaskedSite): (alert: RecordedAlert) => HTMLElement {
  decisions.subscribe(() => {
    for (const group of document.querySelectorAll<HTMLElement>(".replay-triage")) draw(group);
  });
  // Parsed once: a table that plays asks for hundreds a second.
  const blank = html`<span class="replay-triage" role="group" aria-label="Decide">${acts.map(act => html`<button type="button" data-act=${act}>${faces[act].sign}</button>`)}</span>`;
  return ({alert_id}) => {
    const group = blank.cloneNode(true) as HTMLElement;
    group.dataset.alert = alert_id;
    group.addEventListener("click", event => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      const act = acts.find(each => each === button?.dataset.act);
      if (act !== undefined) decide(act, {kind: "alert", id: alert_id}, site);
    });
    draw(group);
    return group;
  };
}

function draw(group: HTMLElement): void {
  const target: Target = {kind: "alert", id: group.dataset.alert ?? ""};
  const {status} = decisions.state().statusOf(target);
  group.dataset.status = status;
  for (const button of group.querySelectorAll<HTMLElement>("button")) {
    const act = acts.find(each => each === button.dataset.act) ?? "star";
    const isOn = isDone(act, target);
    button.setAttribute("aria-pressed", String(isOn));
    button.title = isOn ? faces[act].on : faces[act].off;
    button.setAttribute("aria-label", button.title);
  }
}

function isDone(act: TriageAct, target: Target): boolean {
  const state = decisions.state();
  const {status} = state.statusOf(target);
  if (act === "star") return state.isStarred(target);
  return act === "close" ? status === "closed" : status === "acknowledged";
}

function decide(act: TriageAct, target: Target, site: MaskedSite): void {
  const isOn = isDone(act, target);
  if (act === "star") decisions.record({kind: isOn ? "unstar" : "star", target});
  else if (isOn) decisions.record({kind: "reopen", target});
  else if (act === "close") askStatus("close", target, site);
  else decisions.record({kind: "acknowledge", target});
}
