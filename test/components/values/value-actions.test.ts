import {describe, expect, it} from "vitest";
import {withFilter} from "../../../src/components/values/filter-here.js";
import {valueKinds} from "../../../src/components/values/value.js";
import {valueActions} from "../../../src/components/values/value-actions.js";

describe("what can be done with a value", () => {
  it("an address: filter by it, investigate, locate, hunt, copy, copy defanged", () => {
    expect(valueActions("address", "192.0.2.1", null)).toEqual([
      {label: "Show only this", field: "source", out: false},
      {label: "Leave this out", field: "source", out: true},
      {label: "Investigate", href: "./investigate.html?address=192.0.2.1"},
      {label: "Locate on the map", href: "./map.html?locate=192.0.2.1"},
      {label: "Block…", block: "192.0.2.1"},
      {label: "Hunt for it", href: "./hunt.html?q=192.0.2.1"},
      {label: "Copy", copy: "192.0.2.1"},
      {label: "Copy defanged", copy: "192[.]0[.]2[.]1"}
    ]);
  });

  it("a masked address is copied as the page shows it", () => {
    const copies = valueActions("address", "10.0.0.57", "•••.57").flatMap(action =>
      "copy" in action ? [action] : []
    );
    expect(copies).toEqual([
      {label: "Copy as shown", copy: "•••.57"},
      {label: "Copy defanged", copy: "•••.57"}
    ]);
  });

  it("any value can be copied, and none leads off the site or runs", () => {
    for (const kind of valueKinds) {
      const actions = valueActions(kind, "javascript:alert(1)", null);
      expect(actions.some(action => "copy" in action)).toBe(true);
      for (const action of actions) if ("href" in action) expect(action.href).toMatch(/^\.\/\w+\.html\?\w+=/);
    }
  });
});

describe("a filter added to a page's address", () => {
  it("leaves the rest as it is, and takes the place of its opposite", () => {
    const once = withFilter("?from=2026-03-01T00:00Z&port=22", "port", "23", true);
    expect(once).toBe("?from=2026-03-01T00:00Z&port=22,!23");
    expect(withFilter(once, "port", "23", false)).toBe("?from=2026-03-01T00:00Z&port=22,23");
    expect(withFilter("?country=CN", "country", "CN", false)).toBe("?country=CN");
  });

  it("keeps users apart, whatever their names hold", () => {
    const search = withFilter(withFilter("", "user", "a,b", false), "user", "!x", false);
    expect(new URLSearchParams(search).getAll("user")).toEqual(["a,b", "=!x"]);
  });
});
