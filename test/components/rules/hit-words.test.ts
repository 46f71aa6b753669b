import {expect, it} from "vitest";
import {hitsBy} from "../../../src/components/rules/hit-words.js";

it("hits are by attackers, by accounts where the log names no address, and else by nobody", () => {
  expect(hitsBy({hits: 1200, attackers: 1, accounts: 9})).toBe("1,200 hits by 1 attacker");
  expect(hitsBy({hits: 11, attackers: null, accounts: 6})).toBe("11 hits by 6 accounts");
  expect(hitsBy({hits: 11, attackers: null, accounts: 0})).toBe("11 hits");
  expect(hitsBy({hits: 0, attackers: 0, accounts: 0})).toBe("0 hits");
});
