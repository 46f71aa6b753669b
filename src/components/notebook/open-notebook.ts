import {type Notebook, untitled} from "../../engine/notebook/document.js";
import {notebookFragment} from "./notebook-link.js";
import {readKept} from "./notebook-store.js";
import {isShipped, openShipped, shipped} from "./shipped.js";

/** Where the notebook on the page comes from. Only what the browser keeps is written when it is changed; others become a copy first. */
export type NotebookOrigin =
  | {readonly kind: "kept"; readonly id: string}
  | {readonly kind: "shipped"; readonly name: string}
  | {readonly kind: "link" | "file" | "new"};

export interface OpenedNotebook {
  readonly notebook: Notebook;
  readonly origin: NotebookOrigin;
  /** What the reader is to be told of it, a sentence each. */
  readonly problems: readonly string[];
}

/** What is opened where the address names nothing. */
const usual = "ten-questions";

/** Opens what the page's address says: a notebook in the link itself, one that this browser keeps, or one that comes with the site. */
export async function openAddressed({hash, search}: Location): Promise<OpenedNotebook> {
  if (hash.startsWith(notebookFragment)) return openLink(hash.slice(notebookFragment.length));
  const wanted = new URLSearchParams(search).get("notebook");
  if (wanted === null) return fromSite(usual);
  if (isShipped(wanted)) return fromSite(wanted);
  const kept = await readKept(wanted);
  if (kept !== null) return {notebook: kept, origin: {kind: "kept", id: wanted}, problems: []};
  const opened = await fromSite(usual);
  return {
    ...opened,
    problems: [`This browser keeps no notebook of that address; this is “${shipped[usual].title}” instead.`]
  };
}

async function openLink(text: string): Promise<OpenedNotebook> {
  const {decodeNotebook} = await import("../../engine/notebook/share.js");
  const {notebook, problems} = decodeNotebook(text);
  return {notebook: notebook ?? {title: untitled, cells: []}, origin: {kind: "link"}, problems};
}

async function fromSite(name: "ten-questions" | "start-here"): Promise<OpenedNotebook> {
  return {notebook: await openShipped(name), origin: {kind: "shipped", name}, problems: []};
}

/** The address of what is open: nothing but what is needed to open it again. */
export function addressOf(origin: NotebookOrigin): string {
  const url = new URL(location.href);
  url.searchParams.delete("notebook");
  if (origin.kind === "kept") url.searchParams.set("notebook", origin.id);
  if (origin.kind === "shipped") url.searchParams.set("notebook", origin.name);
  const search = url.searchParams.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return `${url.pathname}${search === "" ? "" : `?${search}`}${origin.kind === "link" ? url.hash : ""}`;
}
