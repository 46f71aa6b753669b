/** How somebody works: a program by itself, a person's script, a person at the keyboard; unknown when too little was seen. */
export type Style = "automated" | "scripted" | "interactive" | "unknown";

/** What was seen of one source's sessions. */
export interface Behaviour {
  /** Sessions in which a login was tried or a command typed. */
  readonly sessions: number;
  readonly commands: number;
  /** Pauses between one command and the next of a session, milliseconds: the middle one, and their middle half. */
  readonly medianPause: number | null;
  readonly quarterPause: number | null;
  readonly threeQuarterPause: number | null;
  /** Commands that were corrected while typed (backspaces), or that no shell knows. */
  readonly slips: number;
  /** Of sessions with commands, those with the very commands of another session, anybody's. */
  readonly repeatedSessions: number;
  readonly sessionsWithCommands: number;
  /** Logins tried in all. */
  readonly logins: number;
  /** The most within one minute. */
  readonly loginsPerMinute: number;
  /** The most within one hour. */
  readonly loginsPerHour: number;
  /** What the client calls itself, where it does: an SSH version string or a user agent. */
  readonly client: string | null;
}

export const styleDefaults = {
  /** Nobody types commands with a shorter pause than this, milliseconds. */
  typingPause: 1000,
  /** A person thinks: between commands, the middle half of the pauses differs by at least this factor. */
  irregular: 2,
  /** Fewer commands than this say nothing of how they were typed. */
  commands: 4,
  /** Fewer pauses say nothing of speed either. */
  pauses: 2,
  /** Logins in one minute that nobody types. */
  loginsPerMinute: 10,
  /** Logins in one hour that nobody has the patience for. */
  loginsPerHour: 40,
  /** Commands that were corrected or misspelt, which programs do not. */
  slips: 1
};

/** Libraries and scanners that announce themselves; people use OpenSSH or PuTTY, though programs can claim to. */
const tools =
  /libssh|paramiko|\bgo\b|zgrab|nmap|masscan|sqlmap|nikto|hydra|medusa|ncrack|asyncssh|jsch|russh|python|curl|wget|zmap/i;

export interface StyleVerdict {
  readonly style: Style;
  /** Why, in words; empty when unknown. */
  readonly evidence: readonly string[];
}

/** Judges by what is hardest to fake first: nobody types at a machine's speed, and no program mistypes. */
export function judgeStyle(behaviour: Behaviour, options = styleDefaults): StyleVerdict {
  const {medianPause, quarterPause, threeQuarterPause, commands, client} = behaviour;
  const automated: string[] = [];
  const scripted: string[] = [];
  const interactive: string[] = [];

  const paused = medianPause !== null && commands >= options.pauses + 1;
  if (paused && medianPause < options.typingPause)
    automated.push(`commands follow each other within ${seconds(medianPause)} (median)`);
  if (behaviour.loginsPerMinute >= options.loginsPerMinute)
    automated.push(`${behaviour.loginsPerMinute} logins tried within one minute`);
  else if (behaviour.loginsPerHour >= options.loginsPerHour)
    automated.push(`${behaviour.loginsPerHour} logins tried within one hour`);
  if (client && tools.test(client)) automated.push(`its client calls itself ${client.slice(0, 60)}`);

  if (behaviour.repeatedSessions > 0)
    scripted.push(
      `${behaviour.repeatedSessions} of ${behaviour.sessionsWithCommands} sessions with commands have the very commands of another session`
    );

  const typed = paused && medianPause >= options.typingPause && commands >= options.commands;
  const spread =
    quarterPause !== null && threeQuarterPause !== null ? threeQuarterPause / Math.max(1, quarterPause) : 1;
  if (typed && spread >= options.irregular)
    interactive.push(
      `pauses between commands as of somebody who reads and thinks: ${seconds(medianPause)} median, irregular`
    );
  if (behaviour.slips >= options.slips && typed)
    interactive.push(`${behaviour.slips} commands corrected or misspelt`);

  const atSpeed = automated.some(text => !text.startsWith("its client"));
  if (atSpeed) return {style: "automated", evidence: [...automated, ...scripted]};
  if (interactive.length > 0 && scripted.length === 0) return {style: "interactive", evidence: interactive};
  if (scripted.length > 0) return {style: "scripted", evidence: [...scripted, ...automated]};
  if (automated.length > 0) return {style: "automated", evidence: automated};
  return {style: "unknown", evidence: []};
}

/** The style of several sources: what most of those say who say anything; of equals the one that comes first here. */
export function styleOfMany(verdicts: readonly StyleVerdict[]): StyleVerdict {
  const styles = ["automated", "scripted", "interactive"] as const;
  const counts = styles.map(style => verdicts.filter(verdict => verdict.style === style).length);
  const most = Math.max(...counts);
  const style = styles[counts.indexOf(most)];
  if (!style || most === 0) return {style: "unknown", evidence: []};
  if (verdicts.length === 1) return verdicts[0] as StyleVerdict;
  const known = counts.reduce((sum, count) => sum + count, 0);
  return {style, evidence: [`${most} of the ${known} sources whose sessions tell are ${style}`]};
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
