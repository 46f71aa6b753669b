import {FileAttachment} from "observablehq:stdlib";
import type {Notebook} from "../../engine/notebook/document.js";
import {readWrittenNotebook} from "../../engine/notebook/written.js";

/** Notebooks that come with the site, by the names that addresses have for them; each is fetched when it is opened. */
export const shipped = {
  "ten-questions": {
    title: "Ten questions about your honeypot",
    file: FileAttachment("../../notebooks/ten-questions.markdown")
  },
  "start-here": {title: "Start here", file: FileAttachment("../../notebooks/start-here.markdown")}
} as const;

export type ShippedName = keyof typeof shipped;

export function isShipped(name: string): name is ShippedName {
  return name in shipped;
}

export async function openShipped(name: ShippedName): Promise<Notebook> {
  return readWrittenNotebook(await shipped[name].file.text());
}
