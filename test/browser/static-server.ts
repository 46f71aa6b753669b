import {createReadStream} from "node:fs";
import {stat} from "node:fs/promises";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {extname, join, normalize, sep} from "node:path";

/** As much as a plain file server knows; compression, redirects and rewriting are left out on purpose. */
const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2"
};

export interface StaticServer {
  /** Where the directory's index is, with a slash at the end: `http://127.0.0.1:40001/some/where/`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a directory's files on a free local port.
 * @param mount the path under which they are served, with slashes at both ends
 */
export async function serveDirectory(directory: string, mount = "/"): Promise<StaticServer> {
  const server = createServer(async (request, response) => {
    const {pathname} = new URL(request.url ?? "/", "http://localhost");
    const path = decodeURIComponent(pathname);
    const local = path.startsWith(mount) ? path.slice(mount.length) : "..";
    const file = normalize(
      join(directory, local === "" || local.endsWith("/") ? `${local}index.html` : local)
    );
    const info = file.startsWith(directory + sep) ? await stat(file).catch(() => undefined) : undefined;
    if (!info?.isFile()) {
      response.writeHead(404, {"Content-Type": "text/plain"}).end("not found");
      return;
    }
    response.writeHead(200, {
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      "Content-Length": info.size
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${mount}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}
