import type {Recording} from "../../engine/replay/recording.js";
import type {Story} from "../../engine/replay/story/story.js";
import {html} from "../html.js";
import {showsCampusAddresses} from "../mask.js";
import {createConductor} from "./conductor.js";
import {lateNote} from "./late-note.js";
import {ProgressBar} from "./panels/time/ProgressBar.js";
import {CaptionBar} from "./present/CaptionBar.js";
import {ChapterCard} from "./present/ChapterCard.js";
import {replayKeyHelp} from "./present/key-help.js";
import {notesWindow} from "./present/notes-window.js";
import {createPresenting} from "./present/presenting.js";
import {listenForReplayKeys, type ReplayKeyActions} from "./present/replay-keys.js";
import {beat, createRhythm, isLocked, liveRoom} from "./present/rhythm.js";
import {replayControls} from "./replay-controls.js";
import type {ReplayExtras, ReplayView} from "./replay-extras.js";
import {replayLoop} from "./replay-loop.js";
import {replayStage} from "./replay-stage.js";
import {createReplays} from "./replays.js";
import type {StageContext, StageState} from "./stage.js";
import {stageParts} from "./stage-parts.js";
import {storyShelf} from "./story-shelf.js";

export interface ReplayPlayerOptions extends Omit<StageContext, "commands"> {
  /** Those that are offered; the first that fits is told. */
  readonly stories: readonly Story[];
  /** Where to open: the query of an address, as `formatMoment` writes it. */
  readonly search: string;
  readonly extras?: ReplayExtras;
}

const unmasked =
  "Campus addresses are on screen: untick “Show campus addresses” above the replay before others look on.";

/** Milliseconds. */
const restAfter = 250;

/**
 * A replay with its controls: key figures, charts, map, alerts and terminal that follow one clock, and the story that is told with it.
 * Never starts by itself. The same on a page and in a file of its own.
 */
export function replayPlayer(recording: Recording, options: ReplayPlayerOptions): HTMLElement {
  const {stories, search, extras = {}} = options;
  const replays = createReplays(recording);
  if (replays.whole.tape.length === 0)
    return html`<p class="frame-message">Nothing in this selection, so nothing to replay.</p>`;

  const said = html`<p class="replay-said" role="status" data-testid="replay-said"></p>`;
  const waiting = html`<p class="replay-waiting" data-testid="replay-waiting" hidden></p>`;
  const say = (sentence: string) => {
    said.textContent = sentence;
  };
  let moved = true;
  let rhythm = createRhythm({every: null});
  let lock: boolean | null = null;
  let state: StageState | undefined;
  let atRest: ReturnType<typeof setTimeout> | undefined;

  const conductor = createConductor(replays, {
    now: () => performance.now(),
    say,
    changed() {
      moved = true;
      loop.wake();
    }
  });
  const {commands} = conductor;
  const view: ReplayView = {commands, state: () => state ?? conductor.state(), address: conductor.address};
  const context: StageContext = {...options, commands};
  const stage = replayStage(stageParts(context, extras));
  const bar = ProgressBar(context);
  const shelf = storyShelf(context, replays, conductor, {
    stories,
    ...extras,
    more: [
      press("Present", () => presenting.toggleFull(), "button replay-primary"),
      press("Notes", () => notes.toggle()),
      press("Keys", () => help.showModal())
    ]
  });
  const caption = CaptionBar(options);
  const card = ChapterCard(options, {onward: commands.toggle});
  const notes = notesWindow(context, {listen: opened => listenForReplayKeys(root, keys, opened)});
  const controls = replayControls({
    commands,
    timeZone: options.timeZone,
    refresh(calm) {
      rhythm = createRhythm({every: calm ? liveRoom : null});
      loop.wake();
    },
    more: extras.buttons?.(view) ?? []
  });
  const made = html`<div class="replay-made"></div>`;
  const help = replayKeyHelp();
  const scene = html`<div class="replay-scene">${stage.node}${card.node}</div>`;
  const root = html`<div class="replay" data-testid="replay" tabindex="-1">
  ${shelf.node}
  <div class="replay-deck">${controls.node}${bar.node}${said}${waiting}</div>
  ${caption.node}${controls.choices}${shelf.editor}
  <h2 class="replay-heading">What the clock shows</h2>
  ${scene}
  ${lateNote(replays.whole)}${made}${help}
</div>`;
  const presenting = createPresenting(root, {
    say,
    changed(showing) {
      if (showing.presenting) conductor.beginFresh();
      if (showing.presenting && showsCampusAddresses(options.site)) say(unmasked);
    }
  });

  function draw(now: number): void {
    const next = conductor.state();
    const {frame, playing} = next;
    state = next;
    root.dataset.position = String(frame.position);
    root.dataset.time = String(frame.time);
    root.dataset.chapter = String(next.chapter?.number ?? "");
    root.dataset.playing = String(playing);
    controls.show(next);
    bar.show(next);
    shelf.show(next);
    const beaten = beat(rhythm, {
      now,
      position: frame.position,
      playing,
      locked: isLocked(rhythm, next.scene, lock),
      moved
    });
    moved = false;
    rhythm = beaten.rhythm;
    if (beaten.draw) stage.show(next);
    caption.show(next);
    card.show(conductor.telling().card, next.story?.title ?? null);
    notes.show(next);
    waiting.hidden = beaten.waiting === null;
    waiting.textContent = beaten.waiting ?? "";
    if (!playing) rest(next);
  }

  /** What is done where a replay rests: once it has rested for a moment, since a hand on the bar moves it many times a second. */
  function rest(resting: StageState): void {
    clearTimeout(atRest);
    atRest = setTimeout(() => {
      if (state !== resting || !root.isConnected) return;
      if (extras.made !== undefined) made.replaceChildren(extras.made(resting));
      extras.remember?.(conductor.address());
    }, restAfter);
  }

  const loop = replayLoop(root, {
    clock: () => conductor.telling().clock,
    setClock: conductor.setClock,
    draw
  });
  const keys: ReplayKeyActions = {
    toggle: commands.toggle,
    step: commands.step,
    turn: direction => (direction > 0 ? commands.turnOn() : commands.jump("chapter", -1)),
    goToChapter(number) {
      commands.goToChapter(number);
      // On a page the stage may be out of sight.
      if (!keys.isPresenting()) scene.scrollIntoView({block: "start"});
    },
    end: last => commands.seek(last ? replays.of(conductor.telling().scene).tape.length : 0),
    jump: commands.jump,
    fullScreen: presenting.toggleFull,
    notes: notes.toggle,
    clean: presenting.toggleClean,
    lock() {
      lock = !isLocked(rhythm, conductor.telling().scene, lock);
      loop.wake();
    },
    help: () => help.showModal(),
    leave: presenting.leave,
    isPresenting: () => presenting.showing.presenting || presenting.showing.clean
  };
  listenForReplayKeys(root, keys);
  say(conductor.open(search, shelf.offered()).join(" "));
  loop.wake();
  return root;
}

function press(label: string, act: () => void, className = "button"): HTMLElement {
  const button = html`<button type="button" class=${className}>${label}</button>`;
  button.addEventListener("click", act);
  return button;
}
