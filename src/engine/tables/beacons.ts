import {count, integer, real, type Table, text} from "./column.js";

export const beacons: Table = {
  name: "beacons",
  unfilled: true,
  about: "pairs that talk at regular intervals",
  key: ["source_ip", "destination_ip", "destination_port"],
  columns: [
    text("source_ip", "who calls"),
    text("destination_ip", "who is called"),
    integer("destination_port", "0 to 65535"),
    count("connections", "connections between them"),
    real("score", "0 to 1")
  ]
};
