import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {decodeText, defaults} from "../../../src/engine/signatures/decode-text.js";

describe("decoding a text", () => {
  it.each([
    ["percent escapes", "%3Cscript%3E", "<script>"],
    ["percent escapes of percent escapes", "%252e%252e%252f", "../"],
    ["UTF-8", "caf%C3%A9", "café"],
    ["what is not UTF-8, byte by byte", "%ff%27", "ÿ'"],
    ["units of UTF-16", "%u003cb%u003e", "<b>"],
    ["a slash written in too many bytes", "..%c0%af..%c1%9c", "../..\\"],
    ["HTML entities", "&lt;img src=x onerror&#61;&#x61;&gt;", "<img src=x onerror=a>"],
    ["escapes of strings", "\\x3cb\\u003e", "<b>"],
    ["comments in SQL", "UNION/**/SELECT/*x*/1", "union select 1"],
    ["comments that MySQL runs", "/*!50000UNION*/ select", " union select"],
    ["the shell's field separator", `cat\${IFS}/etc/passwd;cat$IFS$9x`, "cat /etc/passwd;cat x"],
    ["quotes inside a word", "w''get c\"\"at", "wget cat"],
    ["look-ups in a look-up", `\${\${lower:J}ndi:\${::-l}\${env:X:-d}ap://x}`, `\${jndi:ldap://x}`],
    ["runs of blanks", "or \t\u00a0 1", "or 1"]
  ])("undoes %s", (_, text, plain) => {
    expect(decodeText(text, false)).toBe(plain);
  });

  it("reads UTF-16 as text and shows other NULs", () => {
    expect(decodeText("s\u2400e\u2400l\u2400e\u2400c\u2400t\u2400", false)).toBe("select");
    expect(decodeText("x.jsp%00.png", false)).toBe("x.jsp␀.png");
  });

  it("appends what stands in base64, UTF-16 of PowerShell included, and nothing where it is not text", () => {
    const utf16 = btoa("IEX (New-Object)".replace(/./g, c => `${c}\0`));
    expect(decodeText(`powershell -enc ${utf16}`, false)).toContain("\niex (new-object)");
    expect(decodeText(`echo ${btoa("cat /etc/passwd; id")}|sh`, false)).toContain("\ncat /etc/passwd; id");
    expect(decodeText("/deadbeefdeadbeefdeadbeefdeadbeef", false)).toBe("/deadbeefdeadbeefdeadbeefdeadbeef");
  });

  it("takes + for a space in forms only", () => {
    expect(decodeText("a+b%2Bc", true)).toBe("a b+c");
    expect(decodeText("chmod +x", false)).toBe("chmod +x");
  });

  it("leaves parameters alone that are named like an entity, and escapes that are none", () => {
    expect(decodeText("?a=1&lt=2&quote=3", true)).toBe("?a=1&lt=2&quote=3");
    expect(decodeText("100% of %zz", false)).toBe("100% of %zz");
  });

  it("takes any text, never shows a NUL and looks at no more than the first part", () => {
    fc.assert(
      fc.property(fc.string({unit: "binary", maxLength: 300}), fc.boolean(), (text, form) => {
        expect(typeof decodeText(text.replaceAll("\0", ""), form)).toBe("string");
        expect(decodeText(text.replaceAll("\0", ""), form)).not.toContain("\0");
      })
    );
    expect(decodeText(" x".repeat(defaults.longest), false).length).toBeLessThanOrEqual(defaults.longest);
  });

  it("comes to an end on text made to stall it", () => {
    for (const piece of ["/*", `\${\${`, "%25", "&#", "''", `\${lower:`, "\\x5c", "AAAA", "a␀"]) {
      expect(decodeText(piece.repeat(defaults.longest), true).length).toBeGreaterThan(0);
    }
  });
});
