import {count, type Table, text} from "./column.js";

export const hosts: Table = {
  name: "hosts",
  about:
    "guesses at what addresses are called and whose they are, each with what it rests on; one row per address",
  key: ["address"],
  columns: [
    text("address", "as in sources"),
    text("host_name", "what it is called; null where nothing says so"),
    text(
      "host_name_from",
      "what the name rests on, such as: name asked for over TLS, 214 of 214 connections"
    ),
    text("isp", "whose it is by a register; null where none is at hand"),
    count("asn", "number of the autonomous system"),
    text("network", "its network in CIDR notation, its campus site, or what its range is reserved for"),
    text("network_from", "which register says so; null where nothing is known")
  ]
};
