import {expect, it} from "vitest";
import {dionaea} from "../../../src/engine/sources/dionaea.js";
import {context, mapOne, testFixtures} from "./fixtures.js";

testFixtures(dionaea, "dionaea");

const connection = (more: object): object => ({
  connection: {protocol: "ftpd", transport: "tcp", type: "accept"},
  dst_ip: "198.51.100.20",
  dst_port: 21,
  src_ip: "192.0.2.7",
  src_port: 39_926,
  timestamp: "2022-05-31T05:03:17.841446",
  ...more
});

it("makes one event of the connection, one of each login and one of each command", () => {
  const credentials = {username: ["a", "b"], password: ["1", "2"]};
  const ftp = {commands: {command: ["QUIT"], arguments: [""]}};
  const mapping = dionaea.open(context)(connection({credentials, ftp}));
  expect(mapping).toMatchObject([
    {event_type: "dionaea.connection.accept", username: null},
    {event_type: "dionaea.login", username: "a", details: {password: "1"}, source_port: 39_926},
    {event_type: "dionaea.login", username: "b", details: {password: "2"}, source_port: 39_926},
    {event_type: "dionaea.command", details: {command: "QUIT"}, destination_port: 21}
  ]);
});

it("loses no credential where the parallel lists differ in length", () => {
  const mapping = dionaea.open(context)(connection({credentials: {username: ["a"], password: ["1", "2"]}}));
  expect(mapping).toHaveLength(3);
  expect(mapping).toMatchObject([{}, {username: "a"}, {username: null, details: {password: "2"}}]);
});

it("keeps a connection whose source is not logged, where the destination is", () => {
  const event = mapOne(dionaea, connection({src_ip: ""}));
  expect(event.source_ip).toBe(null);
  expect(event.attacker_ip).toBe(null);
  expect(event.destination_ip).toBe("198.51.100.20");
});

it("does not put an FTP password where commands are shown", () => {
  const ftp = {commands: {command: ["pass"], arguments: ["hunter2"]}};
  const mapping = dionaea.open(context)(connection({ftp}));
  expect(mapping).toMatchObject([{}, {details: {command: "pass", password: "hunter2"}}]);
});
