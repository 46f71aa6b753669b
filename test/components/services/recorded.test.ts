import {expect, it} from "vitest";
import {hidePasswords} from "../../../src/components/services/passwords.js";
import {readRecorded} from "../../../src/components/services/recorded.js";

const nothing = {
  password: 0,
  command: 0,
  hassh: 0,
  file: 0,
  http_url: 0,
  http_user_agent: 0,
  tls_sni: 0,
  ja3: 0
};

it("what no chosen log records is said to be not measured, and by which logs it is", async () => {
  const recorded = readRecorded([
    {...nothing, dataset: "cowrie", command: 3},
    {...nothing, dataset: "authlog", command: 1},
    {...nothing, dataset: "suricata", tls_sni: 9}
  ]);
  expect(recorded.missing("command", "commands", [])).toBeNull();
  await recorded.ready;
  expect(recorded.missing("command", "commands", [])).toBeNull();
  expect(recorded.missing("command", "commands", ["suricata", "cowrie"])).toBeNull();
  expect(recorded.missing("command", "commands", ["suricata"])).toBe(
    "Not measured in the chosen logs: commands are recorded by Cowrie and Auth logs only."
  );
  expect(recorded.missing("ja3", "fingerprints", [])).toBe("Not measured: no log here records fingerprints.");
});

it("a hidden password is not in the rows, only its length", () => {
  const rows = [{password: "pä🔑", events: 2}];
  expect(hidePasswords(rows, false)).toEqual([{password: "(hidden)", characters: 3, events: 2}]);
  expect(hidePasswords(rows, true)).toEqual([{password: "pä🔑", characters: 3, events: 2}]);
});
