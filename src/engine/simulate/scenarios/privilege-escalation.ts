import {observersOf} from "../observe/observers.js";
import type {Attack} from "../scenario.js";
import {servers} from "../world.js";
import {operatorInside} from "./vpn-anomalies.js";

/** On the one server the operator got into: refused sudo, guessed su, a known exploit, and an account to come back with. */
export const privilegeEscalation: Attack = {
  name: "privilege-escalation",
  title: "Privilege escalation on an application server",
  description:
    "On one server an ordinary account tries to become root, gets there through a known hole, and leaves an account to come back with.",
  attack_type: "Privilege Escalation",
  hours: 1,
  attackers: world => [operatorInside, world.victim.name],
  victims: () => [servers.app],
  run(context) {
    const {random, from, stretch, world} = context;
    const {log} = observersOf(context, "Privilege Escalation");
    const user = world.victim.name;
    let time = from;
    const later = (seconds: number): number => {
      time += seconds * 1000 * random.between(0.7, 1.4) * stretch;
      return time;
    };
    for (const command of ["/bin/su", "/usr/bin/id", "/bin/bash", "/usr/bin/cat /etc/shadow"]) {
      log.sudo("app", later(40), user, command, "sudoers");
    }
    log.sudo("app", later(60), user, "/bin/bash", "password");
    for (let n = 0; n < 6; ++n) log.su("app", later(25), user, false);
    const shell = "The value for the SHELL variable was not found in the /etc/shells file";
    log.say(
      "app",
      later(300),
      "pkexec",
      `${user}: ${shell} [USER=root] [TTY=/dev/pts/1] [CWD=/tmp/.x] [COMMAND=GCONV_PATH=./pwn]`
    );
    log.su("app", later(30), user, true);
    log.say("app", later(50), "useradd", "new group: name=sysupd, GID=1007");
    log.say(
      "app",
      later(0.1),
      "useradd",
      "new user: name=sysupd, UID=1007, GID=1007, home=/home/sysupd, shell=/bin/bash, from=/dev/pts/1"
    );
    log.say("app", later(20), "usermod", "add 'sysupd' to group 'sudo'");
    log.say("app", later(0.1), "usermod", "add 'sysupd' to shadow group 'sudo'");
    log.say("app", later(15), "chpasswd", "pam_unix(chpasswd:chauthtok): password changed for sysupd");
    for (const command of [
      "/usr/bin/cat /etc/shadow",
      "/usr/bin/systemctl stop auditd",
      "/usr/bin/crontab -e",
      "/usr/bin/tar czf /tmp/.x/dump.tgz /srv/finance",
      "/usr/bin/truncate -s 0 /var/log/wtmp"
    ]) {
      log.sudo("app", later(90), "sysupd", command);
    }
  }
};
