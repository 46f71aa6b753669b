import type {DroppedFile} from "./opening.js";
import {readFile, type WorkspaceWriter} from "./store.js";

/** What a workspace was made of, kept in it, so that logs can be added later. */
export interface Inputs {
  readonly files: readonly DroppedFile[];
  /** Whether the published data came with them. */
  readonly beside: boolean;
}

interface Listed {
  readonly files: readonly Omit<DroppedFile, "blob">[];
  readonly beside: boolean;
}

const listName = "inputs.json";
const inputName = (index: number) => `input-${index}`;

/** @returns what could not be kept, one sentence each: logs that have changed or gone since they were read. */
export async function keepInputs(
  writer: WorkspaceWriter,
  {files, beside}: Inputs
): Promise<readonly string[]> {
  const listed: Listed["files"][number][] = [];
  const messages: string[] = [];
  for (const {blob, ...about} of files) {
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
        `${about.name}: has changed or gone since it was read; choose it again when you add other logs.`
      );
      continue;
    }
    await writer.file(inputName(listed.length), blob);
    listed.push(about);
  }
  await writer.file(listName, JSON.stringify({files: listed, beside} satisfies Listed));
  return messages;
}

/** What a workspace was made of; nothing where it is gone. */
export async function readInputs(key: string): Promise<Inputs> {
  const list = await readFile(key, listName);
  if (list === null) return {files: [], beside: false};
  const {files: listed, beside} = JSON.parse(await list.text()) as Listed;
  const files: DroppedFile[] = [];
  for (const [index, about] of listed.entries()) {
    const blob = await readFile(key, inputName(index));
    if (blob !== null) files.push({...about, blob});
  }
  return {files, beside};
}
