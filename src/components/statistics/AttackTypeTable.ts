import type {AttackTypeRow} from "../../engine/build/statistics/attack-types.js";
import {dataTable} from "../data-table.js";
import {severityLabel} from "../palette.js";
import {countColumn, whenColumns} from "../services/seen-columns.js";
import {valueButton} from "../values/value.js";

/** Kinds of attack with who and how grave. */
export function AttackTypeTable(rows: readonly AttackTypeRow[], timeZone: string): HTMLElement {
  return dataTable(
    rows,
    [
      {
        key: "attack_type",
        label: "Kind of attack",
        cell: row => valueButton("text", row.attack_type, {limit: 50})
      },
      countColumn<AttackTypeRow>("events", "Events", row => row.events),
      countColumn<AttackTypeRow>(
        "attackers",
        "Attackers",
        row => row.attackers,
        "distinct parties that the events are about"
      ),
      ...(["critical", "high", "medium", "low"] as const).map(severity =>
        countColumn<AttackTypeRow>(severity, severityLabel[severity], row => row[severity])
      ),
      // Nearly always the same addresses as the attackers, who say more.
      ...whenColumns<AttackTypeRow>(timeZone, true).filter(({key}) => key !== "sources")
    ],
    {first: 12}
  );
}
