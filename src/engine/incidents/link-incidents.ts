import {isTechnique, listed, unexplained} from "./families.js";
import type {Incident} from "./incident.js";
import {isReputation} from "./infer-technique.js";
import {type CampaignOptions, campaignDefaults, type Link} from "./link.js";
import {linkCrowds} from "./link-crowds.js";
import {networkOf} from "./network.js";
import {linkSharedTraits, type Trait} from "./shared-traits.js";

/** An account that a source of an incident was let in with, while it went on. */
export interface UsedAccount {
  /** Index of the incident. */
  readonly incident: number;
  readonly username: string;
}

/** What the logs know of incidents beyond their alerts. */
export interface IncidentFacts {
  readonly traits: readonly Trait[];
  readonly accounts: readonly UsedAccount[];
  /** Per incident: whether somebody got in; null where no log could tell. */
  readonly succeeded: readonly (boolean | null)[];
}

/** Whatever joins incidents to campaigns. Background joins nothing: strangers who happen to do the same are not a group. */
export function linkIncidents(
  incidents: readonly Incident[],
  facts: IncidentFacts,
  options: CampaignOptions = campaignDefaults
): Link[] {
  const all = incidents.map((_, index) => index);
  const joinable = all.filter(i => incidents[i]?.kind !== "background" && says(incidents[i]?.family ?? ""));
  const context = {incidents, joinable, options};
  const traits = facts.traits.filter(({incident}) => incidents[incident]?.kind !== "background");
  return [
    ...linkSharedTraits(incidents, traits, options),
    ...linkAccounts(context, facts.accounts),
    ...linkFootholds(context, facts.succeeded),
    ...linkSources(context),
    ...linkCrowds(context),
    ...linkNetworks(context),
    ...linkTools(context)
  ];
}

/** Chatter of sensors and being on a list say nothing of what somebody is after. */
const says = (family: string): boolean => family !== listed && !family.startsWith(unexplained);

export interface LinkContext {
  readonly incidents: readonly Incident[];
  /** Indices of incidents that may be joined, in order of time. */
  readonly joinable: readonly number[];
  readonly options: CampaignOptions;
}

/** One address, whatever it does, with no more than a day between. */
function linkSources({incidents, joinable, options}: LinkContext): Link[] {
  const links = group(joinable, i => {
    const {kind, actors} = incidents[i] as Incident;
    return kind === "source" && actors[0] ? [actors[0]] : [];
  });
  return [...links].flatMap(([actor, members]) =>
    runs(incidents, members, options.nextStage)
      .filter(run => run.some(i => isTechnique(incidents[i]?.family ?? "")))
      .map(
        (run): Link => ({
          kind: "source",
          value: actor,
          words: `the same source, ${actor}, with no more than a day between`,
          incidents: run
        })
      )
  );
}

/** Neighbours in one network who do the same at the same time. */
function linkNetworks({incidents, joinable, options}: LinkContext): Link[] {
  const links = group(joinable, i => {
    const {kind, actors, internal, family} = incidents[i] as Incident;
    const network = kind === "source" && !internal && isTechnique(family) ? networkOf(actors[0] ?? "") : null;
    return network ? [`${network}\n${family}`] : [];
  });
  return [...links].flatMap(([key, members]) =>
    runs(incidents, members, options.together).map((run): Link => {
      const network = key.split("\n")[0] ?? "";
      const words = `neighbours in ${network} who did the same at the same time`;
      return {kind: "network", value: network, words, incidents: run};
    })
  );
}

/** Detectors whose findings name what was used; others only say that somebody guessed or scanned. */
const namesTools = new Set(["signature", "payload"]);
/** Doings whose findings name a tool or a way of attacking; what logins are unlike, owners on a journey are as well. */
const byTool = new Set(["scanning", "guessing", "exploit", "denial", "control", "proxy"]);

/**
 * A few sources about whom a sensor says the same rare thing at the same target at the same time. To deny a service takes many:
 * whoever takes part in it at one time is of one hand, whatever the sensor calls it.
 */
