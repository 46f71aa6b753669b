/**
 * Fills a box with what arrives later. The box's `data-state`, "loading" until then, becomes "ready", or "error" where it
 * fails; the box then says that `what` could not be read, and why.
 */
export async function fillLater<T>(
  box: HTMLElement,
  value: PromiseLike<T>,
  what: string,
  draw: (value: T) => readonly (Node | string)[]
): Promise<void> {
  try {
    box.replaceChildren(...draw(await value));
    box.dataset.state = "ready";
  } catch (error) {
    console.error(error);
    box.dataset.state = "error";
    box.textContent = `${what} could not be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
