/** Told while a pointer scrubs. */
export interface Scrubbing {
  /** A press begins. */
  readonly start: () => void;
  /** Where the pointer is, pixels of the page from the left edge; at most once per frame of the screen. */
  readonly move: (x: number) => void;
  readonly end: () => void;
}

/** Lets a pointer, whether mouse, pen or finger, be drawn along an element, and go on beyond its edges. */
export function scrubbable(element: HTMLElement, {start, move, end}: Scrubbing): void {
  let pointer: number | null = null;
  let wanted: number | null = null;
  const flush = () => {
    if (wanted !== null) move(wanted);
    wanted = null;
  };
  const want = (event: PointerEvent) => {
    if (wanted === null) requestAnimationFrame(flush);
    wanted = event.clientX - element.getBoundingClientRect().left;
  };
  element.addEventListener("pointerdown", event => {
    if (event.button !== 0 || pointer !== null) return;
    pointer = event.pointerId;
    element.setPointerCapture(pointer);
    start();
    want(event);
  });
  element.addEventListener("pointermove", event => {
    if (event.pointerId === pointer) want(event);
  });
  const release = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    flush();
    end();
  };
  element.addEventListener("pointerup", release);
  element.addEventListener("pointercancel", release);
}
