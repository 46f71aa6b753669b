import type {AttackType, Format, LogRecord} from "./record.js";
import {type ScenarioOptions, type SimulatedScenario, simulateScenario} from "./simulate-scenario.js";
import {servers} from "./world.js";

/** What a reader is told about one simulated attack, before it is written out and after. Counted, not promised. */
export interface AttackSummary {
  readonly scenario: string;
  readonly title: string;
  /** What happens, in one sentence. */
  readonly description: string;
  readonly attack_type: AttackType;
  readonly campaign: string;
  readonly seed: number;
  /** Milliseconds in UTC: when it starts and when it is over. */
  readonly from: number;
  readonly to: number;
  readonly records: number;
  /** How many of the records are part of the attack; others show what led to it. */
  readonly attacks: number;
  /** Records by the format that they are logged in, most first. */
  readonly formats: readonly {readonly format: Format; readonly records: number}[];
  /** Addresses or accounts that it comes from, as far as they occur in the records; a tunnel through DNS shows nobody. */
  readonly attackers: readonly string[];
  /** Addresses, networks or accounts that it is aimed at; networks whole, of the others those that occur. */
  readonly victims: readonly string[];
}

/** Simulates an attack to tell what it would amount to. Throws as `simulateScenario` does. */
export const summariseAttack = (name: string, options: ScenarioOptions): AttackSummary =>
  summarise(simulateScenario(name, options), options.seed);

/** Sums up an attack that has been simulated. */
export function summarise(simulated: SimulatedScenario, seed: number): AttackSummary {
  const {attack, world, from, to, campaign, records} = simulated;
  const counts = new Map<Format, number>();
  const named = new Set<string>();
  let attacks = 0;
  for (const record of records) {
    counts.set(record.format, (counts.get(record.format) ?? 0) + 1);
    if (record.truth !== null) ++attacks;
    for (const name of namesIn(record)) named.add(name);
  }
  const formats = [...counts].map(([format, records]) => ({format, records}));
  return {
    scenario: attack.name,
    title: attack.title,
    description: attack.description,
    attack_type: attack.attack_type,
    campaign,
    seed,
    from,
    to,
    records: records.length,
    attacks,
    formats: formats.sort((a, b) => b.records - a.records || (a.format < b.format ? -1 : 1)),
    attackers: attack.attackers(world).filter(name => named.has(name)),
    victims: attack.victims(world).filter(name => name.includes("/") || named.has(name))
  };
}

const addresses: ReadonlyMap<string, string> = new Map(Object.entries(servers));

/** A campus server's address; a host that is none keeps its name. */
const addressOf = (host: string): string => addresses.get(host) ?? host;

/** The addresses, and where a record is a line of text the words, that a record holds. */
function namesIn({format, body}: LogRecord): readonly string[] {
  switch (format) {
    case "suricata":
      return [body.src_ip ?? "", body.dest_ip ?? ""];
    case "iscx":
      return [body.source, body.destination];
    case "auth":
      return [addressOf(body.host), ...body.message.split(/[^\w.]+/)];
    case "cowrie":
    case "dionaea":
      return [body.src_ip, body.dst_ip ?? ""];
  }
}
