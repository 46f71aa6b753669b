import type {DroppedFile, OpeningProgress, WorkspaceSummary} from "../opening.js";
import type {PlaceAddresses} from "../places.js";

/** What the worker that opens logs is asked, once. */
export interface OpeningRequest {
  readonly files: readonly DroppedFile[];
  /** The workspace to write. */
  readonly key: string;
  /** The workspace whose files come with it; null to begin with none. */
  readonly addTo: string | null;
  /** Addresses of published files that the engine goes by. */
  readonly published: {
    readonly materials: string;
    readonly site: string;
    readonly places: PlaceAddresses;
  };
  /** Threads that are of use on this machine. */
  readonly threads: number;
}

export type AnalysisMessage =
  | {readonly progress: OpeningProgress}
  | {readonly summary: WorkspaceSummary}
  | {readonly error: string};
