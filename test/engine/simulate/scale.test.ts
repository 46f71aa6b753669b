import ipaddr from "ipaddr.js";
import {expect, test} from "vitest";
import {formatRecord} from "../../../src/engine/simulate/format.js";
import {attacks} from "../../../src/engine/simulate/scenarios/index.js";
import {simulateScenario} from "../../../src/engine/simulate/simulate-scenario.js";

test.each(attacks.map(attack => attack.name))(
  "%s names only addresses that exist, however large it is",
  name => {
    const {records} = simulateScenario(name, {seed: 5, from: Date.UTC(2026, 2, 4, 12), scale: 3});
    const addresses = new Set(
      records.flatMap(
        record => formatRecord(record).match(/(?<![\w.-])\d{1,3}(\.\d{1,3}){3}(?![\w.-])/g) ?? []
      )
    );
    expect([...addresses].filter(address => !ipaddr.IPv4.isValid(address))).toEqual([]);
  }
);
