/** A tactic of MITRE ATT&CK for Enterprise: what an attacker is after. */
export interface Tactic {
  readonly id: string;
  /** Short name, as in `tactics` of a technique and in Sigma's tags. */
  readonly key: string;
  readonly name: string;
}

const tactic = (id: string, key: string, name: string): Tactic => ({id, key, name});

/** In the order of the matrix, which is about that of an intrusion. */
export const tactics: readonly Tactic[] = [
  tactic("TA0043", "reconnaissance", "Reconnaissance"),
  tactic("TA0042", "resource-development", "Resource Development"),
  tactic("TA0001", "initial-access", "Initial Access"),
  tactic("TA0002", "execution", "Execution"),
  tactic("TA0003", "persistence", "Persistence"),
  tactic("TA0004", "privilege-escalation", "Privilege Escalation"),
  tactic("TA0005", "stealth", "Stealth"),
  tactic("TA0112", "defense-impairment", "Defense Impairment"),
  tactic("TA0006", "credential-access", "Credential Access"),
  tactic("TA0007", "discovery", "Discovery"),
  tactic("TA0008", "lateral-movement", "Lateral Movement"),
  tactic("TA0009", "collection", "Collection"),
  tactic("TA0011", "command-and-control", "Command and Control"),
  tactic("TA0010", "exfiltration", "Exfiltration"),
  tactic("TA0040", "impact", "Impact")
];

/** Place of a tactic in the matrix, from 0; -1 when there is none of that name. */
export const tacticOrder = (key: string): number => tactics.findIndex(t => t.key === key);

export const tacticName = (key: string): string => tactics.find(t => t.key === key)?.name ?? key;
