import {listWords, quote, refuse, refuseUnsupported} from "./refusal.js";
import type {Position} from "./rule.js";

/** Values of placeholders by name; a value may hold wildcards. */
export type Placeholders = Readonly<Record<string, readonly string[]>>;

/**
 * A text with its `%name%` replaced, once for each combination of values; `\%` is a percent sign.
 * https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-rules-specification.md#placeholders
 *
 * @throws Refusal for a placeholder without values, and for more than `most` combinations
 */
export function expandPlaceholders(
  text: string,
  placeholders: Placeholders,
  position: Position,
  most: number
): string[] {
  let variants = [""];
  let end = 0;
  for (const found of text.matchAll(/\\%|%(\w+)%/g)) {
    const between = text.slice(end, found.index);
    end = found.index + found[0].length;
    const name = found[1];
    const values = name === undefined ? ["%"] : valuesOf(name, placeholders, position);
    if (variants.length * values.length > most) {
      refuse(
        position,
        `too many values for ${quote(text)}; expected at most ${most} combinations of placeholders`
      );
    }
    variants = variants.flatMap(variant => values.map(value => variant + between + value));
  }
  return variants.map(variant => variant + text.slice(end));
}

function valuesOf(name: string, placeholders: Placeholders, position: Position): readonly string[] {
  const values = Object.hasOwn(placeholders, name) ? placeholders[name] : undefined;
  if (values && values.length > 0) return values;
  const known = Object.keys(placeholders);
  return refuseUnsupported(
    position,
    `placeholder %${name}% has no values; expected ${known.length ? listWords(known.map(k => `%${k}%`)) : "some for it in the settings"}`
  );
}
