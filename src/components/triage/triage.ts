import type {Selection, SelectionBounds} from "../../engine/selection.js";
import {chartFrame} from "../chart-frame.js";
import {decisions} from "../decisions/decisions.js";
import {formatPlural} from "../format.js";
import {html} from "../html.js";
import type {Workbench} from "../workbench/workbench.js";
import {type BulkBarOptions, bulkBar, mostAtOnce} from "./bulk.js";
import {columnChooser} from "./column-chooser.js";
import {cubeCounts} from "./cube-counts.js";
import {targetOf} from "./decided.js";
import {type Facet, type Narrowed, toggleValue} from "./facet.js";
import {closesByItself} from "./facet-menu.js";
import {hiddenRows} from "./hidden-rows.js";
import {keyHelp} from "./key-help.js";
import {pager} from "./pager.js";
import {rowDialogs} from "./row-dialogs.js";
import type {TriageRow} from "./row-kind.js";
import {said} from "./said.js";
import {severityStrip, TriagePanels} from "./TriagePanels.js";
import {saysPage, writeAddress} from "./triage-address.js";
import {triageAnswers} from "./triage-answers.js";
import {triageBar} from "./triage-bar.js";
import {triageChips} from "./triage-chips.js";
import {listenForKeys} from "./triage-keys.js";
import type {TriageQuestion} from "./triage-query.js";
import {triageRows} from "./triage-rows.js";
import {parseTriage, type TriageState} from "./triage-state.js";
import {type TriageTotals, totalsOf, totalsTitle} from "./triage-totals.js";
import {emptyText, rowMeaning} from "./triage-words.js";

export interface Triage {
  readonly node: HTMLElement;
  /** Shows what a selection has; called again whenever it, or the zone of times, changes. */
  select(selection: Selection & {readonly timeZone: string}): void;
}

/** Milliseconds after the last letter typed until the table follows. */
const typingPause = 120;

/**
 * The table of alerts, incidents, campaigns or sources, with what narrows it and what can be decided about its rows. Its state is
 * the page's address. Rows come a page at a time; the counts beside the choices come behind them.
 */
