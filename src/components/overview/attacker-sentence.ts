import {addressPlace} from "../address-place.js";
import {formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {valueButton} from "../values/value.js";
import type {Attacker} from "./attackers.js";

/** Who, from where, how dangerous and what was found about them; that there is nobody, where there is nobody. */
export function attackerSentence(
  attacker: Attacker | undefined,
  site: MaskedSite
): readonly (Node | string)[] {
  if (attacker === undefined) return ["No alert here names an attacker."];
  const {attacker_ip, risk, finding, findings, alerts} = attacker;
  const more = findings > 1 ? ` and ${formatPlural(findings - 1, "other finding")}` : "";
  return [
    "The riskiest attacker: ",
    html`<strong class="unbroken">${valueButton("address", attacker_ip, {site})}</strong>`,
    ` (${addressPlace(attacker)}`,
    risk === null ? "" : `, risk ${risk.toFixed(1)} of 100`,
    "), for ",
    logText(finding, 80),
    `${more}, in ${formatPlural(alerts, "alert")}.`
  ];
}
