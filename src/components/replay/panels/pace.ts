/** Milliseconds between two drawings of what is read rather than watched: faster, nobody could follow. */
const readingPause = 100;

/**
 * When something is drawn that changes too quickly to be read: at once at rest and where there is something else to see than time going
 * on, a few times a second while playing. What is on screen at rest is therefore never what happened to be drawn last.
 * @param pause milliseconds between two drawings while playing
 * @returns whether to draw now; `parts` are what else it depends on, compared by identity
 */
export function createPace(
  pause = readingPause
): (playing: boolean, now: number, ...parts: readonly unknown[]) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  let before: readonly unknown[] = [];
  return (playing, now, ...parts) => {
    const isOther = parts.length !== before.length || parts.some((part, i) => part !== before[i]);
    if (playing && !isOther && now - last < pause) return false;
    last = now;
    before = parts;
    return true;
  };
}
