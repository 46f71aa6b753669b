import {expect, it} from "vitest";
import {defang} from "../../src/engine/defang.js";

it.each([
  ["192.0.2.1", "192[.]0[.]2[.]1"],
  ["http://evil.example/a.sh", "hxxp://evil[.]example/a[.]sh"],
  ["HTTPS://Evil.Example:8443/x", "HxxPS://Evil[.]Example[:]8443/x"],
  ["ftp://198.51.100.7/x", "fxp://198[.]51[.]100[.]7/x"],
  ["2001:db8::1", "2001[:]db8[:]:1"],
  ["user@evil.example", "user[@]evil[.]example"]
])("%s is defanged as %s", (text, expected) => {
  expect(defang(text).toLowerCase()).toBe(expected.toLowerCase());
});
