/**
 * Renews frames, and gives the focus back to what had it in them: the map, or the names of the table.
 * @param stage the map, which moves from the old frame to the new one
 * @param table what the table's frame is in
 */
export function keepFocus({stage, table}: {stage: HTMLElement; table: HTMLElement}, renew: () => void): void {
  const active = document.activeElement;
  const isStage = active === stage;
  const isTable = table.contains(active);
  renew();
  if (!isStage && !isTable) return;
  // A frame draws once its width is known, in the next frame.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const next = isStage ? stage : table.querySelector<HTMLElement>(".place-name");
      next?.focus({preventScroll: true});
    })
  );
}
