import {count, integer, real, type Table, text, time} from "./column.js";

const burstId = text("burst_id", "hash of kind, value, start and width of the bins");

export const bursts: Table = {
  name: "bursts",
  about: "stretches of time with far more events than the hour of day explains",
  key: ["burst_id"],
  columns: [
    burstId,
    text("kind", "what was counted: all, or the events of one dataset, service or source country"),
    text("value", "which dataset, service or country (ISO 3166-1 alpha-2); all for all together"),
    integer(
      "bin_minutes",
      "width of the bins that it was found in, 5 or 10: those that explain the counts better"
    ),
    time("start_time", "begin of its first bin"),
    time("end_time", "end of its last bin"),
    count("events", "events in it"),
    real("expected", "events to be expected in it, by the hours of the day"),
    real("strength", "-log10 of the chance of its most surprising bin, 300 at most"),
    count("sources", "distinct sources of its events"),
    text("top_source", "the source that made most of it; null where the log names none"),
    count("top_source_events", "how many of its events are that source's")
  ]
};

export const burstSources: Table = {
  name: "burst_sources",
  about: "who made most of each burst: up to five sources",
  key: ["burst_id", "source_ip"],
  columns: [burstId, text("source_ip", "as in events"), count("events", "events of the burst that are its")]
};
