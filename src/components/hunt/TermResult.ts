import type {ListChecker} from "../../engine/hunt/check-lists.js";
import {type Term, type TermType, writeTerm} from "../../engine/hunt/term.js";
import {askBlock, unblock} from "../decisions/decision-dialogs.js";
import {decisions} from "../decisions/decisions.js";
import {followDecisions} from "../decisions/follow-decisions.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {riskOf} from "../incidents/risk-of.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import type {Workbench} from "../workbench/workbench.js";
import {alertFrame, beaconFrame, incidentFrame, sessionFrame} from "./finding-frames.js";
import {huntLinks} from "./hunt-links.js";
import {ListHits} from "./ListHits.js";
import {OriginalLines} from "./OriginalLines.js";
import {occurrenceFrame} from "./occurrences.js";
import {datasetFrame, destinationFrame, fieldFrame, sourceFrame, userFrame} from "./seen-frames.js";
import type {AskedTerm} from "./term-facts.js";
import {hashWords, typeLabel, valueKind} from "./term-words.js";
import {type Verdict, verdictOf} from "./verdict.js";

export interface TermResultOptions {
  readonly workbench: Workbench;
  readonly checker: ListChecker;
  readonly timeZone: string;
  /** Called when the reader says that a term is something else: with the term as it is typed then. */
  readonly retype: (term: Term, typed: string) => void;
}

/** Longer values are cut where they stand as a heading. */
const headingLimit = 200;

/** Everything known about one term: the verdict first, then what it rests on. Frames of which nothing is known are left out, and named. */
export function TermResult(asked: AskedTerm, options: TermResultOptions): HTMLElement {
  const {term} = asked;
  const {workbench, checker, timeZone} = options;
  const {site, overview} = workbench;
  const frameOptions = {site, timeZone, data: overview.data};
  const verdict = html`<div class="hunt-verdict" data-testid="hunt-verdict" data-state="loading" role="status"><p>Looking through all of the data …</p></div>`;
  const absent = html`<p class="hunt-absent"></p>`;
  const isOfColumns =
    term.type === "user" || term.type === "port" || term.type === "ja3" || term.type === "hassh";
  const parts = [
    {name: "alerts", words: "alerts", node: alertFrame(asked, frameOptions)},
    {name: "incidents", words: "incidents", node: incidentFrame(asked, frameOptions)},
    {name: "datasets", words: "events", node: datasetFrame(asked, frameOptions)},
    ...(isOfColumns
      ? []
      : [{name: "fields", words: "fields", node: fieldFrame(asked, frameOptions)} as const]),
    {name: "sources", words: "sources", node: sourceFrame(asked, frameOptions)},
    {name: "destinations", words: "destinations", node: destinationFrame(asked, frameOptions)},
    ...(term.type === "user"
      ? []
      : [{name: "users", words: "user names", node: userFrame(asked, frameOptions)} as const]),
    {name: "sessions", words: "honeypot sessions", node: sessionFrame(asked, frameOptions)},
    {name: "beacons", words: "beacons", node: beaconFrame(asked, frameOptions)},
    {name: "occurrences", words: "occurrences", node: occurrenceFrame(asked, {workbench, timeZone})}
  ] as const;

  asked.facts.then(
    facts => {
      const found = verdictOf(facts, {data: overview.data, lists: checker, timeZone});
      verdict.replaceChildren(...verdictNodes(found, asked, options));
      verdict.dataset.standing = found.standing;
      verdict.dataset.events = String(found.events);
      verdict.dataset.alerts = String(found.alerts);
      verdict.dataset.state = "ready";
    },
    (error: unknown) => {
      console.error(error);
      verdict.dataset.state = "error";
      verdict.textContent = `This could not be looked up: ${error instanceof Error ? error.message : String(error)}`;
    }
  );
  void Promise.all(
    parts.map(async ({name, words, node}) => {
      const rows = await Promise.resolve(asked.ask(name).rows).catch(() => null);
      node.hidden = rows !== null && rows.length === 0;
      return node.hidden ? words : null;
    })
  ).then(names => {
    const without = names.filter(name => name !== null);
    absent.textContent = without.length === 0 ? "" : `Nothing of it among: ${without.join(", ")}.`;
  });

  const columns = (names: readonly string[]) =>
    parts.filter(({name}) => names.includes(name)).map(({node}) => node);
  return html`<article class="hunt-result" data-type=${term.type} data-value=${term.value.slice(0, headingLimit)}>
  <header><h2>${valueButton(valueKind(term), term.value, {limit: headingLimit, site})}</h2>${typeChoice(asked, options)}${blockButton(asked, options)}</header>
  ${verdict}
  ${huntLinks(term, overview.data)}
  ${term.type === "address" ? riskOf(term.value, workbench) : null}
  ${checker.checks(term) ? ListHits(term, checker) : null}
  <div class="hunt-frames">${columns(["alerts", "incidents", "datasets", "fields", "sources", "destinations", "users", "sessions"])}</div>
  ${columns(["beacons", "occurrences"])}
  ${absent}
  ${term.type === "network" ? html`<p class="hunt-absent">Original lines are searched for texts, and a range is none: hunt for one of its addresses.</p>` : OriginalLines(term, workbench)}
</article>`;
}

