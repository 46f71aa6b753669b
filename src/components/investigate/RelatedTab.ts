import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural, formatShare} from "../format.js";
import {passwordDots} from "../hidden-password.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {isCampusAddress, maskAddress, maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {valueButton} from "../values/value.js";
import {investigateAddress} from "./investigate-address.js";
import type {TabOptions} from "./part.js";
import {
  everybodyLeast,
  everybodyShare,
  isNeighbour,
  type LeftOut,
  leftOutQuery,
  type Neighbour,
  neighboursQuery,
  pairDivider,
  type Related,
  type RelationKind,
  relatedListed,
  relatedQuery,
  relationKinds
} from "./related-queries.js";

const words: Readonly<
  Record<RelationKind, Readonly<Record<"one" | "many" | "having" | "title" | "none", string>>>
> = {
  credentials: {
    one: "pair of user name and password",
    many: "pairs of user name and password",
    having: "that tried passwords where they are logged",
    title: "tried the same rare credentials",
    none: "No log has a password that it tried."
  },
  hassh: {
    one: "SSH client fingerprint (HASSH)",
    many: "SSH client fingerprints (HASSH)",
    having: "whose SSH client has a fingerprint",
    title: "used the same SSH client",
    none: "No log has a fingerprint of its SSH client."
  },
  file: {
    one: "file, by its hash",
    many: "files, by their hashes",
    having: "that left a file",
    title: "brought the same file",
    none: "No log has a file that it left."
  },
  payload: {
    one: "command or payload",
    many: "commands or payloads",
    having: "that sent something suspicious",
    title: "sent the same rare command or payload",
    none: "No log has a suspicious command or payload of it."
  }
};

/** Other sources that share something rare with it, each with what that is; and its neighbours on the network. */
export function RelatedTab(options: TabOptions): HTMLElement {
  const {scope} = options;
  return html`<div class="investigate-stack">
  <p class="investigate-note">Two sources that share something rare may be one actor, or use one tool. What many have in common says nothing, and is left out; below each list stands from when on.</p>
  ${relationKinds.map(kind => relation(kind, options))}
  ${scope.address === null ? null : neighbours(scope.address, options)}
</div>`;
}

function relation(kind: RelationKind, {workbench, scope}: TabOptions): HTMLElement {
  const {site} = workbench;
  const {one, many, having, title, none} = words[kind];
  const answer = workbench.ask<Related>(relatedQuery(scope, kind));
  const left = Promise.resolve(workbench.ask<LeftOut>(leftOutQuery(scope, kind)).rows);
  // Whoever looks at the rows behind a frame, or exports them, is not shown passwords by that.
  const passwords = new Map<string, string>();
  const rows = Promise.all([answer.rows, left]).then(([found]) =>
    kind === "credentials" ? found.map(row => withoutPassword(row, passwords)) : found
  );
  const footnote = html`<p class="frame-footnote" data-testid=${`left-out-${kind}`}></p>`;
  const frame = chartFrame<Related>({
    id: `related-${kind}`,
    title: found => {
      const all = found[0]?.in_all ?? 0;
      return `${all === 0 ? "No other source" : formatPlural(all, "other source")} ${title}${all > relatedListed ? `; the ${relatedListed} that share the rarest` : ""}`;
    },
    query: answer.query,
    rows,
    total: found => found[0]?.in_all ?? 0,
    height: 150,
    empty: "No other source shares such a value with it.",
    draw: found =>
      dataTable(
        found,
        [
          {
            key: "address",
            label: "Source",
            cell: ({address}) =>
              html`<span>${valueButton("address", address, {site})} <a class="investigate-open" href=${investigateAddress("source", address)} aria-label=${`Investigate ${maskAddress(address, site)}`}>open</a></span>`
          },
          {
            key: "shared",
            label: "Values shared",
            numeric: true,
            cell: ({shared}) => formatCount(shared),
            value: ({shared}) => shared
          },
          {
            key: "evidence",
            label: "The rarest of them",
            cell: ({address, evidence}) =>
              kind === "credentials"
                ? credentialsCell(evidence, passwords.get(address) ?? "")
                : evidenceCell(kind, evidence, site)
          },
          {
            key: "holders",
            label: "Sources that have it",
            numeric: true,
            cell: row => formatCount(row.holders),
            value: row => row.holders
          }
        ],
        {stacks: true, first: 6}
      )
  });
  void left.then(
    ([row]) => {
      if (row === undefined) return;
      const everybodys = `what more than ${formatCount(row.most)} of the ${formatCount(row.having_any)} sources ${having} have (${formatShare(everybodyShare[kind])} of them, ${everybodyLeast} at the least)`;
      footnote.textContent =
        row.own_values === 0
          ? none
          : `Left out is ${everybodys}: ${row.left_out === 0 ? "none" : formatCount(row.left_out)} of its ${formatPlural(row.own_values, one, many)}.`;
    },
    // The frame says what went wrong.
    () => {}
  );
  frame.querySelector(".frame-body")?.after(footnote);
  return frame;
}

