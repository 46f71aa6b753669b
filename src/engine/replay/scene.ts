/** What a replay shows large: everything at once, or one thing. */
export const views = ["all", "map", "points", "alerts", "source", "terminal", "ports"] as const;
export type View = (typeof views)[number];

/** What a replay tells of: everything, events of some severity, or events that were blocked. */
export const storylines = ["all", "suspicious", "blocked"] as const;
export type Storyline = (typeof storylines)[number];

/** In which order a table of alerts stands. */
export const alertOrders = ["latest", "gravest"] as const;
export type AlertOrder = (typeof alertOrders)[number];

/** Where a map looks, in degrees, and how close: 1 is the whole Earth. */
export interface MapCamera {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
}

/** What a reader chose beside the moment. With the moment it decides all that is on screen. */
export interface Scene {
  readonly view: View;
  /** Milliseconds to look back on; infinite: everything so far. */
  readonly span: number;
  readonly only: Storyline;
  /** Source addresses taken to be blocked: what would be left without them. In order of their letters. */
  readonly without: readonly string[];
  /** The source that is looked at in depth. */
  readonly source: string | null;
  /** Which alerts stand first. */
  readonly order: AlertOrder;
  /** Null: the whole Earth. */
  readonly camera: MapCamera | null;
}

export const defaultScene: Scene = {
  view: "all",
  span: Number.POSITIVE_INFINITY,
  only: "all",
  without: [],
  source: null,
  order: "latest",
  camera: null
};
