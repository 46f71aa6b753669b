import ipaddr from "ipaddr.js";

/** Addresses as 32-bit words, the highest first: one of IPv4, four of IPv6. */
export type AddressWidth = 1 | 4;

/** Null for what is not an address as logs write it: that "10.1" is one is true of inet_aton alone. */
export function readAddress(text: string): Uint32Array | null {
  const isWide = text.includes(":");
  if (!(isWide ? ipaddr.IPv6.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text))) return null;
  const bytes = ipaddr.parse(text).toByteArray();
  const words = new Uint32Array(bytes.length / 4);
  for (let i = 0; i < bytes.length; i++) words[i >> 2] = ((words[i >> 2] ?? 0) << 8) | (bytes[i] ?? 0);
  return words;
}

/** Adds in place. @returns whether the sum is past the last address. */
export function addWords(address: Uint32Array, summand: Uint32Array, from: number): boolean {
  let carry = 0;
  for (let i = address.length - 1; i >= 0; i--) {
    const sum = (address[i] ?? 0) + (summand[from + i] ?? 0) + carry;
    address[i] = sum;
    carry = sum > 0xffffffff ? 1 : 0;
  }
  return carry > 0;
}

/** Zero bits at the low end of the words `from` up to `to`; all of them for zero. */
export function trailingZeros(words: Uint32Array, from: number, to: number): number {
  for (let i = to - 1; i >= from; i--) {
    const word = words[i] ?? 0;
    if (word) return (to - 1 - i) * 32 + 31 - Math.clz32(word & -word);
  }
  return (to - from) * 32;
}
