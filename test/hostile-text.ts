import fc from "fast-check";

/** What means something to some SQL parser, and spaces that DuckDB's makes plain outside of text. */
const pieces = [
  ..."\0'\"\\`;?$/*-%_\n\r\t\b\u001a\u00a0\u2003\u200b\u202e\u2028\u3000\ufeff\u02bc\u2019\uff07",
  "''",
  "\\'",
  "--",
  "/*",
  "*/",
  "$$",
  "$1",
  "E'",
  "; DROP TABLE events; --",
  "' OR 1=1 --",
  "\ud800",
  "\udc00",
  "😀"
];

/** Text as an attacker may write it, half characters included. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({unit: "binary", maxLength: 3})), {maxLength: 12})
    .map(parts => parts.join("")),
  fc.string({unit: "grapheme"})
);
