import {createHash} from "node:crypto";
import {mkdir, readdir, readFile, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join, resolve} from "node:path";
import {build, type Metafile, type Plugin} from "esbuild";
import {paletteCss} from "../src/components/palette.js";
import {fillIn, replayTemplate} from "../src/components/replay/export/template.js";

/** Where pages find what this writes, below the site's source folder. */
export const replayFile = "data/replay-player.txt";

/** What stands in the bundle where a module asks where a file of the site is. */
const fileAddress = "addressOfAFileOfTheSite";

/** All browsers that have light-dark(), which every colour of the site needs, have these. */
const target = "es2022";

/**
 * Writes the page that an exported story is put into: the player with its styles and the map's shapes, one file that asks for nothing.
 * The same sources give the same bytes, and a file that is up to date is left alone.
 * @param root the site's source folder
 */
export async function writeReplayFile(root: string): Promise<void> {
  const path = join(root, replayFile);
  const page = await bundleReplay(root);
  if ((await readFile(path, "utf8").catch(() => null)) === page) return;
  await mkdir(dirname(path), {recursive: true});
  await writeFile(path, page);
}

/** That page as text. Rejects, in a sentence, where a module of the player needs the site. */
export async function bundleReplay(root: string): Promise<string> {
  const [script, style] = await Promise.all([bundleScript(root), bundleStyle(root)]);
  const hash = createHash("sha256").update(script).digest("base64");
  return fillIn(replayTemplate, {scriptHash: `'sha256-${hash}'`, style, script});
}

async function bundleScript(root: string): Promise<string> {
  const directory = resolve(root);
  const {outputFiles, metafile} = await build({
    entryPoints: [join(directory, "components/replay/standalone/main.ts")],
    bundle: true,
    format: "iife",
    minify: true,
    target,
    write: false,
    metafile: true,
    legalComments: "none",
    logLevel: "silent",
    absWorkingDir: directory,
    define: {"import.meta.resolve": fileAddress},
    plugins: [withoutSite]
  });
  const script = outputFiles[0]?.text ?? "";
  if (script.includes(fileAddress))
    throw new Error(
      `the player of exported stories must not use import.meta.resolve, because its file stands alone; look at ${(await usersOfAddresses(directory, metafile)).join(", ")}`
    );
  return safeInline(script, "script");
}

/** Says who imports what only a page of the site has, instead of leaving it out. */
const withoutSite: Plugin = {
  name: "without-site",
  setup({onResolve}) {
    onResolve({filter: /^(observablehq|npm|jsr):/}, ({path, importer}) => ({
      errors: [
        {
          text: `the player of exported stories must not import "${path}", because its file stands alone; ${importer} does`
        }
      ]
    }));
  }
};

async function usersOfAddresses(directory: string, {outputs}: Metafile): Promise<string[]> {
  const parts = Object.values(outputs).flatMap(({inputs}) => Object.entries(inputs));
  const used = parts.filter(([, {bytesInOutput}]) => bytesInOutput > 0).map(([path]) => path);
  const texts = await Promise.all(used.map(path => readFile(join(directory, path), "utf8")));
  return used.filter((_, i) => texts[i]?.includes("import.meta.resolve"));
}

/** The site's own styles, those that the Replay page links, and those of the replay's parts. */
async function bundleStyle(root: string): Promise<string> {
  const directory = resolve(root);
  const page = await readFile(join(directory, "replay.md"), "utf8");
  const linked = [...page.matchAll(/href="style\/([\w-]+\.css)"/g)].map(match => match[1] ?? "");
  const parts = (await readdir(join(directory, "style"))).filter(name => /^replay.*\.css$/.test(name)).sort();
  // The last says what is different in a file of its own.
  const last = "replay-standalone.css";
  const names = [...new Set(["theme.css", ...linked, ...parts].filter(name => name !== last)), last];
  const {outputFiles} = await build({
    stdin: {
      contents: names.map(name => `@import "./${name}";`).join("\n"),
      loader: "css",
      resolveDir: join(directory, "style")
    },
    bundle: true,
    minify: true,
    // Left as they are written: light-dark() and nesting are what the site's own browsers take.
    target: "esnext",
    write: false,
    legalComments: "none",
    logLevel: "silent",
    plugins: [frameworkStyles]
  });
  return safeInline(`${paletteCss()}${outputFiles[0]?.text ?? ""}`, "style");
}

/** Framework's own style sheets, by the names that it gives them. */
const frameworkStyles: Plugin = {
  name: "framework-styles",
  setup({onResolve}) {
    const framework = createRequire(import.meta.url).resolve("@observablehq/framework/package.json");
    onResolve({filter: /^observablehq:.*\.css$/}, ({path}) => ({
      path: join(dirname(framework), "dist/style", path.slice("observablehq:".length))
    }));
  }
};

/**
 * A text as it may stand in an element of a page. esbuild never writes the end of a script; the beginning of a comment, behind which a
 * script may hide its end, stands in strings only, where it can be written in another way.
 */
function safeInline(text: string, element: "script" | "style"): string {
  const safe = element === "script" ? text.replaceAll("<!--", "\\x3C!--") : text;
  if (new RegExp(`</${element}|<!--`, "i").test(safe))
    throw new Error(`the ${element} of exported stories holds text that would end it early`);
  return safe.trim();
}
