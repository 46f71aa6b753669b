import {mkdir, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {repository, run} from "../../scripts/run.js";

const directory = join(repository, "test", ".output", "no-downloads");
const config = "test/.output/no-downloads/observablehq.config.ts";

beforeEach(async () => {
  await mkdir(join(directory, "src"), {recursive: true});
  const options = {
    root: "test/.output/no-downloads/src",
    output: "test/.output/no-downloads/dist",
    globalStylesheets: []
  };
  await writeFile(join(directory, "observablehq.config.ts"), `export default ${JSON.stringify(options)};\n`);
});

afterEach(() => rm(directory, {recursive: true}));

async function build(code: string) {
  await writeFile(join(directory, "src", "index.md"), `# Page\n\n\`\`\`js\n${code}\n\`\`\`\n`);
  return run("observable", ["build", "--config", config], {quiet: true});
}

describe("a build", () => {
  it("takes bare imports from node_modules", async () => {
    const {code, output} = await build('import {sum} from "d3-array";\ndisplay(sum([1, 2]));');
    expect(output).not.toContain("rror");
    expect(code).toBe(0);
  }, 60_000);

  it.each([
    ['import "npm:d3-array";', "d3-array", 'write a bare import instead: import … from "d3-array"'],
    ["display(Plot.plot());", "@observablehq/plot", 'import … from "@observablehq/plot"'],
    ['import "npm:left-pad";', "left-pad", 'run "npm install left-pad" and write'],
    ['display(await FileAttachment("x.parquet").parquet());', "apache-arrow", 'import … from "apache-arrow"']
  ])(
    "fails on %s, and names the package and the import to write",
    async (source, name, advice) => {
      await writeFile(join(directory, "src", "x.parquet"), "");
      const {code, output} = await build(source);
      expect(output).toContain(`the build tried to download the package ${name}`);
      expect(output).toContain(advice);
      expect(code).not.toBe(0);
    },
    60_000
  );
});
