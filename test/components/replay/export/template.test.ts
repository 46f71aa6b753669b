import {describe, expect, it} from "vitest";
import {escapeHtml, fillIn, replayTemplate} from "../../../../src/components/replay/export/template.js";

const built = fillIn(replayTemplate, {scriptHash: "'sha256-x'", style: "a{}", script: "run()"});

describe("the page of an exported story", () => {
  it("takes texts as they are, whatever signs they hold", () => {
    const page = fillIn(built, {title: escapeHtml("</title><script>1</script>&$&$1"), recording: "QUJD"});
    expect(page).toContain("<title>&#60;/title&#62;&#60;script&#62;1&#60;/script&#62;&#38;$&#38;$1</title>");
    expect(page).toContain('id="recording">QUJD</script>');
    expect(page).not.toContain("<!--flowbook");
    expect(page.match(/<script/g)).toHaveLength(2);
  });

  it("may run its own script and ask for nothing", () => {
    expect(built).toContain("default-src 'none'; script-src 'sha256-x';");
    expect(built).not.toMatch(/https?:/);
  });

  it("is refused where it has no place for a text, or has it filled already", () => {
    expect(() => fillIn(built, {script: "again()"})).toThrow("has not exactly one place for its script");
    expect(() => fillIn("<html>", {title: "x"})).toThrow("has not exactly one place for its title");
  });
});
