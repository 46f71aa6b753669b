import type {BurstRow} from "../../../engine/build/selected-bursts.js";
import type {LinkedCounts, Picks} from "../../../engine/cube/linked-counts.js";
import type {Cube} from "../../../engine/cube.js";
import type {Mark} from "../../../engine/decisions/fold-decisions.js";
import type {Selection, TimeRange} from "../../../engine/selection.js";
import type {Zone} from "../../../engine/time-zone.js";

/** What linked charts are drawn from, as it is at one moment. */
export interface LinkedState {
  /** The page's selection. */
  readonly selection: Selection;
  readonly cube: Cube;
  readonly counts: LinkedCounts;
  readonly picks: Picks;
  /** The stretch of time that the reader brushed; null is all of the window. */
  readonly brush: TimeRange | null;
  /** The brushed stretch, or the window. */
  readonly shown: TimeRange;
  /** The selection narrowed to what is brushed and picked. */
  readonly narrowed: Selection;
  readonly timeZone: string;
  readonly zone: Zone;
  readonly bursts: readonly BurstRow[];
  readonly marks: readonly Mark[];
}

/** A chart or list that follows the others. */
export interface LinkedView {
  /** Draws in place, within the frame that the screen waits for. */
  draw(state: LinkedState): void;
  /** Called once nothing has changed for a moment: the place for what takes longer. */
  settle?(state: LinkedState): void;
}

/** What charts may ask of the one that links them. */
export interface LinkedActions {
  brush(range: TimeRange | null): void;
  /** Goes to the brushed stretch and picks: they become the page's selection. */
  zoom(range?: TimeRange): void;
}
