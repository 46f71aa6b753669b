/** Milliseconds between two pictures of what is read rather than watched. */
const pace = 100;

/**
 * Draws at once while a replay rests, and now and then while it plays; whatever was given last is always drawn in the end.
 * @param draw leaves on screen what depends on its argument alone
 */
export function paced<T extends {readonly playing: boolean}>(draw: (value: T) => void): (value: T) => void {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let waiting: T | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function now(value: T): void {
    clearTimeout(timer);
    timer = undefined;
    waiting = undefined;
    drawnAt = performance.now();
    draw(value);
  }

  return value => {
    const rest = drawnAt + pace - performance.now();
    if (!value.playing || rest <= 0) {
      now(value);
      return;
    }
    waiting = value;
    timer ??= setTimeout(() => {
      timer = undefined;
      if (waiting !== undefined) now(waiting);
    }, rest);
  };
}
