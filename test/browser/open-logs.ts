import type {Page} from "playwright-core";
import {expect} from "vitest";

/** A file as it is given to the page. */
export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const logFile = (name: string, content: string | Buffer): GivenFile => ({
  name,
  mimeType: "application/octet-stream",
  buffer: typeof content === "string" ? Buffer.from(content) : content
});

/** What the dialog says once it has opened the logs, where it stays open because something is to be known; null where it did not. */
export type Said = string | null;

/**
 * Opens logs through the dialog, as a reader does who chooses files, and waits until the page shows them.
 * @param files paths, or files made up
 */
export async function openLogs(
  page: Page,
  files: string[] | GivenFile[],
  {timeout = 120_000}: {readonly timeout?: number} = {}
): Promise<Said> {
  await page.getByRole("button", {name: "Open logs"}).click();
  await page
    .locator("dialog input[type=file]:not([webkitdirectory])")
    .first()
    .setInputFiles(files as string[]);
  const shown = page.locator("html[data-workspace=shown]");
  const stays = page.locator('dialog[open][data-step="result"], dialog[open][data-step="message"]');
  await shown.or(stays).first().waitFor({state: "attached", timeout});
  if (!(await stays.count())) return null;
  // biome-ignore lint/performance/useDomNodeTextContent: lines are told apart by their layout
  const said = await stays.evaluate(dialog => (dialog as HTMLElement).innerText);
  const show = stays.getByRole("button", {name: "Show", exact: true});
  if (await show.count()) {
    await show.click();
    await shown.waitFor({state: "attached"});
  }
  return said;
}

/** A table of the workspace that the tab shows: its Arrow IPC streams, in order. */
export async function readStored(page: Page): Promise<ReadonlyMap<string, readonly Buffer[]>> {
  const stored = await page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open("flowbook"));
    const entries = () => database.transaction("workspaces").objectStore("workspaces");
    const found: {table: string; part: number; base64: string}[] = [];
    for (const key of (await answer(entries().getAllKeys())) as [string, string, string, number][]) {
      if (key[1] !== "table") continue;
      const bytes = new Uint8Array(await ((await answer(entries().get(key))) as Blob).arrayBuffer());
      let text = "";
      for (let at = 0; at < bytes.length; at += 32_768)
        text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
      found.push({table: key[2], part: key[3], base64: btoa(text)});
    }
    return found;
  });
  const tables = new Map<string, Buffer[]>();
  for (const {table, base64} of stored.sort((a, b) => a.part - b.part))
    tables.set(table, [...(tables.get(table) ?? []), Buffer.from(base64, "base64")]);
  expect(tables.size).toBeGreaterThan(0);
  return tables;
}
