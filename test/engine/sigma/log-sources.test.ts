import {describe, expect, it} from "vitest";
import {mapLogSource} from "../../../src/engine/sigma/log-sources.js";
import type {LogSource} from "../../../src/engine/sigma/rule.js";

const source = (text: string): LogSource => {
  const said = Object.fromEntries(text.split(" ").map(part => part.split(":")));
  const position = {line: 1, column: 1};
  return {
    category: said.category ?? null,
    product: said.product ?? null,
    service: said.service ?? null,
    position
  };
};

describe("a log source", () => {
  it.each([
    ["product:windows service:security", "no Windows event logs in this data"],
    ["product:windows category:dns", "no Windows event logs in this data"],
    [
      "product:linux service:auditd",
      "no logs of processes, files and system calls on hosts (auditd) in this data"
    ],
    [
      "product:linux category:process_creation",
      "no logs of processes, files and system calls on hosts in this data"
    ],
    ["category:network_connection", "no logs of which process connected where in this data"],
    ["product:aws service:cloudtrail", "no audit logs of cloud services in this data"],
    ["product:zeek service:x509", 'no counterpart of Zeek\'s log "x509" in this data'],
    ["product:apache", "no error logs of Apache (requests are known under category webserver) in this data"],
    ["product:acme service:gadget", 'no logs of product "acme", service "gadget" in this data'],
    ["category:constructor", 'no logs of category "constructor" in this data'],
    ["product:__proto__", 'no logs of product "__proto__" in this data']
  ])("that this data cannot have is named: %s", (text, reason) => {
    expect(mapLogSource(source(text))).toMatchObject({applicable: false, reason});
  });

  it("that says nothing is a mistake", () => {
    const position = {line: 1, column: 1};
    const mapped = mapLogSource({category: null, product: null, service: null, position});
    expect(mapped).toMatchObject({mistake: "empty log source; expected a category, product or service"});
  });
});
