/** What opening logs in the browser takes, tells while it runs, and leaves. */

export interface DroppedFile {
  readonly name: string;
  readonly blob: Blob;
  /** Milliseconds since 1970, UTC. */
  readonly modified: number;
  /** "injected": written by the simulator at the reader's wish. */
  readonly origin: "recorded" | "injected";
  /** IANA name of the zone of times without one, where it is known; else data/campus.yml says. */
  readonly zone?: string | null;
}

/** One of the gravest alerts, as soon as it is known. */
export interface FoundAlert {
  /** Milliseconds since 1970, UTC. */
  readonly time: number | null;
  readonly severity: string;
  readonly source: string | null;
  readonly finding: string;
}

export interface OpeningProgress {
  readonly stage: "read" | "detect" | "score" | "explain" | "publish";
  readonly detail: string;
  /** Bytes read so far, of `totalBytes`. */
  readonly bytes: number;
  readonly totalBytes: number;
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly records: number;
  readonly events: number;
  readonly quarantined: number;
  /** Null while none is counted yet. */
  readonly alerts: number | null;
  readonly gravest: readonly FoundAlert[];
}

/** What became of one file. */
export interface OpenedFile {
  readonly name: string;
  /** As of `DroppedFile`. */
  readonly origin: DroppedFile["origin"];
  readonly status: string;
  readonly dataset: string | null;
  readonly records: number;
  readonly events: number;
  readonly quarantined: number;
  /** Whether its content was read to the end; `notes` say why where it was not. */
  readonly isWhole: boolean;
  /** Why records were quarantined. */
  readonly reasons: readonly string[];
  readonly notes: readonly string[];
}

/** What a workspace holds, in short. */
export interface WorkspaceSummary {
  readonly key: string;
  /** The format of what is stored, `workspaceFormat` of summary.ts. */
  readonly format: number;
  /** Milliseconds since 1970, UTC, as are `from` and `to`, which are null without events. */
  readonly opened: number;
  readonly files: readonly OpenedFile[];
  /** Whether it holds the published data too, which `files` do not list. */
  readonly beside: boolean;
  readonly events: number;
  readonly alerts: number;
  readonly incidents: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly seconds: number;
  readonly messages: readonly string[];
}

export interface Opening {
  readonly done: Promise<WorkspaceSummary>;
  cancel(): void;
}

export interface OpeningOptions {
  /** The workspace to write. */
  readonly key: string;
  /** The workspace whose files come with it; null to begin with none. */
  readonly addTo: string | null;
  /** Whether the published data comes with it; it does anyway where it came with `addTo`. */
  readonly beside: boolean;
  readonly onProgress: (progress: OpeningProgress) => void;
}

export type OpenLogs = (files: readonly DroppedFile[], options: OpeningOptions) => Opening;
