import {stagedTables} from "../build/published-staged.js";
import {alertColumns} from "../build/retrain-queries.js";
import {alerts, type Table} from "../tables.js";

/** The published tables, and of each the columns, that retraining reads. */
export const retrainTables: readonly Table[] = [
  ...stagedTables,
  {...alerts, columns: alerts.columns.filter(({name}) => alertColumns.includes(name))}
];