/** A row with the user name alone for its evidence; the password goes into the map, by the row's address. */
function withoutPassword(row: Related, passwords: Map<string, string>): Related {
  const [user = "", password = ""] = row.evidence.split(pairDivider);
  passwords.set(row.address, password);
  return {...row, evidence: user};
}

function evidenceCell(kind: RelationKind, evidence: string, site: TabOptions["workbench"]["site"]): Node {
  return kind === "payload"
    ? valueButton("text", evidence, {shown: logText(maskAddresses(evidence, site), 120)})
    : valueButton("hash", evidence, {limit: 64});
}

function credentialsCell(user: string, password: string): Node {
  const secret = html`<span class="masked">${passwordDots}</span>`;
  const show = html`<button type="button" class="button" aria-label="Show this password">show</button>`;
  show.addEventListener("click", () => {
    secret.replaceChildren(password === "" ? "an empty password" : logText(password, 60));
    secret.className = "";
    show.remove();
  });
  return html`<span>${user === "" ? "no user name" : valueButton("user", user, {limit: 40})} with ${secret} ${show}</span>`;
}

function neighbours(address: string, {workbench}: TabOptions): HTMLElement {
  const {site} = workbench;
  const isV6 = address.includes(":");
  const network = isV6 ? "/64" : "/24";
  const answer = workbench.ask<Neighbour>(neighboursQuery(address));
  const rows = Promise.resolve(answer.rows).then(found =>
    found.filter(row => isNeighbour(address, row.address))
  );
  const isCampus = isCampusAddress(address, site);
  return chartFrame<Neighbour>({
    id: "related-network",
    title: found => {
      const told = found.filter(({alerts}) => alerts > 0).length;
      return found.length === 0
        ? `No other address of its ${network} was seen`
        : `${formatPlural(found.length, "other address", "other addresses")} of its ${network}, ${told === 0 ? "none" : formatCount(told)} with alerts`;
    },
    query: answer.query,
    rows,
    total: found => found.length,
    height: 150,
    empty: "Nobody near it on the network took part in any event.",
    footnote: isCampus
      ? "The network is the campus's own, so that being neighbours says nothing by itself."
      : "Providers give neighbouring addresses to customers who know nothing of each other: a hint, no proof.",
    draw: found =>
      dataTable(
        found,
        [
          {
            key: "address",
            label: "Address",
            cell: row =>
              html`<span>${valueButton("address", row.address, {site})} <a class="investigate-open" href=${investigateAddress("source", row.address)} aria-label=${`Investigate ${maskAddress(row.address, site)}`}>open</a></span>`
          },
          {
            key: "severity",
            label: "Gravest alert",
            cell: ({severity}) => (severity === null ? emptyCell("no alerts") : severityMark(severity))
          },
          {
            key: "alerts",
            label: "Alerts",
            numeric: true,
            cell: ({alerts}) => formatCount(alerts),
            value: ({alerts}) => alerts
          },
          {
            key: "risk",
            label: "Risk",
            numeric: true,
            cell: ({risk}) => (risk === null ? emptyCell() : risk.toFixed(1)),
            value: ({risk}) => risk
          }
        ],
        {first: 6}
      )
  });
}
