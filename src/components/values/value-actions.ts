import {defang} from "../../engine/defang.js";
import type {FilterField} from "../../engine/filters.js";
import {huntAddress} from "../hunt/hunt-address.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {mapAddress} from "../map/map-address.js";
import type {ValueKind} from "./value.js";

/** Something that can be done with a value: somewhere to go, or a text to copy. */
export type ValueAction =
  | {readonly label: string; readonly href: string}
  | {readonly label: string; readonly copy: string}
  /** Asks for a reason, and puts the address on the block list. */
  | {readonly label: string; readonly block: string}
  /** Adds a filter to the page that the reader is on. */
  | {readonly label: string; readonly field: FilterField; readonly out: boolean};

const fieldOf: Partial<Readonly<Record<ValueKind, FilterField>>> = {
  address: "source",
  destination: "destination",
  port: "port",
  service: "service",
  country: "country",
  user: "user",
  hash: "hash"
};

/** What an indicator is, that somebody else may click on by accident. */
const defanged: ReadonlySet<ValueKind> = new Set(["address", "destination", "domain", "url", "text"]);

/**
 * What can be done with a value of a kind.
 * @param shown how the page shows it, where it masks it: what is hidden is not copied by accident
 */
export function valueActions(kind: ValueKind, value: string, shown: string | null): readonly ValueAction[] {
  const field = fieldOf[kind];
  const isAddress = kind === "address" || kind === "destination";
  const text = shown ?? value;
  return [
    ...(field === undefined
      ? []
      : [
          {label: "Show only this", field, out: false},
          {label: "Leave this out", field, out: true}
        ]),
    ...(isAddress
      ? [
          {label: "Investigate", href: investigateAddress("source", value)},
          {label: "Locate on the map", href: mapAddress(value)},
          {label: "Block…", block: value}
        ]
      : []),
    ...(kind === "country" || kind === "service" ? [] : [{label: "Hunt for it", href: huntAddress(value)}]),
    {label: shown === null ? "Copy" : "Copy as shown", copy: text},
    ...(defanged.has(kind) ? [{label: "Copy defanged", copy: defang(text)}] : [])
  ];
}
