import {html} from "../html.js";
import {terms} from "./terms.js";

/** Prose, where a term may be explained; not what a reader presses, types into or copies, and never what a log wrote. */
const prose = "p, li, dt, .frame-subtitle, .frame-footnote";
const elsewhere =
  "a, button, summary, label, code, pre, kbd, input, select, textarea, h1, .log-text, .term, [role=menu], [data-no-terms]";

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** The longest first, so that "port scan" is not taken for a port. */
const names = Object.keys(terms).sort((a, b) => b.length - a.length);
const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}-])(${names.map(literal).join("|")})(s?)(?![\\p{L}\\p{N}-])`,
  "iu"
);

/**
 * Marks the first occurrence on the page of each term that the glossary knows, in prose that is there now and in prose that comes later.
 * Pointing at a marked term, or reaching it by keyboard, shows what it means.
 */
export function markTerms(root: HTMLElement): void {
  const marked = new Map<string, Element>();

  function markAll(): void {
    // A chart that is drawn anew takes its marks with it.
    for (const [name, element] of marked) if (!element.isConnected) marked.delete(name);
    for (const element of root.querySelectorAll(prose)) markIn(element);
    observer.takeRecords();
  }

  function markIn(element: Element): void {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const first of texts) {
      if (first.parentElement?.closest(elsewhere) !== null) continue;
      let text = first;
      let from = 0;
      for (;;) {
        const match = pattern.exec(text.data.slice(from));
        if (match === null) break;
        const [whole, found = ""] = match;
        const name = found.toLowerCase();
        const start = from + match.index;
        if (marked.has(name)) {
          from = start + whole.length;
          continue;
        }
        const middle = text.splitText(start);
        text = middle.splitText(whole.length);
        from = 0;
        const term = html`<dfn class="term" tabindex="0" data-term=${name}></dfn>`;
        middle.replaceWith(term);
        term.append(middle);
        marked.set(name, term);
      }
    }
  }

  let waiting = false;
  const observer = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      markAll();
    }, settleTime);
  });
  markAll();
  observer.observe(root, {childList: true, subtree: true});
  explainOnDemand(root);
}

/** Milliseconds in which a page that is being drawn is left alone. */
const settleTime = 500;
const gap = 6;

function explainOnDemand(root: HTMLElement): void {
  const tip = html`<div class="term-tip" role="tooltip" id="term-tip" hidden></div>`;
  document.body.append(tip);
  let shownFor: HTMLElement | null = null;

  function show({target}: Event): void {
    const term = target instanceof Element ? target.closest<HTMLElement>(".term") : null;
    if (term === null) {
      hide();
      return;
    }
    const meaning = terms[term.dataset.term ?? ""];
    if (meaning === undefined || term === shownFor) return;
    hide();
    shownFor = term;
    term.setAttribute("aria-describedby", tip.id);
    tip.textContent = meaning;
    tip.hidden = false;
    place(term);
  }

  function place(term: HTMLElement): void {
    const box = term.getBoundingClientRect();
    const {width, height} = tip.getBoundingClientRect();
    const above = box.top - gap - height;
    tip.style.left = `${Math.max(gap, Math.min(box.left, innerWidth - width - gap))}px`;
    tip.style.top = `${above >= gap ? above : box.bottom + gap}px`;
  }

  function hide(): void {
    shownFor?.removeAttribute("aria-describedby");
    shownFor = null;
    tip.hidden = true;
  }

  /** A term that is reached by keyboard may have been scrolled to just now; one that is pointed at has gone elsewhere. */
  function follow(): void {
    if (shownFor !== null && shownFor === document.activeElement) place(shownFor);
    else hide();
  }

  root.addEventListener("pointerover", show);
  root.addEventListener("focusin", show);
  root.addEventListener("focusout", hide);
  addEventListener("scroll", follow, {passive: true, capture: true});
  addEventListener("keydown", ({key}: KeyboardEvent) => {
    if (key === "Escape") hide();
  });
}
