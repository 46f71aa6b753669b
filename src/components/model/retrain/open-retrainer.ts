import type {PublishedModel, Site} from "../../../engine/published.js";
import {retrainTables} from "../../../engine/retrain/tables.js";
import {createParquetReader} from "../../../workspace/parquet.js";
import type {TableRows} from "../../../workspace/retrain/messages.js";
import {createRetrainer, type Retrainer} from "../../../workspace/retrain/retrainer.js";
import type {TableName} from "../../workbench/attachments.js";
import {files} from "../../workbench/files.js";

/** Starts a worker that trains, and hands it the events that are shown: the published ones, or the reader's own. */
export async function openRetrainer(
  model: PublishedModel,
  site: Site,
  onProgress: (words: string) => void
): Promise<Retrainer> {
  onProgress("fetching events");
  const retrainer = createRetrainer(onProgress);
  try {
    const [tables, ...forests] = await Promise.all([
      readTables(),
      ...model.families.map(async ({family, calibration}) => ({
        family,
        calibration,
        trees: await files.bytes(`model-${family}.bin`)
      }))
    ]);
    await retrainer.open({tables, forests, timeZone: site.time_zone, businessHours: site.business_hours});
    return retrainer;
  } catch (error) {
    retrainer.close();
    throw error;
  }
}

async function readTables(): Promise<Record<string, TableRows>> {
  const reader = createParquetReader();
  try {
    const tables = retrainTables.map(async ({name, columns}): Promise<[string, TableRows]> => {
      const source = files.table(
        name as TableName,
        columns.map(column => column.name)
      );
      const stored = await source.stored?.();
      if (stored) return [name, {parts: stored.parts}];
      const urls = typeof source.url === "string" ? [source.url] : source.url;
      const ipc: Uint8Array[] = [];
      for (const url of urls)
        await reader.readGroups(url, source.columns, async group => {
          ipc.push(group);
        });
      return [name, {ipc}];
    });
    return Object.fromEntries(await Promise.all(tables));
  } finally {
    reader.close();
  }
}
