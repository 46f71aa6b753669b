import {describe, expect, it} from "vitest";
import {logColumns} from "../../../../src/engine/sigma/log-columns.js";
import {mapLogSource} from "../../../../src/engine/sigma/log-sources.js";
import type {LogSource} from "../../../../src/engine/sigma/rule.js";
import {Logs} from "./fixtures.js";

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

const applicable = [
  ..."firewall dns webserver proxy authentication vpn honeypot ids"
    .split(" ")
    .map(name => `category:${name}`),
  ..."conn dns http ssl ssh rdp smb_files files smtp ftp kerberos dce_rpc dhcp weird"
    .split(" ")
    .map(name => `product:zeek service:${name}`),
  ..."auth sshd sudo su vsftpd pam openvpn".split(" ").map(name => `product:linux service:${name}`),
  ..."event flow login authentication vpn honeypot alert dns http tls ssh smb smtp file command"
    .split(" ")
    .map(name => `product:flowbook category:${name}`),
  "product:linux",
  "product:suricata",
  "product:suricata service:alert",
  "product:cowrie",
  "product:dionaea",
  "service:sshd",
  "product:apache category:webserver"
];

describe("a log source of this data", () => {
  it.each(applicable)("is a condition and fields over logs: %s", async text => {
    const mapped = mapLogSource(source(text));
    if (!mapped.applicable) throw new Error(mapped.reason);
    const logs = await Logs.open();
    const expressions = Object.values(mapped.fields).map((sql, i) => `${sql} AS f${i}`);
    const reader = await logs.connection.runAndReadAll(
      `SELECT ${["seq", ...expressions, ...mapped.keywords].join(", ")} FROM logs WHERE ${mapped.where}`
    );
    const types = reader.columnTypes().map(String);
    Object.values(mapped.fields).forEach((sql, i) => {
      if (!logColumns.has(sql) && sql !== "NULL") expect(`${sql} ${types[i + 1]}`).toBe(`${sql} VARCHAR`);
    });
    for (const keyword of mapped.keywords) expect(logColumns.get(keyword)).toBe("text");
  });
});
