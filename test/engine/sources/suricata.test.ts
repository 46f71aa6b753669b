import {expect, it} from "vitest";
import {suricata} from "../../../src/engine/sources/suricata.js";
import {meaningOf} from "../../../src/engine/sources/suricata-attacks.js";
import {mapOne, testFixtures} from "./fixtures.js";

testFixtures(suricata, "suricata");

const record = (event_type: string, more: object): object => ({
  event_type,
  timestamp: "2021-06-06T15:57:37.272281+0200",
  src_ip: "192.0.2.7",
  src_port: 49_489,
  dest_ip: "198.51.100.20",
  dest_port: 80,
  proto: "TCP",
  ...more
});

it("places a flow at its start and orders it by when it was logged", () => {
  const flow = {start: "2021-06-06T13:00:00.000000Z", end: "2021-06-06T13:00:00.000250Z"};
  const event = mapOne(suricata, record("flow", {flow}));
  expect(event.event_time).toBe(Date.UTC(2021, 5, 6, 13));
  expect(event.logged_time).toBe(Date.UTC(2021, 5, 6, 13, 57, 37, 272));
  expect(event.duration).toBe(0.00025);
});

it("is about the source, and about the destination where an alert fires on the reply", () => {
  const alert = {signature: "EXAMPLE", category: "Misc Attack"};
  expect(mapOne(suricata, record("alert", {alert})).attacker_ip).toBe("192.0.2.7");
  expect(mapOne(suricata, record("alert", {alert, direction: "to_server"})).attacker_ip).toBe("192.0.2.7");
  expect(mapOne(suricata, record("alert", {alert, direction: "to_client"})).attacker_ip).toBe(
    "198.51.100.20"
  );
  const flow = {src_ip: "198.51.100.20", src_port: 80, dest_ip: "192.0.2.7", dest_port: 49_489};
  expect(mapOne(suricata, record("alert", {alert, flow})).attacker_ip).toBe("198.51.100.20");
});

it("leaves out a flow id that lost digits on the way", () => {
  expect(mapOne(suricata, record("dns", {flow_id: 2 ** 53 - 1})).session).toBe("9007199254740991");
  expect(mapOne(suricata, record("dns", {flow_id: 2 ** 53})).session).toBe(null);
});

it("reads TCP flags whatever the case of their digits, and none where there are none", () => {
  expect(mapOne(suricata, record("flow", {tcp: {tcp_flags: "3F"}})).flag_urg).toBe(true);
  expect(mapOne(suricata, record("flow", {tcp: {tcp_flags: "00"}})).flag_syn).toBe(false);
  expect(mapOne(suricata, record("flow", {tcp: {tcp_flags: "zz"}})).flag_syn).toBe(null);
  expect(mapOne(suricata, record("flow", {tcp: {}})).flag_syn).toBe(null);
});

it.each([
  ["ET SCAN Potential SSH Scan", "Attempted Information Leak", "Port Scan"],
  ["ET WEB_SERVER Possible SQL Injection Attempt SELECT FROM", "Web Application Attack", "SQL Injection"],
  ["ET WEB_SERVER Script tag in URI Possible Cross Site Scripting Attempt", "Web Application Attack", "XSS"],
  [
    "ET SCAN LibSSH Based Frequent SSH Connections Likely BruteForce Attack",
    "Attempted Administrator Privilege Gain",
    "Brute Force"
  ],
  [
    "ET WEB_SERVER IIS 8.3 Filename (Possible File/Dir Bruteforce)",
    "Detection of a Network Scan",
    "Port Scan"
  ],
  ["ET MALWARE Example CnC Checkin", "Malware Command and Control Activity Detected", "Command and Control"],
  ["ET MALWARE Example Loader", "A Network Trojan was detected", "Malware"],
  ["ET DOS Possible NTP DDoS Inbound", "Attempted Denial of Service", "DoS"],
  ["ET EXPLOIT Example Remote Command Execution", "Attempted Information Leak", "Exploit"],
  ["GPL ATTACK_RESPONSE id check returned root", "Potentially Bad Traffic", "Exploit"],
  ["GPL WEB_SERVER printenv access", "access to a potentially vulnerable web application", "Web Attack"],
  ["ET CINS Active Threat Intelligence Poor Reputation IP group 86", "Misc Attack", "Bad Reputation"]
])("takes %s (%s) for %s", (signature, category, attack_type) => {
  expect(meaningOf(signature, category)).toEqual({label: "Attack", attack_type});
});

it.each([
  ["ET POLICY curl User-Agent Outbound", "Attempted Information Leak"],
  ["SURICATA HTTP request header invalid", "Generic Protocol Command Decode"],
  ["ET CHAT Skype User-Agent detected", "Potential Corporate Privacy Violation"],
  ["", ""]
])("does not take %s (%s) for an attack", (signature, category) => {
  expect(meaningOf(signature, category)).toEqual({label: null, attack_type: null});
});
