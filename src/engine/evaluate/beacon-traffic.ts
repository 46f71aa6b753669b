import type {Random} from "../random.js";

/** Connections of one pair: seconds since midnight of a Monday, in order, and the bytes sent in each. */
export interface Traffic {
  readonly times: Float64Array;
  readonly sizes: Float64Array;
}

export interface BeaconShape {
  /** Seconds between two calls on average. */
  readonly period: number;
  /** Half-width of a uniform spread, or standard deviation of a normal one, as a share of the period. */
  readonly jitter: number;
  readonly spread: "uniform" | "gaussian";
  /** Share of the calls that are not seen. */
  readonly missing: number;
  /** Whether all calls send the same amount. */
  readonly constantSize: boolean;
}

const hour = 3600;
const day = 24 * hour;

/** An implant that sleeps for its period, give or take, after each call. */
export function simulateBeacon(random: Random, shape: BeaconShape, seconds: number): Traffic {
  const {period, jitter, spread, missing, constantSize} = shape;
  const times: number[] = [];
  for (let time = random() * period; time < seconds; ) {
    if (random() >= missing) times.push(Math.floor(time));
    const change = spread === "uniform" ? 2 * random() - 1 : normal(random);
    time += Math.max(1, period * (1 + jitter * change));
  }
  const size = Math.floor(200 + 2000 * random());
  return withSizes(times, () => (constantSize ? size : Math.floor(size * (0.5 + random()))));
}

/** Traffic that is no beacon, by kind. */
export const benignKinds = {
  /** A person who reads pages in sessions by day: each page takes several connections, and some time to read. */
  browsing(random, days) {
    const times: number[] = [];
    const sessions = 0.3 + 4 * random();
    const reading = 10 + 50 * random();
    for (const start of visits(random, days, sessions)) {
      let time = start;
      for (let page = 1 + Math.floor(exponential(random, 8)); page > 0; --page) {
        for (let part = Math.floor(random() * 5); part >= 0; --part) times.push(time + 3 * random());
        time += logNormal(random, reading, 1.2);
      }
    }
    return withSizes(times, () => logNormal(random, 900, 1));
  },
  /** A person who opens the same page at about the same hours every day. */
  habit(random, days) {
    const hours = Array.from({length: 1 + Math.floor(3 * random())}, () => 7 + 14 * random());
    const times: number[] = [];
    for (let d = 0; d < days; ++d) {
      for (const h of hours) {
        if (random() < 0.15) continue;
        const visit = d * day + (h + 0.5 * normal(random)) * hour;
        for (let n = 1 + Math.floor(3 * random()); n > 0; --n) times.push(visit + exponential(random, 120));
      }
    }
    return withSizes(times, () => logNormal(random, 900, 0.7));
  },
  /** Work on a server in office hours, at random. */
  office(random, days) {
    const times: number[] = [];
    const perHour = 0.3 + 12 * random() ** 2;
    for (let d = 0; d < days; ++d) {
      if (d % 7 > 4) continue;
      const end = d * day + (16.5 + random()) * hour;
      for (let time = d * day + (8 + random()) * hour; time < end; ) {
        times.push(time);
        time += exponential(random, hour / perHour);
      }
    }
    return withSizes(times, () => logNormal(random, 3000, 1));
  },
  /** Software that calls whenever something happens, day and night, at random. */
  memoryless(random, days) {
    const mean = 60 * 360 ** random();
    const times: number[] = [];
    for (let time = exponential(random, mean); time < days * day; time += exponential(random, mean))
      times.push(time);
    return withSizes(times, () => logNormal(random, 700, 0.4));
  },
  /** The same in flurries with long pauses: Pareto intervals. */
  heavyTailed(random, days) {
    const shortest = 2 + 60 * random();
    const exponent = 0.7 + 0.8 * random();
    const times: number[] = [];
    for (let time = 0; time < days * day && times.length < 20_000; ) {
      time += shortest * (1 - random()) ** (-1 / exponent);
      if (time < days * day) times.push(time);
    }
    return withSizes(times, () => logNormal(random, 700, 0.8));
  },
  /** Video or music in the evening, a piece every few seconds as long as it plays. */
  streaming(random, days) {
    const times: number[] = [];
    const piece = 6 + 20 * random();
    for (const start of visits(random, days, 0.2 + 1.2 * random())) {
      const end = start + logNormal(random, 0.75 * hour, 0.6);
      for (let time = start; time < end; time += piece * (0.9 + 0.2 * random())) times.push(time);
    }
    return withSizes(times, () => logNormal(random, 500, 0.3));
  }
} as const satisfies Record<string, (random: Random, days: number) => Traffic>;

/** Traffic that is as regular as a beacon and harmless: what an allow-list is for. */
export const regularKinds = {
  /** A mail program that looks for mail while its computer is on. */
  mail(random, days) {
    const times: number[] = [];
    const period = [300, 600, 900][Math.floor(3 * random())] ?? 300;
    for (let d = 0; d < days; ++d) {
      if (d % 7 > 4 && random() < 0.7) continue;
      const end = d * day + (16 + 4 * random()) * hour;
      for (let time = d * day + (7 + 2 * random()) * hour; time < end; time += period + 2 * random())
        times.push(time);
    }
    return withSizes(times, () => logNormal(random, 800, 0.1));
  },
  /** A clock that is set every 64 to 1024 seconds, the longer the better it runs. */
  clock(random, days) {
    const period = 64 * 2 ** Math.floor(5 * random());
    const times: number[] = [];
    for (let time = period * random(); time < days * day; time += period + normal(random)) times.push(time);
    return withSizes(times, () => 90);
  },
  /** Software that looks for updates every few hours. */
  updates(random, days) {
    const period = [hour / 2, hour, 4 * hour][Math.floor(3 * random())] ?? hour;
    const times: number[] = [];
    for (let time = period * random(); time < days * day; time += period * (0.95 + 0.1 * random()))
      times.push(time);
    return withSizes(times, () => logNormal(random, 1200, 0.2));
  },
  /** A page that asks for news twice a minute as long as it is open: a working day, or a visit. */
  openPage(random, days) {
    const times: number[] = [];
    for (const start of visits(random, days, 0.6)) {
      const end = start + Math.min(11 * hour, logNormal(random, 3 * hour, 0.7));
      for (let time = start; time < end; time += 30 + random()) times.push(time);
    }
    return withSizes(times, () => logNormal(random, 600, 0.1));
  }
} as const satisfies Record<string, (random: Random, days: number) => Traffic>;

/** Begins of visits by a person, so many a day on average, mostly from late morning to evening. */
function visits(random: Random, days: number, perDay: number): number[] {
  const starts: number[] = [];
  for (let d = 0; d < days; ++d) {
    const expected = perDay * (d % 7 > 4 ? 0.6 : 1);
    for (let time = exponential(random, 1 / expected); time < 1; time += exponential(random, 1 / expected)) {
      starts.push(d * day + Math.max(0, Math.min(23.9, 15 + 4 * normal(random))) * hour);
    }
  }
  return starts.sort((a, b) => a - b);
}

function withSizes(times: readonly number[], size: () => number): Traffic {
  const sorted = Float64Array.from(times, time => Math.max(0, Math.floor(time))).sort();
  return {times: sorted, sizes: sorted.map(() => Math.floor(size()))};
}

const exponential = (random: Random, mean: number) => -mean * Math.log(1 - random());

/** Box and Muller's. */
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const logNormal = (random: Random, median: number, sigma: number) =>
  median * Math.exp(sigma * normal(random));
