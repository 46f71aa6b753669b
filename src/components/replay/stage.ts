import type {ClockSettings} from "../../engine/replay/clock.js";
import type {Frame} from "../../engine/replay/frame.js";
import type {Replay} from "../../engine/replay/replay.js";
import type {Scene} from "../../engine/replay/scene.js";
import type {PlacedChapter, Story} from "../../engine/replay/story/story.js";
import type {Target} from "../map/WorldMap.js";
import type {World} from "../map/world.js";
import type {MaskedSite} from "../mask.js";

/** What a replay can jump to. */
export type CueKind = "alert" | "burst" | "chapter";

/** What readers, keys and panels ask of a replay. */
export interface ReplayCommands {
  toggle(): void;
  /** What a clicker's button does: goes on with the story, to the next chapter where that would pause. */
  turnOn(): void;
  play(): void;
  pause(): void;
  /** Pauses, and goes some batches on; back where negative. */
  step(batches: number): void;
  /** Goes to a position: events played. */
  seek(position: number): void;
  /** Goes to where the clock shows a time, milliseconds in UTC. */
  seekTime(time: number): void;
  /** To the next or the previous of a kind; says so where there is none. */
  jump(kind: CueKind, direction: 1 | -1): void;
  configure(settings: Partial<ClockSettings>): void;
  /** Changes what is shown. */
  show(change: Partial<Scene>): void;
  /** To a chapter of the story by its number, from 1: its beginning, its scene and its speed; says so where there is none. */
  goToChapter(number: number): void;
  /** A sentence for the reader, in the replay's line for such. */
  say(sentence: string): void;
}

/** What is on screen: all that a panel draws from. */
export interface StageState {
  /** The moment as it is counted, within what the scene tells of. */
  readonly frame: Frame;
  /** What the scene tells of: the recording without what it leaves out. */
  readonly replay: Replay;
  /** All that was recorded. */
  readonly whole: Replay;
  readonly scene: Scene;
  readonly playing: boolean;
  readonly settings: ClockSettings;
  readonly story: Story | null;
  readonly chapters: readonly PlacedChapter[];
  /** The chapter that the reader is in; null outside the story. */
  readonly chapter: PlacedChapter | null;
}

/** What a panel is made with. */
export interface StageContext {
  readonly commands: ReplayCommands;
  /** Whose addresses are masked. */
  readonly site: MaskedSite;
  /** IANA name; times say it. */
  readonly timeZone: string;
  readonly world: World;
  /** What the events are aimed at. */
  readonly targets: readonly Target[];
  /** Where a page of the site is, such as "investigate.html?…" for a link; null in a file of its own, which has no other pages. */
  readonly pageAddress: ((page: string) => string) | null;
}

/**
 * A part of the stage. `show` is called in every frame in which anything changed, so it must take well under a millisecond where it can;
 * what it leaves on screen is a function of the state alone. It may be called before the node is on the page or while it is hidden: a
 * panel watches its own size, draws what was last shown once it has one, and neither asks nor waits for anything.
 */
export interface StagePanel {
  readonly node: HTMLElement;
  show(state: StageState): void;
}
