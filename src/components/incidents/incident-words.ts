import ipaddr from "ipaddr.js";
import {tacticName, tacticOrder} from "../../engine/attack/tactics.js";
import {techniqueName} from "../../engine/attack/techniques.js";
import {capitalise, formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import {valueButton} from "../values/value.js";
import type {Incident} from "./incident.js";

/** An address, as far as it may be shown, with its menu; an IPv4 address stays in one piece. */
export function addressText(
  address: string,
  site: MaskedSite,
  kind: "address" | "destination" = "address"
): HTMLElement {
  const value = valueButton(kind, address, {site, limit: 60});
  return ipaddr.IPv4.isValid(address) ? html`<span class="unbroken">${value}</span>` : value;
}

/** Who: an address, an account, or how many. */
export function who(
  {attacker_ip, account, sources}: Pick<Incident, "attacker_ip" | "account" | "sources">,
  site: MaskedSite
): Node {
  if (attacker_ip !== null) return addressText(attacker_ip, site);
  if (account !== null) return logText(maskAddresses(account, site), 60);
  return document.createTextNode(sources === 0 ? "not known" : formatPlural(sources, "source"));
}

/** Whom it was against: an address or a host, or how many. */
export function whom({target, targets}: Pick<Incident, "target" | "targets">, site: MaskedSite): Node {
  if (target !== null) return addressText(target, site, "destination");
  return document.createTextNode(targets === 0 ? "not known" : formatPlural(targets, "target"));
}

/** "T1110 Brute Force"; null where nothing says what was done. */
export function techniqueText({
  technique,
  technique_name
}: Pick<Incident, "technique" | "technique_name">): string | null {
  return technique === null ? null : `${technique} ${technique_name ?? techniqueName(technique)}`;
}

/** Name of a tactic, also of one that this version of ATT&CK no longer has. */
export function stageName(tactic: string | null): string {
  if (tactic === null) return "Not known";
  const name = tacticName(tactic);
  return name === tactic ? capitalise(tactic.replaceAll("-", " ")) : name;
}

/** Stages in the order of the matrix; those that it does not have, and none, stand last. */
export function inOrder(stages: Iterable<string | null>): (string | null)[] {
  const place = (stage: string | null) => {
    if (stage === null) return Number.POSITIVE_INFINITY;
    const order = tacticOrder(stage);
    return order === -1 ? Number.MAX_SAFE_INTEGER : order;
  };
  return [...new Set(stages)].sort((a, b) => {
    const [x, y] = [place(a), place(b)];
    return x === y ? 0 : x - y;
  });
}

/** Whether it got in, in a sentence. */
export function successText(succeeded: boolean | null): string {
  if (succeeded === null) return "no log could tell";
  return succeeded
    ? "yes: a login of its sources was accepted meanwhile"
    : "no login of its sources was accepted";
}

/** How many sources an incident has, and how they came. */
export function kindText({kind, sources}: Pick<Incident, "kind" | "sources">): string {
  const count = formatPlural(sources, "source");
  if (kind === "distributed") return `${count}, at the same time`;
  if (kind === "background") return `${count}, all the time`;
  return count;
}

/** The headline: how many incidents, how many of them are grave, and in how many campaigns. */
export function incidentsFinding(incidents: readonly Pick<Incident, "severity" | "campaign_id">[]): string {
  if (incidents.length === 0) return "No incidents";
  const grave = incidents.filter(({severity}) => severity === "critical" || severity === "high").length;
  const campaigns = new Set(incidents.flatMap(({campaign_id}) => campaign_id ?? [])).size;
  const counted = formatPlural(incidents.length, "incident");
  const graveOnes = grave === 0 ? "none at high or above" : `${formatCount(grave)} at high or above`;
  return campaigns === 0
    ? `${counted}, ${graveOnes}`
    : `${counted}, ${graveOnes}, in ${formatPlural(campaigns, "campaign")}`;
}

/** "automated", with why where that is known. */
export function styleText({style, style_evidence}: Pick<Incident, "style" | "style_evidence">): Node {
  if (style === "unknown") return document.createTextNode("not known: too little was logged to tell");
  return style_evidence === null
    ? document.createTextNode(style)
    : html`<span>${style}: ${logText(style_evidence, 400)}</span>`;
}
