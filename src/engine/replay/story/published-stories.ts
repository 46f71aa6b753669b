import type {Story} from "./story.js";

/** Stories that come with a site: published as stories.json. They hold nothing that JSON has no word for. */
export interface PublishedStories {
  /** In order of their files' names; no id twice. */
  readonly stories: readonly Story[];
  /** What was wrong with their files: one sentence each. */
  readonly problems: readonly string[];
}

/** Where there are none, as in what was published before there were stories. */
export const noStories: PublishedStories = {stories: [], problems: []};
