import type {Example} from "./signature.js";

const requestLine = /^([A-Z]{3,10}) ([^\r\n]*)/;
const version = / HTTP\/\d(?:\.\d)?$/;
const response = /\r?\nHTTP\/\d\.\d \d{3}/;

/**
 * The fields of an HTTP request that a payload holds, without the response that a flow's payload goes on with: a page's
 * own script tags are nobody's attack. Null for what is no request. Headers that are cut off are read as far as they go.
 */
export function readHttpRequest(payload: string): Example[] | null {
  const [line, , target] = requestLine.exec(payload) ?? [];
  if (line === undefined || target === undefined || !version.test(target)) return null;
  const end = payload.slice(line.length).search(response);
  const request = payload.slice(line.length, end < 0 ? undefined : line.length + end);
  const blank = request.search(/\r?\n\r?\n/);
  const head = blank < 0 ? request : request.slice(0, blank);
  const body = blank < 0 ? "" : request.slice(blank).trim();
  const fields: Example[] = [{field: "http_url", text: target.replace(version, "")}];
  const others: string[] = [];
  for (const header of head.split(/\r?\n/)) {
    const colon = header.indexOf(":");
    if (colon <= 0) continue;
    const name = header.slice(0, colon).trim().toLowerCase();
    const value = header.slice(colon + 1).trim();
    if (name === "host") fields.push({field: "http_host", text: value});
    else if (name === "user-agent") fields.push({field: "http_user_agent", text: value});
    else others.push(`${name}: ${value}`);
  }
  if (others.length > 0) fields.push({field: "http_header", text: others.join("\n")});
  if (body !== "") fields.push({field: "http_body", text: body});
  return fields;
}
