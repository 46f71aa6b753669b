import {type Example, examplesQuery} from "../../engine/hunt/examples.js";
import {splitTerms} from "../../engine/hunt/split-terms.js";
import {type Term, writeTerm} from "../../engine/hunt/term.js";
import {html} from "../html.js";
import {pending} from "../pending.js";
import type {Workbench} from "../workbench/workbench.js";
import {HuntExamples} from "./HuntExamples.js";
import {openListChecker} from "./list-checker.js";
import {TermOverview} from "./TermOverview.js";
import {TermResult} from "./TermResult.js";
import {askTerm, knownUsers} from "./term-facts.js";

export interface HuntDeskOptions {
  readonly workbench: Workbench;
  readonly timeZone: string;
  /** Hunts for another text. */
  readonly hunt: (text: string) => void;
}

/** What is found for what stands in the box; examples of these data where nothing does. */
export function HuntDesk(text: string, options: HuntDeskOptions): HTMLElement {
  if (text !== "") return pending(found(text, options), "Reading what is hunted for …", node => node);
  const {workbench, hunt} = options;
  const examples = Promise.resolve(workbench.ask<Example>(examplesQuery).rows);
  return html`<section class="hunt-start" data-testid="hunt-start">
  <h2>Worth a look in these data</h2>
  ${pending(examples, "Looking for what stands out …", rows =>
    rows.length === 0
      ? html`<p>These data hold no address, command or file to begin with.</p>`
      : HuntExamples(rows, {site: workbench.site, hunt})
  )}
</section>`;
}

async function found(text: string, {workbench, timeZone, hunt}: HuntDeskOptions): Promise<HTMLElement> {
  const {terms, problems} = await readTerms(text, workbench);
  const said = problems.map(problem => html`<p class="hunt-problem" role="alert">${problem}</p>`);
  if (terms.length === 0)
    return html`<section>${said.length === 0 ? html`<p class="hunt-problem">There is nothing to hunt for in it.</p>` : said}</section>`;
  const opening = openListChecker(workbench.site);
  const [checker, asked] = await Promise.all([
    opening,
    Promise.all(terms.map(term => askTerm(term, workbench, opening)))
  ]);
  const box = html`<div></div>`;
  const retype = (changed: Term, typed: string) =>
    hunt(terms.map(term => (term === changed ? typed : writeTerm(term))).join("\n"));
  const show = (number: number) => {
    const chosen = asked[number];
    if (chosen) box.replaceChildren(TermResult(chosen, {workbench, checker, timeZone, retype}));
  };
  show(0);
  const overview =
    asked.length > 1 ? TermOverview(asked, {workbench, checker, timeZone, choose: show}) : null;
  return html`<section>${said}${overview}${box}</section>`;
}

/** A longer text is nobody's name, nor a line of names and indicators. */
const longestNames = 500;

/** The terms of a text. Whether a word is somebody's account is asked of the data only where that could decide. */
async function readTerms(text: string, workbench: Workbench) {
  const read = splitTerms(text);
  const mayBeUsers = read.terms.some(
    ({type, value}) => (type === "text" || type === "domain") && value.length <= longestNames
  );
  if (!mayBeUsers) return read;
  const users = await knownUsers(workbench);
  return splitTerms(text, name => users.has(name.toLowerCase()));
}
