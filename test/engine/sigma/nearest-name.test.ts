import {expect, it} from "vitest";
import {nearestName} from "../../../src/engine/sigma/nearest-name.js";

const known = ["username", "source_ip", "source_port", "login"];

it.each([
  ["usernam", "username"],
  ["Source_IP", "source_ip"],
  ["sourceport", "source_port"],
  ["lgoin", "login"]
])("%s is taken for %s", (name, expected) => {
  expect(nearestName(name, known)).toBe(expected);
});

it.each(["", "x", "EventID", "a".repeat(100_000)])("nothing is near to %#", name => {
  expect(nearestName(name, known)).toBe(null);
});
