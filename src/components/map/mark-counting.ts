/**
 * Says in a frame that its places are still being counted: in its title and, where the drawing it shows is of other
 * places, instead of that drawing. What is counted at last replaces both.
 * @param keepsDrawing whether the frame's drawing says so itself
 */
export function markCounting(
  frame: HTMLElement,
  words: string,
  {keepsDrawing = false}: {readonly keepsDrawing?: boolean} = {}
): void {
  frame.dataset.state = "updating";
  frame.querySelector("h3")?.replaceChildren(words);
  if (keepsDrawing) return;
  const message = document.createElement("p");
  message.className = "frame-message";
  message.textContent = words;
  frame.querySelector(".frame-body")?.replaceChildren(message);
}

/** Says "counting" in the key figures that are not known yet. */
export function markFiguresCounting(figures: HTMLElement): void {
  for (const output of figures.querySelectorAll('.kpi[data-state="loading"] .kpi-value'))
    output.textContent = "counting";
}
