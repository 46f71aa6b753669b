import {expect, it} from "vitest";
import {cowrie} from "../../../src/engine/sources/cowrie.js";
import {context, isMapped, testFixtures} from "./fixtures.js";

testFixtures(cowrie, "cowrie");

const record = (eventid: string, session: string, more: object = {}): object => ({
  eventid,
  session,
  timestamp: "2022-05-30T00:00:00Z",
  src_ip: "192.0.2.7",
  ...more
});
const connect = (session: string): object =>
  record("cowrie.session.connect", session, {
    src_port: 40_001,
    dst_ip: "198.51.100.20",
    dst_port: 2222,
    protocol: "ssh"
  });

it("forgets a session's ports when it closes, but not before its last event has them", () => {
  const map = cowrie.open(context);
  map(connect("a"));
  expect(map(record("cowrie.session.closed", "a"))).toMatchObject([
    {source_port: 40_001, destination_port: 2222}
  ]);
  expect(map(record("cowrie.command.input", "a"))).toMatchObject([
    {source_port: null, destination_port: null}
  ]);
});

it("keeps the sessions of one file from those of another", () => {
  cowrie.open(context)(connect("a"));
  expect(cowrie.open(context)(record("cowrie.login.failed", "a"))).toMatchObject([{source_port: null}]);
});

it("forgets the session unheard of for longest when too many are open", () => {
  const map = cowrie.open(context);
  map(connect("quiet"));
  map(connect("busy"));
  for (let i = 0; i < 60_000; i++) {
    map(connect(`session ${i}`));
    if (i % 1000 === 0) map(record("cowrie.command.input", "busy"));
  }
  expect(map(record("cowrie.command.input", "busy"))).toMatchObject([{source_port: 40_001}]);
  expect(map(record("cowrie.command.input", "quiet"))).toMatchObject([{source_port: null}]);
});

it("counts a session's duration once", () => {
  const map = cowrie.open(context);
  const records = [
    connect("a"),
    record("cowrie.log.closed", "a", {duration: 9}),
    record("cowrie.session.closed", "a", {duration: "9.5"})
  ];
  const durations = records.flatMap(one => {
    const mapping = map(one);
    return isMapped(mapping) ? mapping.map(event => event.duration) : [];
  });
  expect(durations).toEqual([null, 9.5]);
});

it("leaves the password out of what is shown unmasked", () => {
  const login = {username: "root", password: "hunter2", message: "login attempt [root/hunter2] failed"};
  const mapping = cowrie.open(context)(record("cowrie.login.failed", "a", login));
  expect(mapping).toMatchObject([{details: {password: "hunter2"}}]);
  expect(JSON.stringify(mapping).split("hunter2")).toHaveLength(2);
});
