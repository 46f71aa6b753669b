import type {Scene} from "../scene.js";

/** A replay told in chapters. */
export interface Story {
  /** What links call it by: its file's name without the ending. */
  readonly id: string;
  readonly title: string;
  /** What it is about, in a sentence or two; null where it says nothing. */
  readonly about: string | null;
  /** In order of telling, which need not be that of time. At least one. */
  readonly chapters: readonly Chapter[];
}

export interface Chapter {
  readonly title: string;
  /** Where it begins and where it ends, milliseconds in UTC; equal where it shows one moment. */
  readonly from: number;
  readonly to: number;
  /** How long it plays; null: at the reader's own speed. */
  readonly seconds: number | null;
  /** What the audience reads, in plain language. */
  readonly caption: string | null;
  /** What only the presenter reads. */
  readonly note: string | null;
  /** "What we did", one line each: shown on the card at its end. */
  readonly did: readonly string[];
  /** Whether a card with its title comes before it. */
  readonly card: boolean;
  /** What it shows; what is left out is as it is by default. */
  readonly scene: Partial<Scene>;
}

/** A chapter on a tape. */
export interface PlacedChapter extends Chapter {
  /** From 1. */
  readonly number: number;
  /** Events played where it begins and where it ends. */
  readonly start: number;
  readonly end: number;
}
