import type {Target} from "../WorldMap.js";
import type {World} from "../world.js";
import type {MapArc} from "./arc-layer.js";
import type {MapBubble} from "./bubble-layer.js";
import type {Camera, Surface, View} from "./camera.js";
import type {Shade} from "./land-layer.js";
import type {PointSet} from "./point-set.js";

/** What is on the map. */
export interface MapScene {
  readonly bubbles: readonly MapBubble[];
  /** Drawn as points, or as heat where `heat` is set. */
  readonly points: PointSet | null;
  readonly heat: boolean;
  readonly shade: Shade | null;
  /** Lines to the targets. @default none */
  readonly arcs?: readonly MapArc[];
  /** Events of the largest bubble, so that scenes compare. @default those of the largest drawn */
  readonly most?: number;
  /** Whether other numbers follow at once: labels and tooltip then wait until they can be read. @default false */
  readonly isPlaying?: boolean;
}

/** Something on the map that the reader points at. */
export type Spot =
  | {readonly kind: "bubble"; readonly key: string}
  | {readonly kind: "point"; readonly index: number}
  | {readonly kind: "country"; readonly country: string}
  | {readonly kind: "target"; readonly names: readonly string[]};

export interface MapStageOptions {
  readonly world: World;
  /** What a tooltip says about a spot; null for nothing. */
  readonly describe: (spot: Spot) => Node | null;
  /** The reader chose a spot. */
  readonly choose: (spot: Spot) => void;
  /** The reader moved the map. */
  readonly moved: (view: View) => void;
  /** Told once the map is looked at so closely that coarse shapes will not do. */
  readonly close?: () => void;
  /** Told how many events stand for the hottest colour, whenever heat is drawn. */
  readonly heated?: (most: number) => void;
  /** How many pixels of the stage something else covers at its top; none where it is not above 0. */
  readonly covered?: () => number;
  /** What the map says to whoever cannot see it, of itself and of its picture. @default that a table below has its numbers */
  readonly words?: {readonly map: string; readonly picture: string};
}

export interface MapStage {
  readonly node: HTMLElement;
  readonly camera: Camera;
  /** Lays the map out anew; what is in its middle stays there. */
  resize(width: number, height: number): void;
  turn(surface: Surface): void;
  show(scene: MapScene): void;
  /** Draws at once what would be drawn in the next frame. */
  draw(): void;
  /** Pixels of the labels' type, which bubbles keep in proportion to. @default 11 */
  setType(size: number): void;
  setTargets(targets: readonly Target[]): void;
  setWorld(world: World): void;
  view(): View;
  /** Goes to a view; at once where motion is not wanted. */
  fly(view: View, isAtOnce?: boolean): void;
  zoomBy(factor: number): void;
  /** Marks a spot and opens its tooltip. What is pinned stays until something else is. */
  point(spot: Spot | null, isPinned?: boolean): void;
}
