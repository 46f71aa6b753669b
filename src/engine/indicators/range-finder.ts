import {writeAddressWords} from "./address-words.js";
import {PrefixTree} from "./prefix-tree.js";

/**
 * Finds the value of the longest prefix that holds an address or all of a network; null where none does. Much faster than
 * comparing with one prefix after the other: lists have hundreds of thousands of entries.
 * @param ranges prefixes in CIDR notation, with the bits beyond their length 0.
 */
export function createRangeFinder<T>(
  ranges: readonly {readonly prefix: string; readonly value: T}[]
): (network: string) => T | null {
  const trees = {1: new PrefixTree(1), 4: new PrefixTree(4)};
  const words = new Uint32Array(4);
  const found = new Int32Array(129);

  /** Writes a network's words. @returns how many, and its length in bits. */
  function parse(network: string): {readonly size: 1 | 4; readonly length: number} {
    const slash = network.indexOf("/");
    const size = writeAddressWords(slash < 0 ? network : network.slice(0, slash), words);
    return {size, length: slash < 0 ? 32 * size : Number(network.slice(slash + 1))};
  }

  const lengths = ranges.map(({prefix}, index) => {
    const {size, length} = parse(prefix);
    trees[size].add(words, length, index);
    return length;
  });

  return network => {
    const {size, length} = parse(network);
    const count = trees[size].match(words, found);
    for (let i = 0; i < count; i++) {
      const index = found[i] ?? 0;
      if ((lengths[index] ?? 0) <= length) return ranges[index]?.value ?? null;
    }
    return null;
  };
}
