import type {Replay} from "../../../../engine/replay/replay.js";
import {timeAt} from "../../../../engine/replay/tape.js";
import {html} from "../../../html.js";
import {formatTime} from "../../../time-zone.js";
import type {StageContext, StagePanel, StageState} from "../../stage.js";
import {drawPlayhead} from "../canvas/canvas-axis.js";
import {canvasBox, type Surface} from "../canvas/canvas-surface.js";
import {chapterMarks} from "./time-chapters.js";
import {type TimeScale, timeScale} from "./time-scale.js";
import {scrubbable} from "./time-scrub.js";
import {drawTrack, type TrackRows, trackRows} from "./time-track.js";
import {positionWords} from "./time-words.js";

/** What a tape looks like, which changes with neither the moment nor the chapter. */
interface Track {
  readonly surface: Surface;
  readonly replay: Replay;
  readonly whole: Replay;
  readonly scale: TimeScale;
  readonly rows: TrackRows;
  readonly picture: HTMLCanvasElement;
}

/** How bright what is yet to come is. */
const future = 0.38;

/** The whole tape as a line to scrub along: how much happened when, bursts, the gravest alerts, chapters, and where the replay stands. */
export function ProgressBar({commands, timeZone}: StageContext): StagePanel {
  let state: StageState | undefined;
  let track: Track | undefined;
  const box = canvasBox("", surface => {
    if (state !== undefined) paint(surface, state);
  });
  box.node.firstElementChild?.setAttribute("aria-hidden", "true");
  const hint = html`<output class="replay-hint" aria-hidden="true" hidden></output>`;
  const node = html`<div class="replay-progress" data-testid="replay-position" role="slider" tabindex="0" aria-label="Position"
    aria-orientation="horizontal" aria-valuemin="0">${box.node}${hint}</div>`;

  function paint(surface: Surface, {replay, whole, frame, chapters, chapter}: StageState): void {
    if (track?.surface !== surface || track.replay !== replay || track.whole !== whole)
      track = makeTrack(surface, replay, whole);
    const {scale, rows, picture} = track;
    const {context, colors, width, height, em, ratio} = surface;
    const head = Math.max(0, Math.min(width, scale.x(frame.time)));
    context.clearRect(0, 0, width, height);
    context.globalAlpha = future;
    if (head < width)
      context.drawImage(picture, head, 0, width - head, height, head, 0, width - head, height);
    context.globalAlpha = 1;
    if (head > 0) context.drawImage(picture, 0, 0, head, height, 0, 0, head, height);

    context.font = surface.font;
    context.textAlign = "left";
    context.textBaseline = "middle";
    for (const mark of chapterMarks(chapters, chapter, scale, em)) {
      const isCurrent = mark.chapter.number === chapter?.number;
      context.fillStyle = isCurrent ? colors.focus : colors.muted;
      if (isCurrent) {
        context.globalAlpha = 0.14;
        context.fillRect(mark.x, 0, mark.width, rows.chapters + rows.density);
        context.globalAlpha = 1;
        context.fillRect(mark.x, rows.chapters - 2 * ratio, mark.width, 2 * ratio);
      }
      context.fillRect(mark.x, 0, ratio, rows.chapters + rows.density);
      if (mark.isNumbered)
        context.fillText(String(mark.chapter.number), mark.x + 3 * ratio, rows.chapters / 2);
    }
    drawPlayhead(surface, head, {top: 0, height});
  }

  const timeOf = (x: number): number | null => {
    if (track === undefined) return null;
    const {scale, surface} = track;
    const time = Math.max(scale.from, Math.min(scale.to, scale.time(x * surface.ratio)));
    return Number.isNaN(time) ? null : time;
  };

  let wasPlaying = false;
  scrubbable(node, {
    // A hand that holds still must find what it holds.
    start() {
      wasPlaying = state?.playing ?? false;
      if (wasPlaying) commands.pause();
    },
    move(x) {
      const time = timeOf(x);
      if (time === null) return;
      commands.seekTime(time);
      point(x);
    },
    end() {
      const isAtEnd =
        state !== undefined && state.frame.time >= timeAt(state.whole.tape, state.whole.tape.length);
      if (wasPlaying && !isAtEnd) commands.play();
    }
  });

  /** Says what lies below a pointer. */
  function point(x: number): void {
    const time = timeOf(x);
    if (time === null || track === undefined || state === undefined) return;
    const chapter = state.chapters.findLast(({from, to}) => from <= time && time < to);
    const words = formatTime(time, timeZone);
    hint.textContent = chapter === undefined ? words : `${words} · ${chapter.number} ${chapter.title}`;
    const share = (x * track.surface.ratio) / track.surface.width;
    hint.style.setProperty("--at", String(Math.max(0, Math.min(1, share))));
    hint.hidden = false;
  }
  node.addEventListener("pointermove", ({offsetX, pointerType, buttons}) => {
    if (pointerType === "mouse" && buttons === 0) point(offsetX);
  });
  for (const leaving of ["pointerleave", "pointercancel"] as const)
    node.addEventListener(leaving, () => {
      hint.hidden = true;
    });

  node.addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const act = keys[event.key];
    if (act === undefined || state === undefined) return;
    act(state);
    event.preventDefault();
    // The replay's own keys mean something else by them.
    event.stopPropagation();
  });
  const keys: Readonly<Record<string, (state: StageState) => void>> = {
    ArrowRight: () => commands.step(1),
    ArrowUp: () => commands.step(1),
    ArrowLeft: () => commands.step(-1),
    ArrowDown: () => commands.step(-1),
    Home: () => commands.seek(0),
    End: ({whole}) => commands.seek(whole.tape.length)
  };

  return {
    node,
    show(next) {
      const {frame, replay} = next;
      if (
        state?.frame.position !== frame.position ||
        state.frame.time !== frame.time ||
        state.replay !== replay
      ) {
        node.dataset.position = String(frame.position);
        node.setAttribute("aria-valuemax", String(replay.tape.length));
        node.setAttribute("aria-valuenow", String(frame.position));
        const when = formatTime(Number.isNaN(frame.time) ? null : frame.time, timeZone);
        node.setAttribute("aria-valuetext", positionWords(frame.position, replay.tape.length, when));
      }
      state = next;
      box.draw();
    }
  };
}

function makeTrack(surface: Surface, replay: Replay, whole: Replay): Track {
  const {tape} = whole;
  const scale = timeScale(timeAt(tape, 0), timeAt(tape, tape.length), surface.width);
  const rows = trackRows(surface);
  const picture = document.createElement("canvas");
  Object.assign(picture, {width: surface.width, height: surface.height});
  const context = picture.getContext("2d");
  if (context !== null) drawTrack({...surface, canvas: picture, context}, replay, scale, rows);
  return {surface, replay, whole, scale, rows, picture};
}
