import {existsSync, mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {run} from "../../../scripts/run.js";
import {makeDirectory} from "../directory.js";

const rule = (logSource: string, field: string) =>
  `title: A rule\nlogsource: {${logSource}}\ndetection:\n    selection:\n        ${field}\n    condition: selection\n`;

const publicRules = fileURLToPath(new URL("../../../../shared/samples/sigma", import.meta.url));

/** Writes files into a directory of the test's own. */
function files(contents: Readonly<Record<string, string>>): string {
  const directory = makeDirectory();
  for (const [name, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(directory, name)), {recursive: true});
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

async function rules(...args: string[]) {
  const {code, output} = await run("rules", args, {quiet: true});
  const lines = output.trimEnd().split("\n");
  return {code, lines, output, last: lines.at(-1) ?? ""};
}

describe("npm run rules", () => {
  it("ends in the counts of rules by what became of them, and says why they do not run", async () => {
    const directory = files({
      "fine.yml": rule("product: flowbook, category: event", "source_ip: 192.0.2.1"),
      "below/windows.yaml": rule("product: windows, category: process_creation", "Image|endswith: cmd.exe"),
      "below/look-behind.yml": rule("product: windows, category: process_creation", "Image|re: '(?<!a)b'"),
      "wrong.yml": rule("product: windows, category: process_creation", "Image|containz: a"),
      "look-ahead.yml": rule("product: flowbook, category: event", "event_type|re: 'a(?=b)'"),
      "workflow.yml": "on: push\njobs: {}\n",
      "README.md": "title: not YAML by its name"
    });
    const {code, lines, output, last} = await rules("--check", directory);
    expect(code).toBe(1);
    const {seconds, ...counts} = JSON.parse(last);
    expect(Object.keys(JSON.parse(last))).toEqual([
      "rules",
      "compiled",
      "not_applicable",
      "invalid",
      "seconds"
    ]);
    expect(counts).toEqual({rules: 5, compiled: 1, not_applicable: 2, invalid: 2});
    expect(seconds).toBeGreaterThan(0);
    expect(output).toContain(`${join(directory, "wrong.yml")}:5:9: unknown modifier: "containz"; expected`);
    expect(output).toContain(`${join(directory, "look-ahead.yml")}:5:24: regular expression`);
    expect(lines.filter(line => /^ +2 +category process_creation, product windows /.test(line))).toHaveLength(
      1
    );
    expect(output).toContain("6 files, 1 of them without rules");
    expect(output).toContain(`no rule in ${join(directory, "workflow.yml")}`);
  });

  it("names the first files without a rule, and counts one file as one", async () => {
    const names = Array.from({length: 7}, (_, i) => `settings-${i}.yml`);
    const many = await rules("--check", files(Object.fromEntries(names.map(name => [name, "on: push\n"]))));
    expect(many.lines.filter(line => /^no rule in .*settings-[0-4]\.yml$/.test(line))).toHaveLength(5);
    expect(many.lines).toContain("no rule in 2 more");
    expect(many.output).toContain("7 files, 7 of them");
    const one = await rules("--check", files({"a.yml": rule("product: flowbook", "source_ip: 192.0.2.1")}));
    expect(one.output).toContain("1 file, 0 of them without rules");
    expect(one.output).not.toContain("no rule in");
  });

  it("says how it is used when asked, which is no mistake", async () => {
    const {code, output} = await rules("--help");
    expect(code).toBe(0);
    expect(output).toMatch(/^usage: npm run rules/);
    expect(output).toContain("--check DIR|FILE");
  });

  it("lets no control character of a rule reach the terminal", async () => {
    const directory = files({"a.yml": rule("product: linux", '"user|\\e]0;\\u202Ex": root')});
    const {output} = await rules("--check", directory);
    expect(output).toContain("unknown modifier");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there.
    expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it.runIf(existsSync(publicRules))(
    "compiles public rules or names the log source that is not here",
    async () => {
      const {code, last} = await rules("--check", publicRules);
      const {rules: all, compiled, not_applicable, invalid} = JSON.parse(last);
      expect([code, invalid, compiled + not_applicable]).toEqual([0, 0, all]);
      expect(compiled).toBeGreaterThan(all / 3);
    }
  );

  it("explains itself when a path is not there", async () => {
    const {code, output} = await rules("--check", "no/such/directory");
    expect(code).toBe(2);
    expect(output).toContain("no/such/directory: no such file or directory");
    expect(output).toContain("usage: npm run rules");
  });

  it("lists our own rules when called with nothing", async () => {
    const {code, lines} = await rules();
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^state +level +techniques +file +title$/);
    // The exit code says that none is invalid.
    expect(lines.slice(1).filter(line => line.startsWith("runs")).length).toBeGreaterThan(0);
    expect(lines.filter(line => line.startsWith("invalid"))).toEqual([]);
  });
});
