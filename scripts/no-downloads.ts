/**
 * Preloaded into Framework (`node --import`), so that a build takes every package from node_modules and none from a
 * content delivery network.
 *
 * Framework asks a registry for the version of each library it recommends, used or not: these look-ups are answered
 * with the installed version. It then downloads whatever a page imports as `npm:` (or uses implicitly: `Plot`, `d3`,
 * `html`, `FileAttachment.parquet`): such a download fails the build and names the import to write instead.
 */
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

/** The version of a library that nobody installed: it is looked up, never loaded. */
const placeholderVersion = "0.0.0";

/** A version look-up asks for `/name` or `/name/tag`; a download names a version, as in `/npm/name@1.0.0/file`. */
const lookupPattern = /^\/((?:@[^/@]+\/)?[^/@]+)(?:\/[\w.-]+)?$/;
const downloadPattern = /^\/(?:npm\/)?((?:@[^/@]+\/)?[^/@]+)@([^/]+)(?:\/(.*))?$/;

/** The version of a package in node_modules, or undefined. */
function installedVersion(name: string): string | undefined {
  const require = createRequire(pathToFileURL(join(process.cwd(), "/")));
  for (const directory of require.resolve.paths(name) ?? []) {
    try {
      const {version} = JSON.parse(readFileSync(join(directory, name, "package.json"), "utf8"));
      return String(version);
    } catch {
      // Not in this node_modules; the next one up may have it.
    }
  }
  return undefined;
}

/** Says what would have been downloaded, and what to write instead. */
export function downloadMessage(url: URL): string {
  const match = downloadPattern.exec(decodeURIComponent(url.pathname));
  const [, name, , file = ""] = match ?? [];
  if (name === undefined)
    return `the build tried to download ${url.pathname}; builds use installed packages only`;
  const path = file.replace(/\/?\+esm$/, "");
  const specifier = path ? `${name}/${path}` : name;
  const install = installedVersion(name) === undefined ? `run "npm install ${name}" and ` : "";
  return (
    `the build tried to download the package ${name}; ${install}write a bare import instead: ` +
    `import … from "${specifier}" (not "npm:${specifier}", and no implicit Plot, d3, Inputs, html or sql)`
  );
}

/** Stands in for global fetch. Rejects on everything but version look-ups. */
export async function fetchInstalled(input: string | URL | Request): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  const name = lookupPattern.exec(decodeURIComponent(url.pathname))?.[1];
  if (name === undefined) throw new Error(downloadMessage(url));
  const version = installedVersion(name) ?? placeholderVersion;
  return Response.json({version, versions: {[version]: {}}});
}

globalThis.fetch = fetchInstalled;
