import {createClock, defaults, type Moment, read, seek, seekTime, step} from "../../engine/replay/clock.js";
import {frameAt} from "../../engine/replay/frame.js";
import {formatMoment, readMoment} from "../../engine/replay/moment-address.js";
import {findOpening} from "../../engine/replay/opening.js";
import {defaultScene} from "../../engine/replay/scene.js";
import {fitsRecording} from "../../engine/replay/story/fits-recording.js";
import {placeStory} from "../../engine/replay/story/place-story.js";
import type {Story} from "../../engine/replay/story/story.js";
import * as tell from "../../engine/replay/story/telling.js";
import {cueJumps} from "./cue-jumps.js";
import type {Here} from "./present/story-draft.js";
import type {Replays} from "./replays.js";
import type {ReplayCommands, StageState} from "./stage.js";

export interface ConductorOptions {
  /** Any steady count of milliseconds. */
  readonly now: () => number;
  /** A sentence for the reader. */
  readonly say: (sentence: string) => void;
  /** Called after every change that a reader made. */
  readonly changed: () => void;
}

/** Who holds the clock, the scene and the story of a replay, and changes them as readers and keys ask. */
export interface Conductor {
  readonly commands: ReplayCommands;
  telling(): tell.Telling;
  moment(): Moment;
  /** What is to be seen now. */
  state(): StageState;
  /** This moment, as an author takes it into a chapter. */
  here(): Here;
  /** Another clock in place of the one that goes, where the page itself stops it. */
  setClock(clock: tell.Telling["clock"]): void;
  /** Tells a story; null: none. Says what of it these data do not have. */
  tellStory(story: Story | null): void;
  /**
   * Opens where an address says, else where there is something to see.
   * @param stories those that the address may name; the first that fits is told where it names none
   * @returns one sentence for everything that cannot be shown as it was asked for
   */
  open(search: string, stories: readonly Story[]): readonly string[];
  /** Begins the story where nobody has gone anywhere yet; else everything stays where it is. */
  beginFresh(): void;
  /** Where the replay stands, as parts of an address. */
  address(): readonly (readonly [key: string, value: string])[];
}

export function createConductor({whole, of}: Replays, {now, say, changed}: ConductorOptions): Conductor {
  let story: Story | null = null;
  let isTouched = false;
  let telling: tell.Telling = {
    clock: createClock(whole.tape),
    scene: defaultScene,
    chapters: [],
    chapter: null,
    card: null,
    settings: defaults
  };
  let jumps = {replay: whole, to: cueJumps(whole)};

  function change(next: (before: tell.Telling, at: number) => tell.Telling): void {
    say("");
    isTouched = true;
    telling = next(telling, now());
    changed();
  }
  const move = (clock: Parameters<typeof tell.moveClock>[1]) =>
    change((before, at) => tell.moveClock(before, clock, at));
  const isPlaying = () => read(telling.clock, now()).playing;
  const toggle = () => change((before, at) => tell.pressOn(before, of, at));

  const commands: ReplayCommands = {
    toggle,
    turnOn: () => change((before, at) => tell.turnOn(before, of, at)),
    play: () => isPlaying() || toggle(),
    pause: () => isPlaying() && toggle(),
    step: batches => move((clock, at) => step(clock, batches, at)),
    seek: position => move((clock, at) => seek(clock, position, at)),
    seekTime: time => move((clock, at) => seekTime(clock, time, at)),
    configure: settings => change((before, at) => tell.configureClock(before, settings, at)),
    show: scene => change((before, at) => tell.showScene(before, scene, of, at)),
    goToChapter(number) {
      change((before, at) => tell.goToChapter(before, number, of, at));
      if (telling.chapter?.number !== number) say(missingChapter(story, number));
    },
    jump(kind, direction) {
      if (kind === "chapter") {
        turn(direction);
        return;
      }
      const replay = of(telling.scene);
      if (jumps.replay !== replay) jumps = {replay, to: cueJumps(replay)};
      const jump = jumps.to(kind, read(telling.clock, now()).position, direction);
      if ("sentence" in jump) say(jump.sentence);
      else commands.seek(jump.position);
    },
    say
  };

  function turn(direction: 1 | -1): void {
    const next = tell.chapterBeside(telling, direction, now());
    if (next !== null) commands.goToChapter(next);
    else if (telling.chapters.length === 0) say("No story is told here, so there are no chapters.");
    else say(direction > 0 ? "This was the last chapter." : "This is the first chapter.");
  }

  function place(next: Story | null): readonly string[] {
    story = next;
    const {chapters, problems} = next === null ? {chapters: [], problems: []} : placeStory(next, whole);
    telling = tell.tellStory(telling, chapters);
    return problems;
  }

  function open(search: string, stories: readonly Story[]): readonly string[] {
    const {moment, scene, story: id, chapter, problems} = readMoment(search, of);
    isTouched = moment !== null || chapter !== null;
    const named = id === null ? undefined : stories.find(candidate => candidate.id === id);
    const unknown =
      id === null || named !== undefined
        ? []
        : [`There is no story “${id.slice(0, 60)}” here; it may have been renamed.`];
    const misplaced = place(named ?? stories.find(candidate => fitsRecording(candidate, whole)) ?? null);
    const missing =
      chapter === null || telling.chapters.some(({number}) => number === chapter)
        ? []
        : [missingChapter(story, chapter)];
    if (chapter !== null && missing.length === 0) telling = tell.goToChapter(telling, chapter, of, now());
    if (moment !== null || chapter === null || missing.length > 0)
      telling = tell.standAt(telling, moment ?? openingOf(), {...defaultScene, ...scene}, of, now());
    return [...problems, ...unknown, ...(named === undefined ? [] : misplaced), ...missing];
  }

  function openingOf(): Pick<Moment, "position" | "time"> {
    const strongestFirst = [...whole.recording.bursts].sort((a, b) => b.strength - a.strength);
    const {position} = findOpening(
      whole.tape,
      strongestFirst.map(({from}) => ({start_time: from}))
    );
    return read(seek(createClock(whole.tape), position, 0), 0);
  }

  return {
    commands,
    telling: () => telling,
    moment: () => read(telling.clock, now()),
    setClock(clock) {
      telling = {...telling, clock};
    },
    state() {
      const at = now();
      telling = tell.leaveChapter(telling, at);
      const {scene, chapters, chapter, clock, settings} = telling;
      const moment = read(clock, at);
      const replay = of(scene);
      const frame = frameAt(replay, moment, scene.span);
      return {frame, replay, whole, scene, playing: moment.playing, settings, story, chapters, chapter};
    },
    here() {
      const {clock, scene, chapter} = telling;
      // A stretch has no length before its end is set; the chapter that it is taken from has.
      return {moment: read(clock, now()), scene, seconds: chapter?.seconds ?? null};
    },
    tellStory(next) {
      const problems = place(next);
      changed();
      say(problems.join(" "));
    },
    open,
    beginFresh() {
      const [first] = telling.chapters;
      if (!isTouched && first !== undefined) commands.goToChapter(first.number);
    },
    address() {
      const {scene, chapter, clock} = telling;
      return formatMoment(read(clock, now()), scene, {
        story: story?.id ?? null,
        chapter: chapter?.number ?? null
      });
    }
  };
}

function missingChapter(story: Story | null, number: number): string {
  return story === null
    ? "No story is told here, so there are no chapters."
    : `“${story.title}” has no chapter ${number} here.`;
}
