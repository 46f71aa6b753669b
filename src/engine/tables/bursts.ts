import {count, real, type Table, text, time} from "./column.js";

export const bursts: Table = {
  name: "bursts",
  about: "stretches of time with far more events than the hour of day explains",
  key: ["dataset", "start_time"],
  columns: [
    text("dataset", "as in events; null for all together"),
    time("start_time", "begin of the first five minutes"),
    time("end_time", "end of the last five minutes"),
    count("events", "events in it"),
    real("expected", "events expected in its highest five minutes"),
    real("strength", "-log10 of the chance of its highest five minutes"),
    text("top_source", "the source that made most of it"),
    count("top_source_events", "how many of its events are that source's")
  ]
};
