import type {RecordedAlert} from "../../engine/replay/recording.js";
import type {Story} from "../../engine/replay/story/story.js";
import type {InjectedAttack} from "./panels/reaction/reaction-at.js";
import type {DraftStore} from "./present/draft-store.js";
import type {ReplayCommands, StageState} from "./stage.js";

/** What parts beside the stage know of a replay. */
export interface ReplayView {
  readonly commands: ReplayCommands;
  /** What is on screen. */
  state(): StageState;
  /** Where it stands, as parts of an address. */
  address(): readonly (readonly [key: string, value: string])[];
}

/** What only a site can add to a replay, and a file of its own goes without. */
export interface ReplayExtras {
  /** Buttons beside the controls. */
  readonly buttons?: (view: ReplayView) => readonly Node[];
  /** What a reader can do about an alert, in its row. */
  readonly triage?: (alert: RecordedAlert) => Node;
  /** Attacks that were injected, in order of their beginning. */
  readonly attacks?: readonly InjectedAttack[];
  /** Sessions that the recording leaves out. */
  readonly leftOut?: number;
  /** Why the recording has no sessions at all, in a sentence. */
  readonly notTyped?: string;
  /** What the reader marked, as a story; null where nothing is marked. */
  readonly marked?: () => Story | null;
  /** Where the reader's own story is kept. */
  readonly drafts?: DraftStore;
  /** How the figures of a resting replay are counted in SQL. */
  readonly made?: (state: StageState) => Node;
  /** Told where a resting replay stands, as parts of an address. */
  readonly remember?: (pairs: readonly (readonly [key: string, value: string])[]) => void;
}
