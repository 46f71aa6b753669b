import {formatStory} from "../../../engine/replay/story/format-story.js";
import {readStory} from "../../../engine/replay/story/read-story.js";
import type {Story} from "../../../engine/replay/story/story.js";
import {draftId} from "./story-draft.js";

/** As much of `localStorage` as a store needs. */
export type KeyValues = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The reader's own story, kept in the browser in the form in which it is downloaded, so that what is read back is checked as a file is. */
export interface DraftStore {
  /** Null where none is kept, or it cannot be read any more. */
  read(): Story | null;
  /**
   * Keeps a story in place of what is there; none with null.
   * @returns a sentence that says why it is not kept; null where it is
   */
  keep(story: Story | null): string | null;
}

const draftKey = "flowbook-story-draft";

const notKept =
  "This browser keeps nothing for this page, so that your story is gone when the page is left: download it before.";

/** @param storage the browser's, which may be forbidden or full at any moment; null where there is none */
export function createDraftStore(storage: () => KeyValues | null): DraftStore {
  return {
    read() {
      try {
        const text = storage()?.getItem(draftKey) ?? null;
        return text === null ? null : readStory(text, `${draftId}.yml`).story;
      } catch {
        return null;
      }
    },
    keep(story) {
      try {
        const available = storage();
        if (available === null) return notKept;
        if (story === null) available.removeItem(draftKey);
        else available.setItem(draftKey, formatStory(story));
        return null;
      } catch {
        return notKept;
      }
    }
  };
}
