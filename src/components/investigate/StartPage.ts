import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {capitalise, formatCount} from "../format.js";
import {html} from "../html.js";
import {huntAddress} from "../hunt/hunt-address.js";
import {logText} from "../log-text.js";
import {countryName} from "../map/world.js";
import {maskAddress, maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import type {Workbench} from "../workbench/workbench.js";
import {investigateAddress, type SubjectKind} from "./investigate-address.js";
import {findQuery, type StartRow, startQuery} from "./start-queries.js";
import {toSeverity} from "./to-severity.js";

const longestTyped = 60;

const lists: readonly {
  readonly kind: SubjectKind;
  readonly title: string;
  readonly size: string;
  readonly empty: string;
}[] = [
  {
    kind: "incident",
    title: "The gravest incidents",
    size: "Alerts",
    empty: "No incidents were found in these data."
  },
  {
    kind: "source",
    title: "The riskiest sources",
    size: "Risk",
    empty: "No source of these data has a risk: nothing was found about any."
  },
  {
    kind: "campaign",
    title: "The gravest campaigns",
    size: "Alerts",
    empty: "Nothing joins incidents of these data to campaigns."
  },
  {kind: "alert", title: "The gravest alerts", size: "Events", empty: "No alerts were found in these data."}
];

/** Where to begin when nothing is asked for: a search, and the gravest of each kind. */
export function StartPage(workbench: Workbench): HTMLElement {
  return html`<div class="investigate-start" data-testid="investigate-start">
  ${searchBox(workbench)}
  <div class="investigate-lists">${lists.map(list => startList(list, workbench))}</div>
</div>`;
}

function startList({kind, title, size, empty}: (typeof lists)[number], workbench: Workbench): HTMLElement {
  const {site} = workbench;
  const name = ({id, title: words}: StartRow) =>
    kind === "source" ? logText(maskAddress(id, site)) : logText(maskAddresses(words ?? id, site), 180);
  const about = ({title: code, address, site: campusSite}: StartRow) =>
    kind === "source"
      ? campusSite !== null
        ? logText(`campus: ${campusSite}`, 60)
        : code === null
          ? ""
          : countryName(code)
      : address === null
        ? ""
        : logText(maskAddress(address, site), 60);
  return chartFrame<StartRow>({
    id: `start-${kind}`,
    title,
    ...workbench.ask<StartRow>(startQuery(kind)),
    total: rows => rows.length,
    height: 220,
    empty,
    draw: rows =>
      dataTable(rows, [
        {
          key: "name",
          label: kind === "source" ? "Source" : capitalise(kind),
          cell: row =>
            html`<span><a href=${investigateAddress(kind, row.id)} data-id=${row.id}>${name(row)}</a> <small>${about(row)}</small></span>`
        },
        {
          key: "severity",
          label: kind === "source" ? "Threat" : "Severity",
          cell: ({severity}) => severityMark(toSeverity(severity))
        },
        {
          key: "size",
          label: size,
          numeric: true,
          cell: row => (kind === "source" ? row.size.toFixed(1) : formatCount(row.size)),
          value: row => row.size
        }
      ])
  });
}

/** One box for an address or an id; what is not known leads to Hunt, which takes anything. */
export function searchBox(workbench: Workbench): HTMLElement {
  const field =
    html`<input type="search" name="q" placeholder="203.0.113.7, or the id of an alert, incident or campaign" aria-label="Address or id" spellcheck="false" autocomplete="off">` as HTMLInputElement;
  const says = html`<p class="investigate-said" role="status" data-testid="investigate-said"></p>`;
  const form = html`<form class="row-controls investigate-search" role="search">${field}<button class="button">Investigate</button></form>`;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const typed = field.value.trim();
    if (typed === "") return;
    says.textContent = "Looking …";
    try {
      const [found] = await workbench.ask<{readonly kind: SubjectKind}>(findQuery(typed)).rows;
      if (found !== undefined) location.assign(investigateAddress(found.kind, typed));
      else says.replaceChildren(...unknownText(typed));
    } catch (error) {
      console.error(error);
      says.textContent = `This could not be looked up: ${error instanceof Error ? error.message : String(error)}`;
    }
  });
  return html`<div>${form}${says}</div>`;
}

/** That nothing has such an address or id, and where else to look. */
export function unknownText(typed: string): (Node | string)[] {
  return [
    "Nothing in these data has the address or id ",
    logText(typed, longestTyped),
    ". It may come from other data, or be something else, such as a user name, a domain or a command: ",
    html`<a href=${huntAddress(typed)}>hunt for it</a>`,
    "."
  ];
}
