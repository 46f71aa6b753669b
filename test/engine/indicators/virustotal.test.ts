import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  readErrorCode,
  readReport,
  reportLink,
  reportPath
} from "../../../src/engine/indicators/virustotal.js";

/** As https://docs.virustotal.com/reference/ip-object documents it. */
const answer = {
  data: {
    id: "202.96.214.27",
    type: "ip_address",
    links: {self: "https://www.virustotal.com/api/v3/ip_addresses/202.96.214.27"},
    attributes: {
      as_owner: "Example Carrier",
      asn: 4134,
      continent: "AS",
      country: "CN",
      network: "202.96.214.0/24",
      regional_internet_registry: "APNIC",
      reputation: -12,
      last_analysis_date: 1772445600,
      last_analysis_stats: {harmless: 50, malicious: 2, suspicious: 1, undetected: 30, timeout: 1},
      last_analysis_results: {
        Zebra: {category: "malicious", engine_name: "Zebra", method: "blacklist", result: "malware"},
        Alpha: {category: "malicious", engine_name: "Alpha", method: "blacklist", result: "malicious"},
        Calm: {category: "harmless", engine_name: "Calm", method: "blacklist", result: "clean"}
      },
      total_votes: {harmless: 1, malicious: 4}
    }
  }
};

describe("readReport", () => {
  it("reads what an address object documents", () => {
    expect(readReport(JSON.stringify(answer))).toEqual({
      report: {
        malicious: 2,
        suspicious: 1,
        harmless: 50,
        undetected: 30,
        reports: 83,
        score: -12,
        votesMalicious: 4,
        votesHarmless: 1,
        country: "CN",
        isp: "Example Carrier",
        asn: 4134,
        network: "202.96.214.0/24",
        analysedAt: 1772445600000,
        vendors: ["Alpha (malicious)", "Zebra (malware)"]
      }
    });
  });

  it("takes what an answer does not hold for unknown", () => {
    const body = JSON.stringify({
      data: {attributes: {last_analysis_stats: {malicious: 1, "type-unsupported": 3}}}
    });
    expect(readReport(body)).toMatchObject({
      report: {
        malicious: 1,
        harmless: 0,
        reports: 1,
        score: null,
        country: null,
        isp: null,
        asn: null,
        vendors: []
      }
    });
  });

  for (const [body, invalid] of [
    ["<html>", "not JSON"],
    ["[]", "no data.attributes"],
    ['{"data": null}', "no data.attributes"],
    ['{"data": {"attributes": {"last_analysis_stats": 7}}}', "no data.attributes.last_analysis_stats"]
  ] as const) {
    it(`says of ${body} what is missing`, () => expect(readReport(body)).toEqual({invalid}));
  }

  it("never throws, and never lets through a count that no table could hold", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (stats, other) => {
        const attributes = {
          last_analysis_stats: {malicious: stats},
          last_analysis_results: other,
          asn: other,
          reputation: stats
        };
        const read = readReport(JSON.stringify({data: {attributes}}));
        if ("invalid" in read) throw new Error(read.invalid);
        expect(read.report.malicious).toBeGreaterThanOrEqual(0);
        expect(read.report.malicious).toBeLessThan(2 ** 31);
      })
    );
    fc.assert(
      fc.property(fc.json(), body => {
        readReport(body);
        readErrorCode(body);
      })
    );
  });
});

describe("readErrorCode", () => {
  it("reads the documented error object, and nothing else", () => {
    expect(readErrorCode('{"error": {"code": "QuotaExceededError", "message": "Quota exceeded"}}')).toBe(
      "QuotaExceededError"
    );
    expect(readErrorCode("Bad gateway")).toBeNull();
  });
});

describe("paths and links", () => {
  it("name each subject as the API does", () => {
    expect(reportPath({kind: "address", value: "2a00:1db8::1"})).toBe("ip_addresses/2a00%3A1db8%3A%3A1");
    expect(reportPath({kind: "domain", value: "evil.example"})).toBe("domains/evil.example");
    expect(reportPath({kind: "hash", value: "44d88612fea8a8f36de82e1278abb02f"})).toBe(
      "files/44d88612fea8a8f36de82e1278abb02f"
    );
    expect(reportLink({kind: "address", value: "202.96.214.27"})).toBe(
      "https://www.virustotal.com/gui/ip-address/202.96.214.27"
    );
  });

  it("write a URL as unpadded URL-safe base64", () => {
    const url = "http://evil.example/?q=ÿþ>>";
    const id = reportPath({kind: "url", value: url}).slice("urls/".length);
    expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
    const bytes = atob(id.replaceAll("-", "+").replaceAll("_", "/"));
    expect(new TextDecoder().decode(Uint8Array.from(bytes, char => char.charCodeAt(0)))).toBe(url);
  });
});
