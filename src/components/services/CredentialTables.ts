import type {PairRow, PasswordRow, Tried, UserRow} from "../../engine/build/services/credentials.js";
import {dataTable, type TableColumn} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural, formatShare} from "../format.js";
import {html} from "../html.js";
import {visibleText} from "../log-text.js";
import {valueButton} from "../values/value.js";
import {passwordCell} from "./passwords.js";
import {countColumn, whenColumns} from "./seen-columns.js";

/** Attempts, and how many got in where the log says. */
function triedColumns<R extends Tried>(): TableColumn<R>[] {
  return [
    countColumn<R>("events", "Tried", row => row.events, "attempts to log in"),
    {
      key: "accepted",
      label: "Accepted",
      title: "of the attempts whose outcome the log tells",
      numeric: true,
      cell: row => (row.answered === 0 ? emptyCell() : formatCount(row.accepted)),
      value: row => (row.answered === 0 ? null : row.accepted)
    },
    {
      key: "accepted_by_honeypots",
      label: "By honeypots",
      title: "of those accepted, how many a honeypot let in, as it does on purpose",
      numeric: true,
      cell: row => (row.answered === 0 ? emptyCell() : formatCount(row.accepted_by_honeypots)),
      value: row => (row.answered === 0 ? null : row.accepted_by_honeypots)
    }
  ];
}

const userColumn: TableColumn<{readonly username: string}> = {
  key: "username",
  label: "User name",
  cell: ({username}) => (username === "" ? "(empty)" : valueButton("user", username, {limit: 40}))
};

const passwordColumns = (
  shows: boolean
): TableColumn<{readonly password: string; readonly characters: number}>[] => [
  {key: "password", label: "Password", cell: ({password}) => passwordCell(password, shows)},
  countColumn("characters", "Length", row => row.characters, "characters")
];

export function UserTable(rows: readonly UserRow[], timeZone: string): HTMLElement {
  return dataTable(rows, [userColumn, ...triedColumns<UserRow>(), ...whenColumns<UserRow>(timeZone)], {
    first: 10
  });
}

type Hidden<R> = R & {readonly characters: number};

export function PasswordTable(
  rows: readonly Hidden<PasswordRow>[],
  {shows, timeZone}: {readonly shows: boolean; readonly timeZone: string}
): HTMLElement {
  return dataTable(
    rows,
    [
      ...passwordColumns(shows),
      ...triedColumns<PasswordRow>(),
      countColumn<PasswordRow>(
        "users",
        "Users",
        row => row.users,
        "distinct user names that it was tried with"
      ),
      ...whenColumns<PasswordRow>(timeZone)
    ],
    {first: 10}
  );
}

export function PairTable(
  rows: readonly Hidden<PairRow>[],
  {shows, timeZone}: {readonly shows: boolean; readonly timeZone: string}
): HTMLElement {
  return dataTable(
    rows,
    [userColumn, ...passwordColumns(shows), ...triedColumns<PairRow>(), ...whenColumns<PairRow>(timeZone)],
    {first: 10}
  );
}

/** "“root” is tried most: 3,458 of 19,942 attempts (17.3%), 522 of them accepted, all by honeypots". */
export function userFinding(rows: readonly UserRow[]): string {
  const [top] = rows;
  if (top === undefined) return "User names";
  return `“${visibleText(top.username).slice(0, 40)}” is tried most: ${formatCount(top.events)} of ${formatPlural(top.all_events, "attempt")} (${formatShare(top.events / top.all_events)})${outcome(top)}`;
}

function outcome({answered, accepted, accepted_by_honeypots: trapped}: UserRow): string {
  if (answered === 0) return "";
  if (accepted === 0) return ", none of them accepted";
  if (trapped === 0) return `, ${formatCount(accepted)} of them accepted`;
  const rest =
    trapped === accepted ? "all by honeypots" : `${formatCount(accepted - trapped)} of these by servers`;
  return `, ${formatCount(accepted)} of them accepted, ${rest}`;
}

/** "20 passwords make up 13,972 attempts; the most frequent one 8.1% of them". Names none. */
export function passwordFinding(rows: readonly PasswordRow[]): string {
  const [top] = rows;
  if (top === undefined) return "Passwords";
  return `${formatPlural(top.all_values, "password")} in ${formatPlural(top.all_events, "attempt")}; the most frequent makes up ${formatShare(top.events / top.all_events)}, from ${formatPlural(top.sources, "source")}`;
}

/** How many of the pairs listed got in. */
export function pairFinding(rows: readonly PairRow[]): string {
  const accepted = rows.filter(row => row.accepted > 0).length;
  const [top] = rows;
  if (top === undefined) return "Pairs of user name and password";
  if (rows.every(row => row.answered === 0))
    return `${formatPlural(top.all_values, "pair")} of user name and password; whether any was accepted is not measured`;
  return `${formatCount(accepted)} of the ${formatPlural(rows.length, "pair")} tried most were accepted at least once`;
}

/** The one switch for passwords on a page: an input in Framework's sense. */
export function passwordSwitch(): HTMLElement & {readonly value: boolean} {
  const box = html`<input type="checkbox" data-testid="show-passwords">` as HTMLInputElement;
  const label = html`<label class="mask-toggle">${box} Show passwords</label>`;
  return Object.defineProperty(label, "value", {get: () => box.checked}) as HTMLElement & {
    readonly value: boolean;
  };
}
