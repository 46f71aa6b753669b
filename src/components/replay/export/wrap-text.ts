/**
 * A text as lines no wider than a limit, broken between words; a word that is wider by itself has a line to itself.
 * @param measure pixels that a text takes
 */
export function wrapText(text: string, limit: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(part => part !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && measure(longer) > limit) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}
