/** A share, or "-" where it cannot be told. */
export function share(value: number | null): string {
  return value === null ? "-" : value.toFixed(3);
}

/** Lines of cells for a terminal, each column as wide as its widest cell. */
export function table(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]?.map((_, k) => Math.max(...lines.map(line => line[k]?.length ?? 0))) ?? [];
  return lines
    .map(line =>
      line
        .map((text, k) => text.padEnd(widths[k] ?? 0))
        .join("  ")
        .trimEnd()
    )
    .join("\n");
}
