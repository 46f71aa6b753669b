/**
 * A MaxMind database of IPv4 with one record for one network: the smallest that says whose an address is.
 * https://maxmind.github.io/MaxMind-DB/
 */
export function writeMmdb(type: string, network: number, length: number, record: Value): Buffer {
  const recordAt = 16;
  const nodes = Array.from({length}, (_, depth) => {
    const bit = (network >>> (31 - depth)) & 1;
    const isLast = depth === length - 1;
    // A pointer past the tree points into the data section; the number of nodes itself means nothing found.
    const next = isLast ? length + recordAt : depth + 1;
    return Buffer.from([...bytes(bit ? length : next), ...bytes(bit ? next : length)]);
  });
  const metadata: Value = {
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_772_409_600,
    database_type: type,
    description: {},
    ip_version: 4,
    languages: [],
    node_count: length,
    record_size: 24
  };
  const marker = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from("MaxMind.com")]);
  return Buffer.concat([...nodes, Buffer.alloc(16), encode(record), marker, encode(metadata)]);
}

type Value = string | number | readonly string[] | {readonly [key: string]: Value};

const bytes = (n: number) => [n >>> 16, (n >>> 8) & 255, n & 255];

function encode(value: Value): Buffer {
  if (typeof value === "string") {
    // Sizes from 29 on stand in a byte of their own.
    const size = value.length < 29 ? [(2 << 5) | value.length] : [(2 << 5) | 29, value.length - 29];
    return Buffer.concat([Buffer.from(size), Buffer.from(value)]);
  }
  if (typeof value === "number") return Buffer.from([(6 << 5) | 4, value >>> 24, ...bytes(value & 0xffffff)]);
  if (Array.isArray(value)) return Buffer.concat([Buffer.from([value.length, 4]), ...value.map(encode)]);
  const entries = Object.entries(value as {readonly [key: string]: Value});
  return Buffer.concat([
    Buffer.from([(7 << 5) | entries.length]),
    ...entries.flatMap(([key, item]) => [encode(key), encode(item)])
  ]);
}