export function triage(workbench: Workbench, bounds: SelectionBounds): Triage {
  const {site} = workbench;
  const answers = triageAnswers(workbench);
  const dialogs = rowDialogs(workbench);
  const keys = keyHelp();
  const ticked = new Set<string>();
  const undo = said();
  let state = parseTriage(location.search);
  let selected: (Selection & {readonly timeZone: string}) | null = null;
  let question: TriageQuestion | null = null;
  let totals: TriageTotals | null = null;
  let turned = false;
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const rowOptions = () => ({site, timeZone: selected?.timeZone ?? "UTC"});
  const openable = () => dialogs.of[state.of];
  const narrowed = (): Narrowed | null => (selected === null ? null : {state, selection: selected});
  const toggle = (facet: Facet, value: string) => {
    const now = narrowed();
    if (now !== null) choose(toggleValue(facet, value, now));
  };

  const bar = triageBar({site, choose, showKeys: () => keys.showModal()});
  const pages = pager(({page, size = state.size}) => turn(page, size));
  const bulk: BulkBarOptions = {
    ids: () => [...ticked],
    kind: () => targetOf[state.of],
    tickAll: () => void tickAll(),
    clear: clearTicks,
    said: undo.say
  };
  const bulkNode = bulkBar(bulk);
  const tableRows = triageRows({
    site,
    options: rowOptions,
    openable,
    kind: bulk.kind,
    ticked,
    onTick: showTicked,
    onSort(sort) {
      const now = narrowed();
      if (now !== null) choose({...now, state: {...state, sort, page: 0}});
    },
    bulk,
    undo
  });
  const count = html`<span role="status" data-testid="triage-count"></span>`;
  const hiddenNote = hiddenRows(() => {
    const now = narrowed();
    if (now !== null) choose({...now, state: {...state, on: {...state.on, all: true}, page: 0}});
  });
  const strip = html`<div></div>`;
  const chips = html`<div></div>`;
  const columns = html`<div></div>`;
  const frame = html`<div class="triage-frame"></div>`;
  const panels = html`<div></div>`;
  const node = html`<section class="triage" aria-label="Triage" data-testid="triage">
  ${strip}${bar.node}${chips}
  <div class="triage-row triage-head">${count}${hiddenNote.node}${columns}</div>
  ${bulkNode.node}${undo.node}<div class="triage-body">${frame}${panels}</div>${dialogs.node}${keys}
</section>`;

  /** Narrows the table to something else; the address follows, and so does the rest of the page where the selection changes. */
  function choose(next: Narrowed, typing = false): void {
    const changesSelection = next.selection !== selected;
    if (next.state.of !== state.of) forgetKind();
    state = next.state;
    writeAddress(next, bounds, typing ? "replace" : "push");
    if (changesSelection) dispatchEvent(new PopStateEvent("popstate", {state: history.state}));
    else schedule(typing ? typingPause : 0);
  }

  /** What is ticked and marked among rows of one kind means nothing to another. */
  function forgetKind(): void {
    ticked.clear();
    tableRows.forget();
  }

  function turn(page: number, size: TriageState["size"]): void {
    const now = narrowed();
    if (now === null) return;
    turned = true;
    choose({...now, state: {...state, page, size}});
  }

  function schedule(pause: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), pause);
  }

  async function refresh(): Promise<void> {
    const now = narrowed();
    if (now === null) return;
    const mine = ++round;
    node.dataset.state = totals === null ? "loading" : "updating";
    bar.update(now);
    chips.replaceChildren(triageChips(now, site, choose));
    showStatic(now);
    const asked = await answers.question(now).catch(fail);
    if (mine !== round || asked === null) return;
    question = asked;
    const page = answers.page(asked);
    const counts = answers.counts(asked);
    drawFrame(asked, page, mine);
    panels.replaceChildren(TriagePanels(counts, {site, narrowed: now, noun: `${bulk.kind()}s`, toggle}));
    try {
      showTotals(totalsOf(await counts.rows), now, mine);
    } catch {
      // The panels say what went wrong.
      count.textContent = "The rows could not be counted.";
    }
    if (mine === round) node.dataset.state = "ready";
  }

  /** What was asked beforehand has failed: that of the visits, or of the kinds of alerts. */
  function fail(error: unknown): null {
    count.textContent = `The table could not be read: ${error instanceof Error ? error.message : String(error)}`;
    node.dataset.state = "error";
    return null;
  }

  /** What needs no table: counts from the cube where it knows them, and the columns. */
  function showStatic(now: Narrowed): void {
    const {kind} = openable();
    const known = totals === null ? cubeCounts(answers.atHand(now), workbench) : null;
    if (known !== null) bar.count(known);
    const severities = totals?.choices.get("severity") ?? known?.get("severity");
    showStrip(severities === undefined ? null : severities, now);
    if (columns.dataset.kind === kind.name) return;
    columns.dataset.kind = kind.name;
    columns.replaceChildren(columnChooser(kind, rowOptions(), () => schedule(0)));
  }

  function showStrip(
    counted: readonly {value: string | null; rows: number | null}[] | null,
    now: Narrowed
  ): void {
    const counts = counted && new Map(counted.map(({value, rows: n}) => [value ?? "", n ?? 0]));
    strip.replaceChildren(severityStrip(counts, now, toggle));
  }

  function drawFrame(asked: TriageQuestion, page: ReturnType<typeof answers.page>, mine: number): void {
    const {kind} = openable();
    const held = tableRows.isHeld();
    const heading = frame.querySelector("h3")?.textContent ?? `${kind.name}s`;
    const made = chartFrame<TriageRow>({
      id: asked.state.of,
      title: () => titleOf(asked) ?? heading,
      rows: Promise.resolve(page.rows).then(all => {
        if (all.length === 0 && mine === round) tableRows.forget();
        return all;
      }),
      query: page.query,
      note: "One page of the table. The counts beside the choices have a query of their own, below.",
      height: 640,
      footnote: rowMeaning[asked.state.of],
      empty: emptyText(asked),
      draw: all => {
        if (mine === round) drawRows(all, asked);
        return html`<div>${tableRows.node()}${pages.node}</div>`;
      }
    });
    // The rows before stand in it until the next have come; they keep the focus.
    frame.replaceChildren(made);
    if (held) tableRows.refocus();
  }

  const titleOf = (asked: TriageQuestion) =>
    totals === null ? null : totalsTitle(totals, asked, openable().kind.name);

  function drawRows(all: readonly TriageRow[], asked: TriageQuestion): void {
    const isLanding = tableRows.isLanding();
    tableRows.draw(all, asked.state.sort);
    pages.update(asked.state, totals?.shown ?? null);
    if (turned && !isLanding) queueMicrotask(() => frame.scrollIntoView({block: "nearest"}));
    turned = false;
  }

  function showTotals(found: TriageTotals, now: Narrowed, mine: number): void {
    if (mine !== round) return;
    totals = found;
    const {shown, hidden, choices} = found;
    const last = Math.max(0, Math.ceil(shown / state.size) - 1);
    // What was decided may have taken the last rows of the last page away.
    if (state.page > last) {
      const next = {...now, state: {...state, page: last}};
      state = next.state;
      writeAddress(next, bounds, "replace");
      schedule(0);
      return;
    }
    const noun = bulk.kind();
    bar.count(choices);
    showStrip(choices.get("severity") ?? [], now);
    count.textContent = formatPlural(shown, noun);
    node.dataset.total = String(shown);
    node.dataset.hidden = String(hidden);
    const made = frame.querySelector<HTMLElement>("[data-chart]");
    if (made !== null) {
      made.dataset.total = String(shown);
      const heading = made.querySelector("h3");
      if (heading !== null) heading.textContent = totalsTitle(found, now, openable().kind.name);
    }
    pages.update(state, shown);
    hiddenNote.update(hidden, noun);
    showTicked();
  }

  function showTicked(): void {
    tableRows.showTicks();
    bulkNode.update(ticked, totals?.shown ?? null, bulk.kind());
  }

  async function tickAll(): Promise<void> {
    if (question === null) return;
    for (const id of await answers.ids(question, mostAtOnce)) ticked.add(id);
    showTicked();
  }

  function clearTicks(): void {
    ticked.clear();
    showTicked();
  }

  function move(step: 1 | -1): void {
    if (tableRows.move(step)) return;
    const last = totals === null ? state.page : Math.ceil(totals.shown / state.size) - 1;
    if (step === 1 ? state.page >= last : state.page === 0) return;
    tableRows.land(step === 1 ? 0 : -1);
    turn(state.page + step, state.size);
  }

  closesByItself(columns);
  listenForKeys(node, {
    move,
    end: tableRows.end,
    act: tableRows.act,
    search: bar.search,
    help: () => keys.showModal(),
    isInTable: tableRows.isInTable,
    isLoading: () =>
      tableRows.node() === undefined && ["loading", "updating"].includes(node.dataset.state ?? "loading"),
    sayLoading() {
      count.textContent = "The table is still loading.";
    }
  });
  decisions.subscribe(() => {
    tableRows.redraw();
    schedule(0);
  });
  // A dialog gives the focus back to the row it was opened from, which may have been drawn anew meanwhile.
  // It is gone, and with it the focus in it, only after its own listeners.
  const giveBack = () =>
    setTimeout(() => {
      if (tableRows.isInTable()) tableRows.refocus();
    });
  document.addEventListener("close", giveBack, {capture: true});
  addEventListener("popstate", () => {
    const next = parseTriage(location.search);
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    if (next.of !== state.of) forgetKind();
    state = next;
    schedule(0);
  });
  return {
    node,
    select(selection) {
      const before = selected;
      selected = selection;
      // What was narrowed elsewhere begins on its first page.
      if (before !== null && JSON.stringify(before) !== JSON.stringify(selection) && !saysPage())
        state = {...state, page: 0};
      writeAddress({state, selection}, bounds, "replace");
      schedule(0);
      answers.visit().then(visit => bar.say(visit, selection.timeZone), fail);
    }
  };
}
