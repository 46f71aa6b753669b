import type {DroppedFile} from "./opening.js";
import {readFile, type WorkspaceWriter} from "./store.js";

/** The logs that a workspace was made of, kept in it, so that others can be added later. */
type Listed = Omit<DroppedFile, "blob">;

const listName = "inputs.json";
const inputName = (index: number) => `input-${index}`;

/** @returns what could not be kept, one sentence each: logs that have changed or gone since they were read. */
export async function keepInputs(
  writer: WorkspaceWriter,
  files: readonly DroppedFile[]
): Promise<readonly string[]> {
  const listed: Listed[] = [];
  const messages: string[] = [];
  for (const {name, blob, modified, origin} of files) {
    // Read before it is handed over: a file that cannot be read would fail the workspace as a whole.
    const isThere = await blob
      .slice(0, 1)
      .arrayBuffer()
      .then(
        () => true,
        () => false
      );
    if (!isThere) {
      messages.push(
        `${name}: has changed or gone since it was read; choose it again when you add other logs.`
      );
      continue;
    }
    await writer.file(inputName(listed.length), blob);
    listed.push({name, modified, origin});
  }
  await writer.file(listName, JSON.stringify(listed));
  return messages;
}

/** The logs of a workspace; none where it is gone. */
export async function readInputs(key: string): Promise<readonly DroppedFile[]> {
  const list = await readFile(key, listName);
  if (list === null) return [];
  const listed = JSON.parse(await list.text()) as readonly Listed[];
  const files: DroppedFile[] = [];
  for (const [index, about] of listed.entries()) {
    const blob = await readFile(key, inputName(index));
    if (blob !== null) files.push({...about, blob});
  }
  return files;
}
