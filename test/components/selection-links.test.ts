import {describe, expect, it} from "vitest";
import {withSelection} from "../../src/components/selection-links.js";

const page =
  "https://flowbook.example/some/where/index.html?from=2026-03-01T00:00Z&to=2026-03-02T00:00Z&dataset=cowrie";
const search = (href: string) => {
  const completed = withSelection(href, page);
  return completed === null ? null : new URL(completed).search;
};

describe("withSelection", () => {
  it("adds the page's selection to a link within the site", () => {
    expect(withSelection("./alerts.html", page)).toBe(
      "https://flowbook.example/some/where/alerts.html?from=2026-03-01T00:00Z&to=2026-03-02T00:00Z&dataset=cowrie"
    );
  });

  it("lets what the link selects win", () => {
    expect(search("./alerts.html?dataset=suricata&severity=high")).toBe(
      "?dataset=suricata&severity=high&from=2026-03-01T00:00Z&to=2026-03-02T00:00Z"
    );
  });

  it("keeps the two ends of a window together", () => {
    expect(search("./alerts.html?from=2026-03-05T00:00Z")).toBe("?from=2026-03-05T00:00Z&dataset=cowrie");
  });

  it("drops what the link names without a value", () => {
    expect(search("./alerts.html?dataset=")).toBe("?from=2026-03-01T00:00Z&to=2026-03-02T00:00Z");
  });

  it("leaves other sites, files and places on the same page alone", () => {
    for (const href of [
      "https://example.org/x.html",
      "./_file/events.parquet",
      "#method",
      "mailto:a@example.org"
    ]) {
      expect(withSelection(href, page)).toBeNull();
    }
  });
});
