import type {Decision} from "../decisions/decision.js";
import {type AllowList, emptyAllowList, readAllowList} from "../detect/beacons/allow-list.js";

/** A file that people may edit: what it is called below its directory, with forward slashes, and what stands in it. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** What detectors look for, as it stands in `data/`; published as content.json, so that a page can look for the same. */
export interface DetectionContent {
  /** Sigma rules, YAML, in order of name. */
  readonly rules: readonly TextFile[];
  /** Payload signatures, YAML, in order of name. */
  readonly signatures: readonly TextFile[];
  /** Lists of indicators in any format that `readIndicators` knows, in order of name, decompressed. */
  readonly lists: readonly TextFile[];
  /** What is regular and known to be harmless, YAML; null when nothing is. */
  readonly allow: TextFile | null;
  /** What analysts decided, in order of time: suppressions are obeyed, and all of it is published. Absent in older builds. */
  readonly decisions?: readonly Decision[];
  /** What replays are told by, YAML, in order of name. Absent in older builds. */
  readonly stories?: readonly TextFile[];
  /** What could not be opened, and why: one sentence each. */
  readonly messages: readonly string[];
}

/** What is regular and known to be harmless. What is wrong with the file is in `errors`. */
export const allowListOf = ({allow}: DetectionContent): AllowList =>
  allow === null ? emptyAllowList : readAllowList(allow.text, allow.name);
