import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {passwordDots} from "../../../src/components/hidden-password.js";
import {excerptOf, hidePassword} from "../../../src/components/hunt/excerpt.js";

/** Any UTF-16 at all, lone surrogates included. */
const anyText = fc.array(fc.nat(0xffff), {maxLength: 80}).map(codes => String.fromCharCode(...codes));

describe("an excerpt", () => {
  it("marks what was searched for, whatever the case, as it stands in the text", () => {
    expect(excerptOf("GET /Admin.php HTTP", "admin")).toEqual({
      before: "GET /",
      match: "Admin",
      after: ".php HTTP"
    });
    expect(excerptOf("abc", "x")).toBeNull();
    expect(excerptOf("abc", "")).toBeNull();
  });

  it("is cut around it", () => {
    const found = excerptOf(`${"a".repeat(100)}needle${"b".repeat(200)}`, "NEEDLE");
    expect(found?.before).toBe(`…${"a".repeat(40)}`);
    expect(found?.after).toBe(`${"b".repeat(100)}…`);
  });

  it("matches what was searched for in any text", () => {
    fc.assert(
      fc.property(
        anyText,
        anyText.filter(text => text !== ""),
        (text, wanted) => {
          const found = excerptOf(text + wanted, wanted);
          expect(found?.match.toLowerCase()).toBe(wanted.toLowerCase());
        }
      )
    );
  });

  it("has no password in it", () => {
    expect(hidePassword("login [root/secret] secret", "secret")).toBe(
      `login [root/${passwordDots}] ${passwordDots}`
    );
    expect(hidePassword("login", null)).toBe("login");
  });
});