function verdictNodes(
  {label, sentences, events, alerts, severity, first, last}: Verdict,
  {term, members}: AskedTerm,
  {workbench, checker, timeZone}: TermResultOptions
): Node[] {
  const {site} = workbench;
  const held =
    members === null
      ? []
      : [`The network holds ${formatPlural(members.length, "address", "addresses")} of these data.`];
  const figures: (readonly [string, string | Node])[] = [
    ["Events", formatCount(events)],
    ["Alerts", formatCount(alerts)],
    ["Gravest", severity === null ? "none" : severityMark(severity)],
    ["First seen", first === null ? "never" : formatTime(first, timeZone)],
    ["Last seen", last === null ? "never" : formatTime(last, timeZone)],
    [
      "Lists asked",
      checker.checks(term) ? formatCount(checker.lists.length) : "none: no list names such a thing"
    ]
  ];
  return [
    html`<p><strong>${label}.</strong> ${logText(maskAddresses([...sentences, ...held].join(" "), site))}</p>`,
    html`<dl class="hunt-figures">${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
  ];
}

/** Puts an address or a network on the reader's blocklist, or takes it away; says since when it is there, and why. */
function blockButton({term}: AskedTerm, {workbench, timeZone}: TermResultOptions): HTMLElement | null {
  if (term.type !== "address" && term.type !== "network") return null;
  return followDecisions(html`<span class="hunt-block"></span>`, element => {
    const block = decisions.state().blockOf(term.value);
    const button = html`<button type="button" class="button">${block === null ? "Block …" : "Unblock"}</button>`;
    button.addEventListener("click", () => {
      if (block === null) askBlock(term.value, workbench.site);
      else unblock(term.value);
    });
    const said =
      block === null
        ? null
        : html`<small>${logText(`blocked${block.address === term.value ? "" : ` by ${block.address}`} since ${formatTime(new Date(block.at), timeZone)}: ${block.reason}`, 160)}</small>`;
    element.replaceChildren(button, ...(said === null ? [] : [" ", said]));
  });
}

/** What the term is taken for, and what else it could be. */
function typeChoice({term}: AskedTerm, {retype}: TermResultOptions): HTMLElement {
  const select =
    html`<select aria-label="Taken for">${term.types.map(type => html`<option value=${type} selected=${type === term.type}>${labelOf(type, term)}</option>`)}</select>` as HTMLSelectElement;
  select.addEventListener("input", event => {
    event.stopPropagation();
    retype(term, writeTerm({...term, type: select.value as TermType}));
  });
  return html`<label class="hunt-type">taken for ${select}</label>`;
}

const labelOf = (type: TermType, {value}: Term) =>
  type === "hash" ? `${typeLabel.hash} (${hashWords(value)})` : typeLabel[type];
