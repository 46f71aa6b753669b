import {deflate, Inflate} from "pako";
import {type Notebook, notebookLimits} from "./document.js";
import {formatNotebook, parseNotebook, type ReadNotebook} from "./file.js";

/** Characters of a link's fragment that browsers, mail programs and chats take without cutting it. */
export const linkLimit = 30_000;

/** A notebook as text for a link's fragment: its file, compressed, in base64url. */
export function encodeNotebook(notebook: Notebook): string {
  const bytes = deflate(new TextEncoder().encode(JSON.stringify(JSON.parse(formatNotebook(notebook)))), {
    level: 9
  });
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Reads what `encodeNotebook` wrote, or whatever else somebody put into a link. */
export function decodeNotebook(text: string): ReadNotebook {
  let file: string;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    file = inflateText(Uint8Array.from(binary, character => character.charCodeAt(0)));
  } catch (error) {
    const reason = error instanceof Error && error.message === tooLong ? tooLong : damaged;
    return {notebook: null, problems: [reason]};
  }
  return parseNotebook(file);
}

const tooLong = "the notebook in this link is larger than a notebook may be";
const damaged = "the notebook in this link is damaged; it may have been cut when it was copied";

/** Stops at the limit, so that a few bytes cannot become gigabytes. */
function inflateText(bytes: Uint8Array): string {
  const inflate = new Inflate({chunkSize: 65_536});
  const decoder = new TextDecoder("utf-8", {fatal: true});
  let text = "";
  inflate.onData = chunk => {
    text += decoder.decode(chunk, {stream: true});
    if (text.length > notebookLimits.file) throw new Error(tooLong);
  };
  let ended = false;
  inflate.onEnd = () => {
    ended = true;
  };
  inflate.push(bytes, true);
  if (inflate.err !== 0 || !ended) throw new Error(damaged);
  return text + decoder.decode();
}