function linkTools({incidents, joinable, options}: LinkContext): Link[] {
  const sources = new Map<string, Set<string>>();
  for (const {findings, actors} of incidents) {
    for (const {finding} of findings) {
      const known = sources.get(finding) ?? new Set();
      for (const actor of actors.slice(0, options.fewSources)) known.add(actor);
      sources.set(finding, known);
    }
  }
  const isFew = (finding: string) => (sources.get(finding)?.size ?? 0) < options.fewSources;
  const links = group(joinable, i => {
    const {kind, family, honeypot, findings, targets} = incidents[i] as Incident;
    if (kind === "background" || honeypot || !byTool.has(family)) return [];
    if (family === "denial") return targets.map(target => `Denial of service\n${target}`);
    if (kind !== "source") return [];
    return findings
      .filter(
        ({detector, finding, level}) =>
          level >= 2 && namesTools.has(detector) && !isReputation(finding) && isFew(finding)
      )
      .flatMap(({finding}) => targets.map(target => `${finding}\n${target}`));
  });
  return [...links].flatMap(([key, members]) =>
    runs(incidents, members, options.together)
      .filter(run => new Set(run.map(i => incidents[i]?.actors[0])).size > 1)
      .map((run): Link => {
        const [finding = "", target = ""] = key.split("\n");
        const words = `"${finding}" at ${target} within the same hours, by few or all at once`;
        return {kind: "tool", value: `${finding} at ${target}`, words, incidents: run};
      })
  );
}

/** What, when it succeeds, leaves its target in the attacker's hands. */
const entering = new Set(["lateral", "exploit", "shell"]);

/** The victim of one incident is the source of another within a day, and did not do the same before. */
function linkFootholds(
  {incidents, joinable, options}: LinkContext,
  succeeded: readonly (boolean | null)[]
): Link[] {
  const sources = group(joinable, i => {
    const {internal, actors, family} = incidents[i] as Incident;
    return internal && isTechnique(family) ? actors.map(hostOf) : [];
  });
  /** A nightly backup is no loot because its server was knocked at. */
  const isHabit = (later: Incident, before: number): boolean =>
    later.actors.some(actor =>
      (sources.get(hostOf(actor)) ?? []).some(at => {
        const earlier = incidents[at] as Incident;
        return earlier.family === later.family && earlier.from < before;
      })
    );
  return joinable.flatMap(i => {
    const {family, honeypot, targets, from, to, actors} = incidents[i] as Incident;
    const enters = entering.has(family) || (family === "guessing" && succeeded[i] === true);
    if (honeypot || !enters) return [];
    return targets.flatMap(target =>
      (sources.get(target) ?? [])
        .filter(next => {
          const later = incidents[next] as Incident;
          const isOwn = later.actors.some(actor => actors.includes(actor));
          const follows = later.from >= from && later.from <= to + options.nextStage;
          return next !== i && !isOwn && follows && !isHabit(later, from);
        })
        .map(
          (next): Link => ({
            kind: "foothold",
            value: target,
            words: `${target} was attacked, and within a day did something itself`,
            incidents: [i, next].sort((a, b) => a - b)
          })
        )
    );
  });
}

/** An account that one incident's source was let in with is in another within a day. */
function linkAccounts({incidents, options}: LinkContext, accounts: readonly UsedAccount[]): Link[] {
  const uses = new Map<string, Set<number>>();
  const use = (username: string, incident: number) => {
    if (incidents[incident]?.kind === "background" || !says(incidents[incident]?.family ?? "")) return;
    uses.set(username, (uses.get(username) ?? new Set()).add(incident));
  };
  for (const {incident, username} of accounts) use(username, incident);
  const taken = new Set(uses.keys());
  for (const [i, {actors}] of incidents.entries()) {
    const account = actors.length === 1 ? accountOf(actors[0] ?? "") : null;
    if (account && taken.has(account)) use(account, i);
  }
  return [...uses].flatMap(([username, members]) => {
    if (members.size > options.commonplace) return [];
    const ordered = [...members].sort((a, b) => a - b);
    return runs(incidents, ordered, options.nextStage).map(
      (run): Link => ({
        kind: "account",
        value: username,
        words: `the account ${username} was used in one and appears in the next within a day`,
        incidents: run
      })
    );
  });
}

/** "name on host", which stands for an account whose log names no address. */
const accountOf = (actor: string): string | null => {
  const at = actor.lastIndexOf(" on ");
  return at > 0 ? actor.slice(0, at) : null;
};
const hostOf = (actor: string): string => {
  const at = actor.lastIndexOf(" on ");
  return at > 0 ? actor.slice(at + 4) : actor;
};

/** Incidents by what they have in common, each in order. */
function group(
  members: readonly number[],
  keysOf: (index: number) => readonly string[]
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const index of members) {
    for (const key of new Set(keysOf(index))) {
      const known = groups.get(key);
      if (known) known.push(index);
      else groups.set(key, [index]);
    }
  }
  return groups;
}

/** Runs of at least two incidents with no longer pause than `gap` between. Incidents are in order of their beginning. */
function runs(incidents: readonly Incident[], members: readonly number[], gap: number): number[][] {
  const found: number[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const i of members) {
    const incident = incidents[i];
    if (!incident) continue;
    if (incident.from > end + gap) found.push([]);
    found.at(-1)?.push(i);
    end = Math.max(end, incident.to);
  }
  return found.filter(run => run.length > 1);
}
