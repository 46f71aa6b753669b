import type {LogRecord} from "./record.js";
import {attacks, background} from "./scenarios/index.js";
import {type Chapter, story, streamOf} from "./story.js";
import {createWorld} from "./world.js";

const dayLength = 86_400_000;

export interface WeekOptions {
  readonly seed: number;
  /** First instant, milliseconds in UTC. */
  readonly start: number;
  readonly days: number;
  /** Volume; 1 is the published size. */
  readonly scale: number;
}

export interface Week {
  readonly chapters: readonly Chapter[];
  /** One array per day, in order of time. Lazy: only two days are in memory at once. */
  readonly days: Iterable<readonly LogRecord[]>;
}

/** The simulated week as records, before any of it is text. Pure: the same options give the same records, anywhere. */
export function simulateWeek(options: WeekOptions): Week {
  const {seed, start, days, scale} = options;
  const world = createWorld(seed);
  const chapters = story(world, start, days);
  const buckets = Array.from({length: days}, (): LogRecord[] => []);
  const emit = (record: LogRecord): void => {
    buckets[Math.floor((record.time - start) / dayLength)]?.push(record);
  };
  for (const {scenario, from, to, campaign} of chapters) {
    const random = streamOf(seed, scenario, from);
    attacks
      .find(attack => attack.name === scenario)
      ?.run({world, random, from, to, scale, stretch: 1, campaign, emit});
  }
  const runBackground = (day: number): void => {
    const from = start + day * dayLength;
    for (const scenario of background) {
      const random = streamOf(seed, scenario.name, from);
      scenario.run({world, random, from, to: from + dayLength, scale, stretch: 1, campaign: null, emit});
    }
  };
  return {chapters, days: sortedDays(buckets, runBackground)};
}

/** A day is complete once the next one has run, because a few records are written a little before their cause. */
function* sortedDays(buckets: LogRecord[][], run: (day: number) => void): Generator<readonly LogRecord[]> {
  if (buckets.length > 0) run(0);
  for (const [day, bucket] of buckets.entries()) {
    if (day + 1 < buckets.length) run(day + 1);
    yield bucket.sort((a, b) => a.time - b.time);
    buckets[day] = [];
  }
}
