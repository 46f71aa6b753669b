import type {Frame} from "../../../../engine/replay/frame.js";
import type {Replay} from "../../../../engine/replay/replay.js";
import {type SourceTrack, trackSource} from "../../../../engine/replay/source-depth.js";
import {positionAt} from "../../../../engine/replay/tape.js";
import type {StageState} from "../../stage.js";

/** A source as far as a scene tells of it. */
export type SeenSource =
  /** As it is told. `left` where what the scene leaves out holds all of it: then as it was recorded. */
  | {
      readonly kind: "told" | "left";
      readonly track: SourceTrack;
      readonly moment: Pick<Frame, "position" | "from">;
    }
  /** No event is of such a source. */
  | {readonly kind: "unknown"};

const tracks = new WeakMap<Replay, SourceTrack | {readonly address: string; readonly events: null}>();

/** The track of the source that was last asked for is remembered for each replay. */
function rememberedTrack(replay: Replay, address: string): SourceTrack | null {
  const known = tracks.get(replay);
  const track =
    known?.address === address ? known : (trackSource(replay, address) ?? {address, events: null});
  tracks.set(replay, track);
  return track.events === null ? null : track;
}

export function seeSource({replay, whole, frame, scene}: StageState, address: string): SeenSource {
  const isBlocked = scene.without.includes(address);
  const track = isBlocked ? null : rememberedTrack(replay, address);
  if (track !== null) return {kind: "told", track, moment: frame};
  const recorded = rememberedTrack(whole, address);
  if (recorded === null) return {kind: "unknown"};
  const position = positionAt(whole.tape, frame.time);
  const from = Number.isFinite(frame.span) ? positionAt(whole.tape, frame.time - frame.span) : 0;
  return {kind: "left", track: recorded, moment: {position, from: Math.min(from, position)}};
}
