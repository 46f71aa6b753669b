/** A signature's name or category, and the technique that it is a sign of; null where it says nothing of what is done. */
interface Hint {
  readonly text: RegExp;
  readonly technique: string;
}

const hint = (technique: string, text: RegExp): Hint => ({technique, text});

/**
 * Words in the names of network sensors' signatures (Emerging Threats, Suricata, Snort's GPL rules and local ones), in
 * order: the first that fits counts, so what is most specific stands first. Only alternatives of words: no name can stall it.
 */
const byName: readonly Hint[] = [
  hint("T1499", /slowloris|slow ?(post|read|http)|r-u-dead-yet/i),
  hint("T1498", /\bddos\b|\bdos\b|flood|amplification/i),
  hint(
    "T1110",
    /brute ?force|many accounts|multiple (failed )?logins|password (guess|spray)|credential stuffing/i
  ),
  hint(
    "T1190",
    /sql injection|sqlmap|cross.site scripting|\bxss\b|log4j|traversal|file inclusion|command injection/i
  ),
  hint("T1505.003", /web ?shell/i),
  hint("T1021.002", /psexec|(admin|c|ipc)\$ share|smb-ds .*share access/i),
  hint("T1210", /eternal(blue|romance|champion)|ms17-010|doublepulsar|bluekeep|zerologon/i),
  hint("T1071.004", /dns.{0,40}tunnel|iodine|dnscat/i),
  hint("T1496", /coin ?miner|cryptocurrency|monero|stratum|xmrig/i),
  hint("T1071", /\bcnc\b|\bc2\b|command and control|beacon|check-?in|periodic (tls|http)/i),
  hint("T1046", /\bscan(ner|ning)?\b|nmap|masscan|zmap|zgrab|suspicious inbound to/i),
  hint("T1048", /large outbound|exfil/i),
  hint("T1190", /web_server|web_specific_apps|\bexploit\b/i)
];

/** Classes of Suricata's classification.config, where the name says nothing. */
const byCategory: readonly Hint[] = [
  hint("T1046", /network scan/i),
  hint("T1499", /denial of service/i),
  hint("T1190", /web application attack|attempted (administrator|user) privilege gain/i),
  hint("T1068", /successful (administrator|user) privilege gain/i),
  hint("T1496", /crypto currency mining/i),
  hint(
    "T1071",
    /network trojan|command and control|domain observed used for c2|targeted malicious activity/i
  ),
  hint("T1105", /executable code was detected|suspicious filename/i),
  hint("T1189", /exploit kit/i),
  hint("T1566", /social engineering/i),
  hint("T1110", /suspicious username|default username/i)
];

const reputation =
  /poor reputation|block ?listed|\bdrop\b|compromised or hostile|known hostile|tor (exit|relay)/i;

/** Signatures that know an address from a list, whatever it does: they speak of who, not of what. */
export const isReputation = (finding: string): boolean => reputation.test(finding);

/** What a sensor's signature is a sign of; null when neither its name nor its category says. */
export function inferTechnique(finding: string, category: string | null): string | null {
  if (isReputation(finding)) return null;
  const named = byName.find(({text}) => text.test(finding));
  if (named) return named.technique;
  return (category && byCategory.find(({text}) => text.test(category))?.technique) || null;
}
