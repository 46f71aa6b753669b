/**
 * Text from a file as a terminal may show it: control characters, and those that turn the direction of writing, spelt
 * out, since they could rewrite what is on screen.
 */
export function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029\p{Cs}]/gu, char => {
    const code = (char.codePointAt(0) ?? 0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, "0")}` : `\\u{${code}}`;
  });
}
