import {describe, expect, it} from "vitest";
import {escapeControls} from "../../../data-loaders/rules/escape-controls.js";

describe("escapeControls", () => {
  it("spells out what moves the cursor or turns the writing", () => {
    expect(escapeControls("a\u001b[2J\n\u202eb\u200b\ud800")).toBe(
      "a\\x1b[2J\\x0a\\u{202e}b\\u{200b}\\u{d800}"
    );
  });

  it("leaves other text alone", () => {
    expect(escapeControls("Größe 数 😀 \\x")).toBe("Größe 数 😀 \\x");
  });
});
