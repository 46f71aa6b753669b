/** Programs of a shell that only tell, whatever they are asked: of the machine, of who is on it, of what is where. */
const looking = [
  "arch|awk|blkid|cat|cd|cut|date|df|dmesg|dmidecode|du|egrep|fgrep|file|free|getconf|grep|groups|head|hostname|id|ifconfig",
  "iostat|last|lastlog|less|locate|ls|lsb_release|lsblk|lscpu|lsmod|lsof|lspci|lsusb|more|mount|netstat|nproc|nvidia-smi",
  "pgrep|pidof|ping|printenv|ps|pwd|sleep|ss|stat|tail|test|top|tr|tty|type|ulimit|uname|uniq|uptime|vmstat|w|wc|whereis|which|who|whoami"
].join("|");

/** What changes nothing as it stands here, and may with other arguments; ways to a shell and out of it among them. */
const asking =
  "bash|clear|crontab -l|echo(?: -[neE]+)?|enable|env|exit|false|help|history|linuxshell|logout|quit|set|sh|shell|start|system|true|(?:/bin/)?busybox(?: [A-Z0-9]+)?";

/**
 * Arguments: anything but what ends a command, runs another one or writes to a file. Between single quotes most of that is
 * text, but for the parentheses that an awk program would call others with.
 */
const words = `(?:'[^'()\\n]*'|[^;&|<>\`$'\\n]|2?> ?/dev/null|2>&1|\\$\\((?:which|type) [\\w./-]+\\))*`;
const command = `(?:(?:(?:/usr)?(?:/s?bin)?/)?(?:${looking})(?:[ \\t]${words})?|(?:${asking})[ \\t]*)`;

/**
 * A line typed in a shell that only looks round, as a regular expression in RE2 syntax over all of it: each of the
 * commands in it is one that tells and changes nothing. What is not known to be harmless is not taken for it.
 */
export const reconnaissance = `\\s*(?:${command})?(?:(?:[;\\n]|&&|\\|\\|?)\\s*(?:${command})?)*\\s*`;
