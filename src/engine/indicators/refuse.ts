import type {Campus} from "../campus.js";
import {normaliseNetwork, type Recognised} from "./normalise.js";
import {publicResolvers} from "./public-resolvers.js";
import {createRangeFinder} from "./range-finder.js";
import {specialRange} from "./special-ranges.js";

export const defaults = {
  /** Networks wider than these are whole parts of the internet; matching them says nothing. Bits of their prefix. */
  widestIPv4: 8,
  widestIPv6: 16
};

/** Of a file of no bytes, which sandboxes and honeypots deliver by the thousand. */
const emptyFiles: ReadonlySet<string> = new Set([
  "d41d8cd98f00b204e9800998ecf8427e",
  "da39a3ee5e6b4b0d3255bfef95601890afd80709",
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
]);

/** Why an entry is not matched although it is well-formed; null for one that is. */
export type Refusal = (entry: Recognised) => string | null;

/**
 * Entries that would be a hit on what everybody does. Lists hold private addresses because of sandboxes, and public
 * resolvers because malware asks them.
 * @param campus the user's own ranges; null where nothing is known of them.
 */
export function createRefusal(campus: Campus | null): Refusal {
  const sites = campus?.config.sites ?? [];
  const siteOf = createRangeFinder(
    sites.flatMap(({name, prefixes}) =>
      prefixes.flatMap(prefix => {
        const network = normaliseNetwork(prefix);
        return network ? [{prefix: network.value, value: name}] : [];
      })
    )
  );
  return ({kind, value}) => {
    if (kind === "hash" && emptyFiles.has(value)) return "the hash of an empty file";
    if (kind !== "address" && kind !== "network") return null;
    const slash = value.indexOf("/");
    const address = slash < 0 ? value : value.slice(0, slash);
    if (slash >= 0) {
      const widest = address.includes(":") ? defaults.widestIPv6 : defaults.widestIPv4;
      if (Number(value.slice(slash + 1)) < widest)
        return `wider than /${widest}, so that it would match everybody`;
    }
    const site = siteOf(value);
    if (site !== null) return `within your own ${site}`;
    const special = specialRange(value);
    if (special !== null) return `${special}, nobody's address on the internet`;
    const resolver = publicResolvers.get(value);
    return resolver ? `public DNS resolver of ${resolver.operator}, which everybody asks` : null;
  };
}
