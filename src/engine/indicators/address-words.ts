import ipaddr from "ipaddr.js";

/**
 * Writes a valid address as 32-bit words, the first bits first, into `words`: one for IPv4, four for IPv6.
 * @returns how many words it has.
 */
export function writeAddressWords(address: string, words: Uint32Array): 1 | 4 {
  if (!address.includes(":")) {
    let word = 0;
    let part = 0;
    for (let i = 0; i < address.length; i++) {
      const code = address.charCodeAt(i);
      if (code === 46) {
        word = (word << 8) | part;
        part = 0;
      } else part = part * 10 + code - 48;
    }
    words[0] = (word << 8) | part;
    return 1;
  }
  const {parts} = ipaddr.IPv6.parse(address);
  for (let i = 0; i < 4; i++) words[i] = ((parts[2 * i] ?? 0) << 16) | (parts[2 * i + 1] ?? 0);
  return 4;
}
