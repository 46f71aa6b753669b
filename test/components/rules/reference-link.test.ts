import fc from "fast-check";
import {expect, it} from "vitest";
import {webAddress} from "../../../src/components/rules/reference-link.js";

it.each(["https://attack.mitre.org/techniques/T1110/", "http://site.example/?a=b#c"])(
  "%s is a link",
  address => {
    expect(webAddress(address)).toBe(address);
  }
);

it.each([
  "javascript:alert(1)",
  " javascript:alert(1)//https://site.example",
  "data:text/html,<script>alert(1)</script>",
  "java\nscript:alert(1)",
  "//site.example/",
  "/etc/passwd",
  "https://bank.example@evil.example/",
  "https://",
  "Internal research"
])("%j is text", reference => {
  expect(webAddress(reference)).toBeNull();
});

it("whatever a rule names, a link leads to a web page or nowhere", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map(text => `https:${text}`)
      ),
      reference => {
        expect(webAddress(reference) ?? "https://none.example/").toMatch(/^https?:\/\/[^@]*(\/|$)/);
      }
    )
  );
});
