import {mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {pageHeader} from "../../scripts/page-header.js";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "flowbook-"));
  await mkdir(join(root, "data"));
});

afterEach(() => rm(root, {recursive: true}));

describe("pageHeader", () => {
  it("says that simulated data is simulated", async () => {
    await writeFile(join(root, "data", "site.json"), '{"origin": "simulated"}');
    expect(pageHeader(root)).toContain("Simulated data");
  });

  it("takes everything else to contain real addresses, even data that says nothing", async () => {
    for (const text of ['{"origin": "recorded"}', '{"origin": "mixed"}', "{}", "{", "null"]) {
      await writeFile(join(root, "data", "site.json"), text);
      expect(pageHeader(root)).toContain("Contains real addresses, not for publishing");
    }
    expect(pageHeader(join(root, "missing"))).toContain("not for publishing");
  });

  it("names the reader's own logs before anything is painted, where the tab shows them", () => {
    const html = pageHeader(root);
    expect(html).toContain('sessionStorage.getItem("flowbook-workspace")');
    expect(html.indexOf("<script>")).toBeLessThan(html.indexOf('data-testid="provenance"'));
    expect(html).toContain("Only in this tab, never uploaded.");
  });
});
