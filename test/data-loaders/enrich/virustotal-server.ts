import {createServer, type IncomingMessage, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {onTestFinished} from "vitest";

export interface Asked {
  readonly path: string;
  readonly key: string | undefined;
}

export type Reply = (response: ServerResponse, request: IncomingMessage) => void;

/** A server on the local machine that answers one question after the other as told, the last reply again and again. */
export async function startServer(...replies: readonly Reply[]) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const reply = replies[Math.min(asked.length, replies.length - 1)];
    const key = request.headers["x-apikey"];
    asked.push({path: request.url ?? "", key: typeof key === "string" ? key : undefined});
    reply?.(response, request);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3`, asked};
}

const json =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply =>
  response =>
    response.writeHead(status, {"content-type": "application/json", ...headers}).end(JSON.stringify(body));

/** A report as documented, with as many vendors that call it malicious. */
export const report = (malicious: number, attributes: Readonly<Record<string, unknown>> = {}): Reply =>
  json(200, {
    data: {
      type: "ip_address",
      attributes: {
        last_analysis_stats: {harmless: 60, malicious, suspicious: 0, undetected: 20, timeout: 0},
        ...attributes
      }
    }
  });

/** An error as https://docs.virustotal.com/reference/errors documents it. */
export const error = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): Reply =>
  json(status, {error: {code, message: "…"}}, headers);

export const garbage: Reply = response => response.writeHead(200).end("<html>maintenance</html>");
export const silence: Reply = () => {};
export const hangUp: Reply = (_, request) => request.socket.destroy();
export const elsewhere =
  (location: string): Reply =>
  response =>
    response.writeHead(302, {location}).end();
