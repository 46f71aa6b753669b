import type {Clock} from "../../engine/replay/clock.js";
import {pause, play, read} from "../../engine/replay/clock.js";

/** Something that goes on with the time: what it is now, and how its clock is set going and stopped. */
export interface Going {
  clock(): Clock;
  setClock(clock: Clock): void;
  /** Draws what is to be seen now. */
  draw(now: number): void;
}

export interface ReplayLoop {
  /** Draws at once, and again and again as long as the clock goes. */
  wake(): void;
}

/** Milliseconds between pictures where the reader asked for less motion: single steps, no animation. */
const calmInterval = 1000;

/**
 * Draws while a clock goes: with the screen's own rhythm, or once a second under reduced motion. The clock stands still while the page
 * is hidden, and nothing is drawn any more once the root has left the page.
 */
export function replayLoop(root: HTMLElement, going: Going): ReplayLoop {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let isScheduled = false;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let wasHiddenWhilePlaying = false;

  const isPlaying = (now: number) => read(going.clock(), now).playing;

  function tick(now: number): void {
    isScheduled = false;
    if (!root.isConnected) return;
    const playing = isPlaying(now);
    if (!playing || !calm.matches || now - drawnAt >= calmInterval) {
      drawnAt = now;
      going.draw(now);
    }
    if (playing) schedule();
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(tick);
  }

  function wake(): void {
    const now = performance.now();
    drawnAt = now;
    going.draw(now);
    if (isPlaying(now)) schedule();
  }

  document.addEventListener("visibilitychange", function watch() {
    const now = performance.now();
    if (!root.isConnected) {
      document.removeEventListener("visibilitychange", watch);
      return;
    }
    if (document.hidden) {
      wasHiddenWhilePlaying = isPlaying(now);
      going.setClock(pause(going.clock(), now));
    } else if (wasHiddenWhilePlaying) {
      going.setClock(play(going.clock(), now));
    }
    wake();
  });
  return {wake};
}
