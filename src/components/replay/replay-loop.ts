import type {Clock, Moment} from "../../engine/replay/clock.js";
import {pause, play, read} from "../../engine/replay/clock.js";

export interface ReplayLoop {
  /** The clock after a change, such as `c => step(c, 1, now)`; drawn at once. */
  change(next: (clock: Clock, now: number) => Clock): void;
}

/** Milliseconds between pictures where the reader asked for less motion: single steps, no animation. */
const calmInterval = 1000;

/**
 * Draws the moments of a clock while it goes: with the screen's own rhythm, or once a second under reduced motion. The
 * clock stands still while the page is hidden, and nothing is drawn any more once the root has left the page.
 */
export function replayLoop(root: HTMLElement, first: Clock, draw: (moment: Moment) => void): ReplayLoop {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let clock = first;
  let isScheduled = false;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let wasHiddenWhilePlaying = false;

  function tick(now: number): void {
    isScheduled = false;
    if (!root.isConnected) return;
    const moment = read(clock, now);
    if (!moment.playing || !calm.matches || now - drawnAt >= calmInterval) {
      drawnAt = now;
      draw(moment);
    }
    if (moment.playing) schedule();
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(tick);
  }

  function change(next: (clock: Clock, now: number) => Clock): void {
    const now = performance.now();
    clock = next(clock, now);
    drawnAt = now;
    const moment = read(clock, now);
    draw(moment);
    if (moment.playing) schedule();
  }

  document.addEventListener("visibilitychange", function watch() {
    if (!root.isConnected) {
      document.removeEventListener("visibilitychange", watch);
    } else if (document.hidden) {
      wasHiddenWhilePlaying = read(clock, performance.now()).playing;
      change(pause);
    } else if (wasHiddenWhilePlaying) {
      change(play);
    }
  });
  return {change};
}
