import {html} from "../html.js";
import {rowBrowser} from "../row-browser.js";
import {rowPages} from "../row-excerpt.js";
import type {Session} from "./session.js";
import {type SessionColumnsOptions, sessionColumns} from "./session-columns.js";
import {aboutSession} from "./session-findings.js";

export interface SessionBrowserOptions extends SessionColumnsOptions {
  /** Called when the reader opens a session. */
  readonly open: (session: Session) => void;
  /** @default 15 */
  readonly pageSize?: number;
}

/** Orders to read sessions in; `worst` is the one that they arrive in. */
const orders = {
  worst: {label: "worst first", compare: null},
  latest: {
    label: "latest first",
    compare: (a: Session, b: Session) => Number(b.first_time) - Number(a.first_time)
  },
  unusual: {
    label: "most unusual first",
    compare: (a: Session, b: Session) => (b.surprise ?? -1) - (a.surprise ?? -1)
  }
} as const;

/** What a search looks through. Addresses are searched as they are, even while they are masked. */
const searched = [
  "session_id",
  "session",
  "sensor",
  "dataset",
  "source_ip",
  "app_protocol",
  "username",
  "hassh",
  "country",
  "city",
  "severity",
  "findings"
] as const satisfies readonly (keyof Session)[];

/** Sessions, which arrive worst first, as a table to search, order and leaf through. */
export function SessionBrowser(sessions: readonly Session[], options: SessionBrowserOptions): HTMLElement {
  const {open, pageSize = 15} = options;
  const byColumn = html`<option hidden>by a column</option>` as HTMLOptionElement;
  const order =
    html`<select aria-label="Order of sessions">${Object.entries(orders).map(([value, {label}]) => html`<option value=${value}>${label}</option>`)}${byColumn}</select>` as HTMLSelectElement;
  let compare: ((a: Session, b: Session) => number) | null = null;
  const browser = rowBrowser({
    name: "session",
    total: sessions.length,
    rows: () => (compare === null ? sessions : sessions.toSorted(compare)),
    columns: sessionColumns(options),
    textOf: session => [...searched.map(key => session[key] ?? ""), aboutSession(session)].join("\n"),
    hint: "Address, account, country, finding …",
    attributes: ({session_id}) => ({"data-session": session_id}),
    open,
    excerpt: rowPages("session", pageSize),
    controls: order,
    onSort() {
      byColumn.selected = true;
    }
  });
  order.addEventListener("input", event => {
    event.stopPropagation();
    compare = orders[order.value as keyof typeof orders].compare;
    browser.unsort();
  });
  return browser.node;
}
