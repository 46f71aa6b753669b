import type {Scene} from "../scene.js";

/** Something worth a chapter that was found in a recording. */
export interface Found {
  readonly title: string;
  /** In whole sentences, without addresses. */
  readonly caption: string;
  /** What to show of it, milliseconds in UTC. */
  readonly from: number;
  readonly to: number;
  readonly scene: Partial<Scene>;
}

export const minute = 60_000;
export const hour = 60 * minute;
