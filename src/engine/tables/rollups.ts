import {count, integer, type Table, text, time} from "./column.js";
import {placeColumns} from "./sources.js";

const bucketColumns = [
  count("events", "events"),
  count("blocked", "of them, blocked"),
  count("allowed", "of them, allowed"),
  count("scored", "of them, scored"),
  count("score_sum", "sum of anomaly scores, in ten-thousandths")
];

export const timeline: Table = {
  name: "timeline",
  about: "counts per five minutes",
  key: ["time", "dataset", "severity"],
  columns: [
    time("time", "begin of the five minutes"),
    text("dataset", "as in events"),
    text("severity", "as in events"),
    ...bucketColumns
  ]
};

export const geography: Table = {
  name: "geography",
  about: "where the sources of events are, per country, region and city",
  key: ["country_code", "region", "city", "severity"],
  columns: [
    ...placeColumns,
    text("severity", "as in events"),
    count("addresses", "distinct sources"),
    ...bucketColumns
  ]
};

export const services: Table = {
  name: "services",
  about: "what was reached for: destination port and protocols",
  key: ["service", "protocol", "destination_port", "severity"],
  columns: [
    text("service", "application protocol, or the usual one of the port"),
    text("protocol", "transport protocol"),
    integer("destination_port", "0 to 65535"),
    text("severity", "as in events"),
    count("attackers", "distinct attackers"),
    ...bucketColumns
  ]
};
