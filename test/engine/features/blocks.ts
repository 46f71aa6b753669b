import * as fc from "fast-check";
import {createEventBlock, type EventBlock} from "../../../src/engine/features/event-block.js";

/** One event by column; what is left out is not measured. */
export type EventColumns = {[K in Exclude<keyof EventBlock, "length">]?: number};

export function toBlock(events: readonly EventColumns[]): EventBlock {
  const block = createEventBlock(events.length);
  events.forEach((event, i) => {
    for (const [column, value] of Object.entries(event)) {
      block[column as Exclude<keyof EventBlock, "length">][i] = value;
    }
  });
  return block;
}

const monday = Date.UTC(2024, 0, 8);
const identity = fc.integer({min: -1, max: 12});
const number = fc.oneof(fc.constant(Number.NaN), fc.double({min: 0, max: 1e6, noNaN: true}));
const flag = fc.constantFrom(0, 1, Number.NaN);

/** Events of all families whose clock mostly, not always, runs forward. */
export const eventStream: fc.Arbitrary<EventColumns[]> = fc
  .array(
    fc.record({
      step: fc.oneof(fc.integer({min: -5_000, max: 90_000}), fc.integer({min: -2_000_000, max: 2_000_000})),
      family: fc.integer({min: 0, max: 3}),
      source: identity,
      destination: fc.integer({min: -1, max: 40}),
      user: identity,
      destination_port: fc.oneof(fc.constant(Number.NaN), fc.integer({min: 0, max: 65_535})),
      protocol: fc.integer({min: -1, max: 2}),
      app_protocol: fc.integer({min: -1, max: 3}),
      duration: number,
      bytes_sent: number,
      bytes_received: number,
      packets_sent: number,
      outcome: flag,
      status: fc.constantFrom(200, 404, 500, Number.NaN),
      response_time: number,
      direction: fc.integer({min: 0, max: 3}),
      source_private: flag
    }),
    {maxLength: 120}
  )
  .map(events => {
    let time = monday;
    return events.map(({step, ...event}) => {
      time += step;
      return {...event, logged_time: time, event_time: time - 1000};
    });
  });
