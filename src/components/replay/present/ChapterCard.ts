import type {PlacedChapter} from "../../../engine/replay/story/story.js";
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

interface CardWords {
  /** What stands over the title, in small. */
  readonly over: readonly string[];
  readonly title: string;
  readonly body: Node | null;
  /** What going on does. */
  readonly on: string;
}

/** A card over the stage: the title of a chapter before it, what was done in it after it, the end after all. */
export function ChapterCard({site}: Pick<StageContext, "site">, {onward}: ChapterCardOptions): ChapterCard {
  const node = html`<section class="replay-card" data-no-terms data-testid="replay-card" hidden></section>`;
  let shown: Card | null = null;
  const text = (words: string) => storyText(words, site);

  function draw({kind, chapter}: Card, of: string | null): HTMLElement {
    const {over, title, body, on} = words[kind](chapter, of);
    const button = html`<button type="button" class="button replay-card-on">${on} <kbd>Space</kbd></button>`;
    button.addEventListener("click", onward);
    return html`<div class="replay-card-body"><p class="replay-card-over">${over.map(line => html`<span>${text(line)}</span>`)}</p><h2 class="replay-card-title">${text(title)}</h2>${body}${button}</div>`;
  }

  const words: Readonly<Record<Card["kind"], (chapter: PlacedChapter, of: string | null) => CardWords>> = {
    title: ({number, title, caption}, of) => ({
      over: [...(of === null ? [] : [of]), `Chapter ${number}`],
      title,
      body: caption === null ? null : html`<p class="replay-card-caption">${text(caption)}</p>`,
      on: "Begin"
    }),
    did: ({title, did}) => ({
      over: [title],
      title: "What we did",
      body: html`<ul class="replay-card-did">${did.map(line => html`<li>${text(line)}</li>`)}</ul>`,
      on: "Go on"
    }),
    end: (_chapter, of) => ({
      over: of === null ? [] : [of],
      title: "The end",
      body: html`<p class="replay-card-caption">Press 1 to tell it again; a digit, A or B for questions.</p>`,
      on: "Back to the figures"
    })
  };

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
      node.setAttribute("aria-live", card.kind === "title" ? "off" : "polite");
      node.setAttribute("aria-label", {title: "Chapter", did: "What we did", end: "The end"}[card.kind]);
      node.replaceChildren(draw(card, of));
    }
  };
}
