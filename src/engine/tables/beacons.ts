import {count, flag, integer, real, type Table, text, time} from "./column.js";

export const beacons: Table = {
  name: "beacons",
  about:
    "pairs of a campus host and a destination outside that talk at regular intervals, or that RITA's score calls likely to",
  key: ["pair_id"],
  columns: [
    text("pair_id", "hash of dataset, source and destination"),
    text("dataset", "as in events"),
    text("source_ip", "who calls"),
    text("destination", "who is called: a name where TLS or HTTP gave one, an address otherwise"),
    text("destination_kind", "name or address"),
    text("destination_ip", "the address called; of several the most frequent"),
    integer("destination_port", "the port called; of several the most frequent"),
    text("ports", "all ports called, as port/protocol, separated by spaces"),
    text("protocol", "transport protocol, upper case"),
    text("app_protocol", "application protocol, upper case"),
    time("first_time", "first connection"),
    time("last_time", "last connection"),
    count("connections", "connections between them"),
    count("calls", "calls: connections within moments of each other are one"),
    flag("is_beacon", "true where the calls are regular, persistent and no accident"),
    text("gate", "why it is no beacon, or why that cannot be said; null for beacons"),
    text("severity", "none, low, medium or high: the category of the threat; of a beacon low at least"),
    real("threat", "what the severity rests on, 0 to 1: RITA's category of the score, and what changes it"),
    real(
      "rita_score",
      "RITA's beacon score of the day on which it is highest, 0 to 1; null where not measured"
    ),
    text("rita_severity", "none, low, medium or high: the category of RITA's score alone"),
    real("timestamp_score", "how regular the intervals of that day are, 0 to 1"),
    real("size_score", "how alike the bytes sent are, 0 to 1; null where the log has none"),
    real("duration_score", "how much of that day it lasts, 0 to 1"),
    real("histogram_score", "how even the hours of that day are, 0 to 1"),
    time("scored_from", "begin of that day"),
    text("histogram", "connections in each of 24 parts of that day, as a JSON list"),
    real("period", "median interval between calls, seconds"),
    real("regularity", "share of the intervals within half of the median of it, 0 to 1"),
    real(
      "interval_spread",
      "distance between the quartiles of the intervals between calls, over their median"
    ),
    real("significance", "-log10 of the chance that random calls have intervals so alike"),
    real("hours", "longest stretch without a break in its calls, hours"),
    text(
      "intervals",
      "intervals between calls in 30 bins of a tenth of the median, then all longer ones, as a JSON list"
    ),
    real("interval_mode", "most frequent interval between connections, seconds"),
    real("interval_min", "shortest interval between calls, seconds"),
    real("interval_max", "longest interval between calls, seconds"),
    real("interval_deviation", "median absolute deviation of the intervals between calls, seconds"),
    real("size_mode", "most frequent number of bytes sent; null where the log has none"),
    real("size_median", "median of the bytes sent; null where the log has none"),
    integer("callers", "campus hosts that call this destination"),
    real("prevalence", "their share of all campus hosts in the data, 0 to 1"),
    real("low_and_slow", "0 to 1: a beacon with an hour or more between calls, by its significance"),
    real("fan_out", "0 to 1: 1 - 1/n of n destinations that this host calls regularly"),
    real("fan_in", "0 to 1: 1 - 1/n of n hosts that call this destination regularly"),
    real("rare_destination", "0 to 1: 1 where no other host calls it, 0 where all do"),
    real(
      "unusual_port",
      "0 to 1: 1 for a protocol on a port that is not its own, 0.5 for a port hardly used"
    ),
    text("technique", "ATT&CK technique; null where it is no beacon"),
    text("reason", "what it did, in one sentence"),
    text("remarks", "what its other scores say, a sentence each"),
    text("allowed_by", "why the allow-list lets it pass; null where it does not")
  ]
};
