import {readdirSync, readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {checkSignatures} from "../../../src/engine/signatures/check-signatures.js";
import {createMatcher, defaults} from "../../../src/engine/signatures/match-signatures.js";
import {readSignatures} from "../../../src/engine/signatures/read-signatures.js";
import {signatureFields} from "../../../src/engine/signatures/signature.js";

const directory = "data/signatures";
const seen = new Set<string>();
const files = readdirSync(directory)
  .filter(name => name.endsWith(".yml"))
  .sort()
  .map(name => ({name, ...readSignatures(readFileSync(`${directory}/${name}`, "utf8"), name, seen)}));
const signatures = files.flatMap(file => file.signatures);
const match = createMatcher(signatures);
const found = (field: (typeof signatureFields)[number], text: string) =>
  match(field, text).map(({signature, field}) => `${signatures[signature]?.id} in ${field}`);

describe("our signatures", () => {
  it.each(files)("$name match what they must and nothing that they must not", ({signatures, errors}) => {
    expect(errors).toEqual([]);
    expect(signatures.length).toBeGreaterThan(0);
    expect(checkSignatures(signatures)).toEqual([]);
  });

  it.each([
    ["http_url", "/library/search?q=rock+and+roll+%26+%22union+select%22"],
    ["http_url", "/debian/pool/main/s/sqlmap-tools/sqlmap_1.8_all.deb"],
    ["http_url", "/search?q=O'Reilly+%2B+script&lt=5&order=by+date"],
    ["http_url", "/filestreamingservice/files/c78f?P1=166&P4=fbX3zBx%2fIq2gKXPIFhAO1khKVW870s3xAxlE%3d%3d"],
    ["http_url", "/wp-admin/post.php?post=12&action=edit&message=6"],
    [
      "http_header",
      "accept: text/html, */*\ncookie: id=a3f; theme=dark\nreferer: https://www.campus.example/?q=1"
    ],
    ["http_body", "title=Selecting+a+union&text=The+union+was+selected+from+ten%3B+drop+by+our+table."],
    [
      "http_user_agent",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36"
    ],
    ["command", "/usr/bin/apt-get update && /usr/bin/apt-get -y upgrade"],
    ["command", "curl -s https://www.campus.example/status"],
    [
      "message",
      "Accepted publickey for miner from 10.20.1.2 port 51515 ssh2: ED25519 SHA256:4jT3zQIyWTm5MaKjQrrJ53E414"
    ],
    [
      "payload",
      "220 mail.campus.example ESMTP\r\nMAIL FROM:<union@campus.example>\r\n<script>alert(1)</script>"
    ],
    ["dns_query", "pool.ntp.org"]
  ] as const)("say at most low of ordinary %s: %s", (field, text) => {
    const levels = match(field, text).map(({signature}) => signatures[signature]?.level);
    expect(levels.filter(level => level !== "low")).toEqual([]);
  });
});

describe("matching", () => {
  it("takes requests in payloads apart, and leaves out what the server answered", () => {
    const request =
      "POST /x?id=1%20union%20select%201,2 HTTP/1.1\r\nHost: www.campus.example\r\nUser-Agent: sqlmap/1.8\r\nX-Forwarded-For: 127.0.0.1\r\n\r\n";
    expect(
      found(
        "payload",
        `${request}file=php://filter/resource=x\nHTTP/1.1 200 OK\r\n\r\n<?php eval($_POST[1]); ?>`
      )
    ).toEqual(
      [
        "traversal-wrapper in http_body",
        "agent-attack-tool in http_user_agent",
        "sql-union-select in http_url",
        "header-trusted-proxy in http_header"
      ].sort((a, b) => order(a) - order(b))
    );
  });

  it("reads a request that is cut off as far as it goes", () => {
    expect(
      found("payload", "GET /?a=<script>alert(1)</script> HTTP/1.1\r\nHost: x\r\nUser-Agent: Nik")
    ).toEqual(["xss-script-call in http_url", "xss-markup in http_url"]);
  });

  it("tells of each signature once, with a short excerpt around the match", () => {
    const [first] = match(
      "http_url",
      `/${"a".repeat(500)}?f=../../../../etc/passwd&g=../../etc/shadow${"b".repeat(500)}`
    );
    expect(first?.excerpt).toHaveLength(defaults.excerpt);
    expect(first?.excerpt).toContain("../../../../etc/passwd");
  });

  it("takes any text in any field", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...signatureFields),
        fc.string({unit: "binary", maxLength: 200}),
        (field, text) => {
          for (const {excerpt} of match(field, text))
            expect(excerpt.length).toBeLessThanOrEqual(defaults.excerpt);
        }
      )
    );
  });

  it("comes to an end on payloads made to stall it", () => {
    for (const piece of [
      "<script ",
      "../",
      "; wget http://",
      "' or 1",
      "() { ",
      "echo \\x41",
      "union select ",
      "\n",
      `\${jndi`
    ]) {
      expect(Array.isArray(match("http_body", piece.repeat(4_000)))).toBe(true);
    }
  });
});

function order(found: string): number {
  return signatures.findIndex(signature => found.startsWith(`${signature.id} `));
}
