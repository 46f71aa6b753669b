import {expect, it} from "vitest";
import {modifierNames, readModifiers} from "../../../src/engine/sigma/modifiers.js";

const refused = (name: string) => {
  try {
    readModifiers([name], {line: 1, column: 1});
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
};

it("an unknown modifier is answered with the one that was meant", () => {
  expect(refused("not")).toBe('unknown modifier: "not"; expected "neq"');
  expect(refused("startwith")).toContain('expected "startswith"');
  expect(refused("regex")).toContain('expected "re"');
});

it("one that resembles none is answered with the usual ones, not with all", () => {
  const message = refused("frobnicated");
  expect(message).toContain("expected contains, startswith");
  expect(message).toContain(`or ${modifierNames.length - 7} others`);
});

it("every modifier that is named is known", () => {
  for (const name of modifierNames) expect(refused(name)).toBe("");
});
