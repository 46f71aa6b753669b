import type {TextFile} from "../../analysis/content.js";
import {foundId} from "./find-story.js";
import {markedId} from "./marked-story.js";
import type {PublishedStories} from "./published-stories.js";
import {readStory} from "./read-story.js";
import type {Story} from "./story.js";

/** Reads the stories of files, in their order. Where two have one name, or one that links mean something else by, the later gets another. */
export function readStoryFiles(files: readonly TextFile[]): PublishedStories {
  const taken = new Set([foundId, markedId]);
  const stories: Story[] = [];
  const problems: string[] = [];
  for (const {name, text} of files) {
    const read = readStory(text, name);
    problems.push(...read.problems);
    if (read.story === null) continue;
    let {id} = read.story;
    for (let i = 2; taken.has(id); i++) id = `${read.story.id}-${i}`;
    if (id !== read.story.id)
      problems.push(
        `${name}: links call another story "${read.story.id}"; this one is called "${id}", give its file another name`
      );
    taken.add(id);
    stories.push({...read.story, id});
  }
  return {stories, problems};
}
