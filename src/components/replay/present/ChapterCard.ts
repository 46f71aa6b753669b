import type {Card} from "../../../engine/replay/story/telling.js";
import {html} from "../../html.js";
import type {StageContext} from "../stage.js";
import {storyText} from "./chapter-words.js";

export interface ChapterCardOptions {
  /** Pressed on: goes on behind the card, as space does. */
  readonly onward: () => void;
}

export interface ChapterCard {
  /** To be put into what the card covers, which must be positioned. */
  readonly node: HTMLElement;
  /** @param of what stands over a title: the story's */
  show(card: Card | null, of?: string | null): void;
}

/** A card over the stage: the title of a chapter before it, what was done in it after it. */
export function ChapterCard({site}: Pick<StageContext, "site">, {onward}: ChapterCardOptions): ChapterCard {
  const node = html`<section class="replay-card" data-no-terms data-testid="replay-card" hidden></section>`;
  let shown: Card | null = null;
  const text = (words: string) => storyText(words, site);

  function draw({kind, chapter}: Card, of: string | null): HTMLElement {
    const button = html`<button type="button" class="button replay-card-on">${kind === "title" ? "Begin" : "Go on"} <kbd>Space</kbd></button>`;
    button.addEventListener("click", onward);
    const head =
      kind === "title"
        ? html`<p class="replay-card-over">${of === null ? null : html`<span>${text(of)}</span>`}<span>Chapter ${chapter.number}</span></p>`
        : html`<p class="replay-card-over"><span>${text(chapter.title)}</span></p>`;
    const body =
      kind === "title"
        ? html`<div>${chapter.caption === null ? null : html`<p class="replay-card-caption">${text(chapter.caption)}</p>`}</div>`
        : html`<ul class="replay-card-did">${chapter.did.map(line => html`<li>${text(line)}</li>`)}</ul>`;
    return html`<div class="replay-card-body">${head}<h2 class="replay-card-title">${kind === "title" ? text(chapter.title) : "What we did"}</h2>${body}${button}</div>`;
  }

  return {
    node,
    show(card, of = null) {
      if (card === shown || (card?.kind === shown?.kind && card?.chapter === shown?.chapter)) return;
      shown = card;
      node.hidden = card === null;
      node.dataset.kind = card?.kind ?? "";
      if (card === null) {
        node.replaceChildren();
        return;
      }
      // Titles are read out by the caption; what was done stands nowhere else.
      node.setAttribute("aria-live", card.kind === "did" ? "polite" : "off");
      node.setAttribute("aria-label", card.kind === "did" ? "What we did" : "Chapter");
      node.replaceChildren(draw(card, of));
    }
  };
}
