import {describe, expect, it} from "vitest";
import {targetText} from "../../../../../src/components/replay/panels/alerts/alert-row.js";
import {alertTitle, shortTime} from "../../../../../src/components/replay/panels/alerts/alert-words.js";
import {alertOf} from "./alerts.js";

const none = {none: 0, low: 0, medium: 0, high: 0, critical: 0};
const forever = Number.POSITIVE_INFINITY;

describe("the title of a table of alerts", () => {
  it("names what is grave, and what is looked back on", () => {
    expect(alertTitle({...none, critical: 26, high: 412, low: 9}, forever)).toBe(
      "26 critical and 412 high alerts so far"
    );
    expect(alertTitle({...none, critical: 1}, 3_600_000)).toBe("1 critical alert in the last hour");
    expect(alertTitle({...none, critical: 2, high: 1}, forever)).toBe("2 critical and 1 high alert so far");
    expect(alertTitle({...none, high: 1200}, forever)).toBe("1,200 high alerts so far");
  });

  it("says when nothing is", () => {
    expect(alertTitle(none, forever)).toBe("No alerts so far");
    expect(alertTitle({...none, medium: 3}, forever)).toBe("3 alerts so far, none of them critical or high");
  });
});

describe("the time of a row", () => {
  it("is to the second, in the zone that the column names", () => {
    const time = Date.UTC(2026, 2, 3, 12, 30, 5);
    expect(shortTime(time, "UTC")).toBe("3 Mar, 12:30:05");
    expect(shortTime(time, "Europe/Amsterdam")).toBe("3 Mar, 13:30:05");
  });
});

describe("an alert's target", () => {
  const plain = (address: string) => address;

  it("is an address with its port, as far as they are known", () => {
    expect(targetText(alertOf({destination_ip: "192.0.2.1", destination_port: 22}), plain)).toBe(
      "192.0.2.1:22"
    );
    expect(targetText(alertOf({destination_ip: "2001:db8::1", destination_port: 22}), plain)).toBe(
      "[2001:db8::1]:22"
    );
    expect(targetText(alertOf({destination_ip: "2001:db8::1"}), plain)).toBe("2001:db8::1");
    expect(targetText(alertOf({destination_port: 22}), plain)).toBe("port 22");
    expect(targetText(alertOf(), plain)).toBeNull();
  });

  it("is never the attacker, who may be whom a host called", () => {
    const alert = alertOf({
      source_ip: "10.0.0.1",
      destination_ip: "192.0.2.1",
      destination_port: 443,
      attacker_ip: "192.0.2.1"
    });
    expect(targetText(alert, plain)).toBe("10.0.0.1");
  });

  it("is masked", () => {
    expect(targetText(alertOf({destination_ip: "10.0.0.57", destination_port: 22}), () => "•••.57")).toBe(
      "•••.57:22"
    );
  });
});
