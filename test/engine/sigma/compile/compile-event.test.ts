import {afterEach, beforeAll, describe, expect, it} from "vitest";
import {detections, messages, selections} from "./cases.js";
import {compileText, Logs, ruleText} from "./fixtures.js";

let logs: Logs;
beforeAll(async () => {
  logs = await Logs.open();
});
afterEach(() => logs.fill([]));

describe("a selection", () => {
  it.each(selections)("finds %s", async (_, detection, rows, expected) => {
    await logs.fill(rows);
    expect(await logs.find(detections(detection))).toEqual(expected);
  });

  it("has nothing but its opposite in what it does not match, missing values included", async () => {
    await logs.fill(messages("root", "bob", null));
    expect(await logs.find(detections("message: root", "not selection"))).toEqual([1, 2]);
    expect(await logs.find(detections("message: root\nusername: x", "not selection"))).toEqual([0, 1, 2]);
  });

  it("looks for keywords in every column of text that the log source has", async () => {
    await logs.fill([{command: "cat /etc/SHADOW"}, {message: "shadow"}, {sensor: "shadow"}, {}]);
    expect(await logs.find(ruleText("keywords:\n  - shadow\n  - passwd\ncondition: keywords"))).toEqual([
      0, 1
    ]);
  });

  it("only looks at the events of its log source", async () => {
    await logs.fill([
      {event_type: "dns", dns_query: "a"},
      {event_type: "tls", dns_query: "a"}
    ]);
    const rule = ruleText("selection:\n  query: a\ncondition: selection", "category: dns");
    expect(await logs.find(rule)).toEqual([0]);
  });

  it("takes thousands of texts", async () => {
    const many = Array.from({length: 3000}, (_, i) => `- 'name-${i}*'`).join("\n  ");
    await logs.fill(messages("NAME-2999!", "name-", "other"));
    expect(await logs.find(detections(`message:\n  ${many}`))).toEqual([0]);
  });
});

describe("a rule", () => {
  const compileOne = (text: string) => compileText(text)[0];

  it("that names a column that is not there is invalid, and says which one may be meant", () => {
    const one = compileOne(detections("usernam: root"));
    expect(one?.state === "invalid" && one.error.message).toBe(
      'rules.yml:6:5: unknown field: "usernam"; expected "username"'
    );
  });

  it("of an unknown category of our own is invalid where that stands", () => {
    const one = compileOne(
      ruleText("selection:\n  message: a\ncondition: selection", "product: flowbook\n  category: lgin")
    );
    expect(one?.state === "invalid" && one.error.message).toMatch(
      /^rules\.yml:\d+:\d+: unknown category of flowbook: "lgin"; expected "login"$/
    );
  });

  it("says what it asks for and is not recorded, and what it is called of nothing known", () => {
    const text =
      "selection:\n  c-uri: a\nfilter:\n  cs-cookie: b\n  cs-zebra: c\ncondition: selection and not filter";
    expect(compileOne(ruleText(text, "category: webserver"))).toMatchObject({
      state: "compiled",
      notes: [
        "cs-cookie is not recorded here, so that nothing is excluded by it",
        "cs-zebra is no field known of category webserver, so that nothing is excluded by it"
      ]
    });
  });

  it.each([
    ["cs-cookie: a", "selection", "none of its fields (cs-cookie) is recorded"],
    ["c-uri: a\ncs-cookie: null", "selection", "nothing can match, because nothing is recorded of cs-cookie"],
    ["cs-cookie: a", "not selection", "everything would match, because nothing is recorded of cs-cookie"]
  ])("that cannot be told without %s is not applicable", (fields, condition, reason) => {
    const text = `selection:\n  ${fields.replace("\n", "\n  ")}\ncondition: ${condition}`;
    expect(compileOne(ruleText(text, "category: webserver"))).toMatchObject({
      state: "not_applicable",
      reason,
      logSource: "category webserver"
    });
  });

  it("does not stop at conditions that stand too deep, but is invalid", () => {
    const deep = `${"not (".repeat(500)}selection${")".repeat(500)}`;
    let state: string | undefined;
    try {
      state = compileOne(detections("message: a", deep))?.state;
    } catch (error) {
      // Reading may refuse it before.
      expect((error as Error).message).toMatch(/^rules\.yml:\d+:\d+: /);
      return;
    }
    expect(state).toBe("invalid");
  });
});
