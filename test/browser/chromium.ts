import {constants} from "node:fs";
import {access, mkdir, readdir, rename, rm, writeFile} from "node:fs/promises";
import {homedir} from "node:os";
import {delimiter, join} from "node:path";
import type {Browser, BrowserContext, LaunchOptions} from "playwright-core";
import {chromium as playwright} from "playwright-core";
import {repository} from "../../scripts/run.js";

interface Found {
  readonly path: string;
  readonly env?: Readonly<Record<string, string>>;
}

const notFound =
  "no Chromium found, and the browser tests need one. Install Chromium, Google Chrome or Edge " +
  '(Debian and Ubuntu: "apt-get install chromium"), or set CHROMIUM_PATH to the program.';

/**
 * Starts a headless Chromium: the one that CHROMIUM_PATH names, else one installed on this machine, else the one that
 * comes with the npm package @sparticuz/chromium (Linux on x64). Throws an error that says what to install.
 */
export function launchChromium(): Promise<Browser> {
  return start(options => playwright.launch(options));
}

/** As `launchChromium`, with what a reader's browser has: a profile on the disk, which takes as much as the disk has room for. */
export function launchChromiumOn(profile: string): Promise<BrowserContext> {
  return start(options => playwright.launchPersistentContext(profile, options));
}

async function start<T>(launch: (options: LaunchOptions) => Promise<T>): Promise<T> {
  const {path, env = {}} = await findChromium();
  try {
    return await launch({
      executablePath: path,
      // Root (a container, mostly) may not use the sandbox; the pages are our own.
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
      env: {...(process.env as Record<string, string>), ...env}
    });
  } catch (error) {
    throw new Error(`unable to start ${path}. ${notFound}`, {cause: error});
  }
}

async function findChromium(): Promise<Found> {
  const configured = process.env.CHROMIUM_PATH;
  if (configured) {
    if (await isExecutable(configured)) return {path: configured};
    throw new Error(`CHROMIUM_PATH is not a program: ${configured}`);
  }
  for await (const path of candidates()) if (await isExecutable(path)) return {path};
  if (process.platform === "linux" && process.arch === "x64") return unpackChromium();
  throw new Error(notFound);
}

async function* candidates(): AsyncGenerator<string> {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
  for (const directory of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) yield join(directory, name);
  }
  const applications = ["Google Chrome", "Chromium", "Microsoft Edge"];
  for (const name of applications) yield `/Applications/${name}.app/Contents/MacOS/${name}`;
  for (const root of [process.env.ProgramFiles, process.env["ProgramFiles(x86)"], process.env.LOCALAPPDATA]) {
    if (root === undefined) continue;
    yield join(root, "Google", "Chrome", "Application", "chrome.exe");
    yield join(root, "Microsoft", "Edge", "Application", "msedge.exe");
  }
  yield* playwrightCaches();
}

/** Browsers that Playwright downloaded for some other project. */
async function* playwrightCaches(): AsyncGenerator<string> {
  const roots = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), ".cache", "ms-playwright"),
    join(homedir(), "Library", "Caches", "ms-playwright"),
    process.env.LOCALAPPDATA && join(process.env.LOCALAPPDATA, "ms-playwright")
  ];
  for (const root of roots) {
    if (!root) continue;
    const entries = await readdir(root).catch(() => []);
    for (const entry of entries.filter(name => name.startsWith("chromium"))) {
      yield join(root, entry, "chrome-linux", "chrome");
      yield join(root, entry, "chrome-linux", "headless_shell");
      yield join(root, entry, "chrome-win", "chrome.exe");
      yield join(root, entry, "chrome-mac", "Chromium.app", "Contents", "MacOS", "Chromium");
    }
  }
}

/** Unpacks @sparticuz/chromium, once. Its archives hold the shared libraries that bare machines lack. */
async function unpackChromium(): Promise<Found> {
  const directory = join(repository, "node_modules", ".cache", "chromium");
  const found = {
    path: join(directory, "chromium"),
    env: {
      LD_LIBRARY_PATH: [join(directory, "al2023", "lib"), process.env.LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(delimiter),
      FONTCONFIG_FILE: join(directory, "fonts.conf")
    }
  };
  if (!(await isExecutable(found.path))) await unpackTo(directory, found.path);
  await writeFile(found.env.FONTCONFIG_FILE, fontConfiguration(directory));
  return found;
}

async function unpackTo(directory: string, path: string): Promise<void> {
  // Unpacked beside its place and renamed, so that an interrupted run leaves nothing that looks complete.
  const partial = `${directory}.${process.pid}`;
  await mkdir(partial, {recursive: true});
  const restore = setEnvironment({
    // The package unpacks to the temporary directory, and its libraries only where it takes itself to be in AWS Lambda.
    TMPDIR: partial,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x"
  });
  try {
    const {default: packaged} = await import("@sparticuz/chromium");
    await packaged.executablePath();
    await rename(partial, directory);
  } catch (error) {
    await rm(partial, {recursive: true, force: true});
    // Another process may have been faster.
    if (!(await isExecutable(path))) throw new Error(notFound, {cause: error});
  } finally {
    restore();
  }
}

/** The package's own configuration names directories of AWS Lambda; without a single font, a page's text crashes it. */
function fontConfiguration(directory: string): string {
  const fonts = [join(directory, "fonts", "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${fonts.map(path => `<dir>${path}</dir>`).join("\n  ")}
  <cachedir>${join(directory, "fontconfig")}</cachedir>
</fontconfig>
`;
}

/** Sets variables, LD_LIBRARY_PATH and others that the package sets on import included, until the result is called. */
function setEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const before = {...process.env};
  Object.assign(process.env, variables);
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  };
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false
  );
}
