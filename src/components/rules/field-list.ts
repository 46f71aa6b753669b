import {derivedLogColumns} from "../../engine/build/logs.js";
import {details, events} from "../../engine/tables.js";
import {definitions} from "../definitions.js";
import {fillLater} from "../fill-later.js";
import {html} from "../html.js";

const scores = new Set(["anomaly_score", "severity", "event_id"]);

/** Categories of `product: flowbook`. */
export const ownCategories = [
  "event",
  "flow",
  "authentication",
  "login",
  "vpn",
  "honeypot",
  "alert",
  "dns",
  "http",
  "tls",
  "ssh",
  "smb",
  "smtp",
  "file",
  "command"
] as const;

/** What most rules ask for, in the order to list it, each with how a rule may say it. */
const usual: Readonly<Record<string, string>> = {
  login: "login: failed",
  service: "service: SSH",
  foreign_source: "foreign_source: true",
  local_time: "local_time|hour: 3",
  source_ip: "source_ip|cidr: 192.0.2.0/24",
  destination_ip: "destination_ip: 198.51.100.7",
  destination_port: "destination_port: [22, 2222]",
  username: "username|startswith: admin",
  event_type: "event_type: [login.failed, cowrie.login.failed, sudo.failed, vpn.connected, dns, alert]"
};

/** Fields with what they hold and, of the usual ones, which come first, an example. */
export function ruleFields(): readonly {
  readonly name: string;
  readonly about: string;
  readonly example: string | null;
}[] {
  const fields = [
    ...[...events.columns, ...details.columns].filter(({name}) => !scores.has(name)),
    ...Object.entries(derivedLogColumns).map(([name, about]) => ({name, about}))
  ];
  const place = (name: string) => {
    const found = Object.keys(usual).indexOf(name);
    return found < 0 ? fields.length : found;
  };
  return fields
    .map(({name, about}) => ({name, about, example: usual[name] ?? null}))
    .sort((a, b) => place(a.name) - place(b.name));
}

/** What a rule of `product: flowbook` may ask of an event, closed. */
export function fieldList(): HTMLElement {
  const codes = (names: readonly string[]) =>
    names.flatMap((name, i) => [i === 0 ? "" : ", ", html`<code>${name}</code>`]);
  const modifiers = html`<span data-state="loading" data-testid="rule-modifiers"></span>`;
  // The reader of rules and its libraries come after the page.
  void fillLater(modifiers, import("../../engine/sigma/modifiers.js"), "The modifiers", ({modifierNames}) =>
    codes(modifierNames)
  );
  return html`<details class="rule-fields">
  <summary>Fields that a rule may ask for</summary>
  <p>Log sources: <code>product: flowbook</code> with a category: ${codes(ownCategories)}. Sigma's own work as well, with their own fields. The file data/rules/README.md explains all of it.</p>
  <p>Modifiers, after a field and a bar: ${modifiers}.</p>
  ${definitions(
    ruleFields().map(({name, about, example}) => [
      html`<code>${name}</code>`,
      html`<span>${about}${example === null ? null : html`; <code>${example}</code>`}</span>`
    ])
  )}
</details>`;
}
