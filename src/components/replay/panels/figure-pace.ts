/**
 * When words and numbers are written that change too quickly to be read: at once at rest, a few times a second while playing. What is
 * on screen at rest is therefore never what happened to be written last.
 * @param pause milliseconds between two writings while playing
 */
export function createPace(pause: number): (isPlaying: boolean, now: number) => boolean {
  let written = Number.NEGATIVE_INFINITY;
  return (isPlaying, now) => {
    if (isPlaying && now - written < pause) return false;
    written = now;
    return true;
  };
}
