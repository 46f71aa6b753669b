import type {DroppedFile, OpeningProgress, WorkspaceSummary} from "../opening.js";
import type {PlaceAddresses} from "../places.js";

/** Addresses of the published tables that hold what logs were read once, and what was asked about them. */
export interface PublishedAddresses {
  readonly events: string;
  readonly details: string;
  /** By shard. */
  readonly raw: readonly string[];
  readonly quality: string;
  readonly hosts: string;
  readonly reputation: string;
}

/** What the worker that opens logs is asked, once. */
export interface OpeningRequest {
  readonly files: readonly DroppedFile[];
  /** The workspace to write. */
  readonly key: string;
  /** The workspace whose files come with it; null to begin with none. */
  readonly addTo: string | null;
  /** Whether the published data comes with it. */
  readonly beside: boolean;
  /** Addresses of published files that the engine goes by. */
  readonly published: {
    readonly materials: string;
    readonly site: string;
    readonly places: PlaceAddresses;
    readonly tables: PublishedAddresses;
  };
  /** Threads that are of use on this machine. */
  readonly threads: number;
}

export type AnalysisMessage =
  | {readonly progress: OpeningProgress}
  | {readonly summary: WorkspaceSummary}
  | {readonly error: string};
