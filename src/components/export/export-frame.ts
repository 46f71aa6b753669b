import {exportedRows, fileName, toCsv, toJson} from "../../engine/export/rows.js";
import type {Site} from "../../engine/published.js";
import {maskAddresses} from "../mask.js";
import {files} from "../workbench/files.js";
import {pictureOf, pngFile, svgFile} from "./picture.js";
import {saveFile} from "./save-file.js";

export const exportFormats = ["csv", "json", "svg", "png"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportedFrame {
  /** Its finding; names the file. */
  readonly title: string;
  readonly rows: readonly object[];
  /** Caption and drawing, for pictures. */
  readonly parts: readonly Element[];
  readonly showsSecrets?: boolean;
}

/** Saves a frame's rows or its picture. Addresses leave the page as it shows them. */
export async function exportFrame(format: ExportFormat, frame: ExportedFrame): Promise<void> {
  const {title, parts, showsSecrets = false} = frame;
  const name = fileName(title, format);
  if (format === "svg") return saveFile(name, svgFile(pictureOf(parts)));
  if (format === "png") return saveFile(name, await pngFile(pictureOf(parts)));
  const site = await files.json<Site>("site.json");
  const rows = exportedRows(frame.rows, {mask: text => maskAddresses(text, site), showsSecrets});
  const text = format === "csv" ? toCsv(rows) : toJson(rows);
  // A spreadsheet takes CSV for UTF-8 when it begins with a byte order mark.
  saveFile(
    name,
    new Blob([format === "csv" ? `\ufeff${text}` : text], {type: `${types[format]};charset=utf-8`})
  );
}

const types = {csv: "text/csv", json: "application/json"} as const;
