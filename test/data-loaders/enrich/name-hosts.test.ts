import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {openRegister} from "../../../data-loaders/enrich/open-register.js";
import {nameHosts} from "../../../src/engine/analysis/name-hosts.js";
import {selectHosts} from "../../../src/engine/indicators/host-heuristics.js";
import {createReputation} from "../../../src/engine/indicators/reputation.js";
import {hosts} from "../../../src/engine/tables/hosts.js";
import {columnsOf} from "../detect/columns-of.js";
import {stageLogs} from "../detect/staged-logs.js";
import {makeDirectory} from "../directory.js";
import {writeMmdb} from "./write-mmdb.js";

const server = "202.96.214.27";
const client = "10.20.3.4";

async function name(
  rows: readonly Readonly<Record<string, string | number>>[],
  {directory = "/no/such/directory", reputation = ""} = {}
) {
  const database = await stageLogs(rows);
  await database.run(createReputation);
  if (reputation) await database.run(reputation);
  const {lookUp, messages} = await openRegister(directory);
  await nameHosts(database, lookUp);
  const found = await database.rows(selectHosts);
  return {database, messages, of: (address: string) => found.find(row => row.address === address)};
}

describe("nameHosts", () => {
  it("takes the name that is asked for, and says how often it was", async () => {
    const tls = {source_ip: client, destination_ip: server, event_type: "tls"};
    const {of} = await name([
      {...tls, tls_sni: "Static.Example"},
      {...tls, tls_sni: "static.example."},
      {...tls, tls_sni: "other.example"},
      {...tls, event_type: "alert", tls_sni: "other.example"},
      {
        source_ip: client,
        destination_ip: "79.100.63.145",
        event_type: "http",
        http_host: "files.example:8080"
      },
      {source_ip: client, destination_ip: "62.33.241.91", event_type: "http", http_host: "62.33.241.91"},
      {source_ip: client, destination_ip: "62.33.241.91", event_type: "tls", tls_sni: "<script>"}
    ]);
    expect(of(server)).toMatchObject({
      host_name: "static.example",
      host_name_from: "name asked for over TLS, 2 of 3 connections"
    });
    expect(of("79.100.63.145")).toMatchObject({
      host_name: "files.example",
      host_name_from: "name asked for over HTTP, 1 of 1 requests"
    });
    expect(of("62.33.241.91")).toMatchObject({host_name: null, host_name_from: null});
  });

  it("leaves an address nameless that is asked for by many names", async () => {
    const rows = ["a", "b", "c"].map(label => ({
      ...{source_ip: client, destination_ip: server, event_type: "tls"},
      tls_sni: `${label}.example`
    }));
    expect((await name(rows)).of(server)).toMatchObject({host_name: null});
  });

  it("hears names that clients give themselves over DHCP, and reverse names that sshd distrusts", async () => {
    const warning = {dataset: "authlog", event_type: "login.break_in_warning"};
    const {of} = await name([
      {source_ip: client, source_port: 68, event_type: "dhcp", message: "LAPTOP-7"},
      {
        ...{...warning, source_ip: server},
        message: `reverse mapping checking getaddrinfo for ns.carrier.example [${server}] failed - POSSIBLE BREAK-IN ATTEMPT!`
      },
      {
        ...{...warning, source_ip: "79.100.63.145"},
        message:
          "Address 79.100.63.145 maps to dsl.carrier.example, but this does not map back to the address."
      }
    ]);
    expect(of(client)).toMatchObject({
      host_name: "laptop-7",
      host_name_from: "name it gave itself over DHCP, 1 of 1 times"
    });
    expect(of(server)).toMatchObject({
      host_name: "ns.carrier.example",
      host_name_from: "name by reverse DNS that does not lead back to it, 1 of 1 logins"
    });
    expect(of("79.100.63.145")).toMatchObject({host_name: "dsl.carrier.example"});
  });

  it("knows campus sites, reserved ranges and public resolvers, and makes nothing up about others", async () => {
    const {of, messages} = await name([
      {source_ip: client, destination_ip: "8.8.8.8"},
      {source_ip: "192.168.1.7", destination_ip: server}
    ]);
    expect(of(client)).toMatchObject({network: "Main", network_from: "data/campus.yml", isp: null});
    expect(of("192.168.1.7")).toMatchObject({network: "private network (RFC 1918)"});
    expect(of("8.8.8.8")).toMatchObject({host_name: "dns.google", isp: "Google"});
    expect(of(server)).toMatchObject({
      host_name: null,
      isp: null,
      asn: null,
      network: null,
      network_from: null
    });
    expect(messages).toEqual([]);
  });

  it("asks the user's own database of autonomous systems, and VirusTotal's answers where that knows nothing", async () => {
    const directory = makeDirectory();
    const record = {autonomous_system_number: 4134, autonomous_system_organization: "Example Carrier"};
    writeFileSync(join(directory, "City.mmdb"), writeMmdb("GeoLite2-City", 0xca600000, 12, {city: {}}));
    writeFileSync(join(directory, "A-broken.mmdb"), "not a database");
    writeFileSync(join(directory, "GeoLite2-ASN.mmdb"), writeMmdb("GeoLite2-ASN", 0xca600000, 12, record));
    const {of, messages} = await name([{source_ip: server, destination_ip: "79.100.63.145"}], {
      directory,
      reputation: `INSERT INTO reputation (kind, value, isp, asn, network)
        VALUES ('address', '79.100.63.145', 'Other Carrier', 4200000000, '79.100.0.0/16'), ('address', '${server}', 'Wrong', 1, NULL)`
    });
    expect(of(server)).toMatchObject({
      ...{isp: "Example Carrier", asn: 4134, network: "202.96.0.0/12"},
      network_from: "GeoLite2-ASN.mmdb, 2026-03-02"
    });
    expect(of("79.100.63.145")).toMatchObject({
      ...{isp: "Other Carrier", asn: 4_200_000_000, network: "79.100.0.0/16"},
      network_from: "VirusTotal"
    });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^A-broken\.mmdb: not read: /);
  });

  it("says once that a database is damaged, and goes on without it", async () => {
    const directory = makeDirectory();
    const whole = writeMmdb("GeoLite2-ASN", 0xca600000, 12, {
      autonomous_system_organization: "Example Carrier"
    });
    const damaged = Buffer.from(whole);
    // The type of the record, 16 bytes after 12 nodes of 6.
    damaged[12 * 6 + 16] = 0;
    writeFileSync(join(directory, "asn.mmdb"), damaged);
    const {of, messages} = await name([{source_ip: server, destination_ip: "202.96.214.28"}], {directory});
    expect(of(server)).toMatchObject({isp: null});
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^asn\.mmdb: damaged, so that providers are unknown: /);
  });

  it("publishes the columns that the schema names, one row per address", async () => {
    const {database} = await name([{source_ip: client, destination_ip: "mail-server"}]);
    const {given, promised} = await columnsOf(database, selectHosts, hosts);
    expect(given).toEqual(promised);
    expect(await database.rows(selectHosts)).toHaveLength(1);
  });
});
