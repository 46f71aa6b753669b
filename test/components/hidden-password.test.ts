import {describe, expect, it} from "vitest";
import {holdsPassword} from "../../src/components/hidden-password.js";

describe("holdsPassword", () => {
  it("finds a password in a message, and as JSON writes it in a line", () => {
    expect(holdsPassword("login attempt [root/secret] failed", "secret")).toBe(true);
    expect(holdsPassword('{"password": "a\\"b"}', 'a"b')).toBe(true);
    expect(holdsPassword("login attempt [root] failed", "secret")).toBe(false);
  });

  it("finds none where none was typed", () => {
    expect(holdsPassword("anything", "")).toBe(false);
    expect(holdsPassword("anything", null)).toBe(false);
  });
});
