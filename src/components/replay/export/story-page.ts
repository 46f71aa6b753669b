import {packReplay, type ReplayFile} from "../../../engine/replay/pack.js";
import {visibleText} from "../../log-text.js";
import {escapeHtml, fillIn} from "./template.js";

/**
 * A replay as a page that plays it, in one file that asks for nothing.
 * @param template the page without a replay, as the site's build made it
 */
export async function storyPage(file: ReplayFile, template: string): Promise<Blob> {
  const title = visibleText(file.stories[0]?.title ?? "Replay");
  const recording = await toBase64(await deflate(packReplay(file)));
  return new Blob([fillIn(template, {title: escapeHtml(title), recording})], {
    type: "text/html;charset=utf-8"
  });
}

/** Bytes as gzip, whose checksum tells a damaged file. */
async function deflate(bytes: Uint8Array): Promise<Blob> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  return new Response(stream.pipeThrough(new CompressionStream("gzip"))).blob();
}

/** The browser does this itself, and far faster than a loop over the bytes. */
async function toBase64(blob: Blob): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () =>
      reject(reader.error ?? new Error("the recording could not be read"))
    );
    reader.readAsDataURL(blob);
  });
  return url.slice(url.indexOf(",") + 1);
}
