import type {RetrainAnswer, RetrainingOptions} from "../../engine/retrain/retraining.js";
import type {RetrainSettings} from "../../engine/retrain/settings.js";
import type {Selection} from "../../engine/selection.js";

/** A table's rows on their way to the worker: Arrow IPC streams of the columns needed, or, of a workspace, of all columns. */
export type TableRows = {readonly ipc: readonly Uint8Array[]} | {readonly parts: readonly Blob[]};

export interface OpenRequest extends Omit<RetrainingOptions, "now"> {
  readonly kind: "open";
  readonly id: number;
  /** By name, all of `retrainTables`. */
  readonly tables: Readonly<Record<string, TableRows>>;
}

export interface TrainRequest {
  readonly kind: "train";
  readonly id: number;
  readonly settings: RetrainSettings;
  readonly selection: Selection;
}

export type RetrainRequest = OpenRequest | TrainRequest;

export type RetrainMessage =
  | {readonly progress: string}
  | {readonly id: number; readonly answer: RetrainAnswer | null}
  | {readonly id: number; readonly error: string};
