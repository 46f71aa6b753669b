/**
 * Takes files that are dropped anywhere in the window, and shows that it would while they are held over it. What is
 * dragged within the page, and text, is left alone.
 * @param expect called when files are held over the window: they will probably be dropped
 */
export function watchDrops(take: (transfer: DataTransfer) => void, expect: () => void): void {
  const overlay = document.createElement("div");
  overlay.className = "drop-overlay";
  overlay.hidden = true;
  const sign = document.createElement("p");
  sign.textContent = "Drop logs to open them here. Nothing leaves this computer.";
  overlay.append(sign);

  // A page tells nobody that files have left it by way of one of its own elements, other than by each element's events.
  let depth = 0;
  function show(shown: boolean): void {
    if (!shown) depth = 0;
    // On top of an open dialog too, which takes all that lies beside it out of reach.
    if (shown) (document.querySelector("dialog[open]") ?? document.body).append(overlay);
    overlay.hidden = !shown;
  }

  document.addEventListener("dragenter", event => {
    if (!carriesFiles(event) || isBusy()) return;
    event.preventDefault();
    if (++depth !== 1) return;
    show(true);
    expect();
  });
  document.addEventListener("dragleave", event => {
    if (carriesFiles(event) && !isBusy() && --depth <= 0) show(false);
  });
  // Without this the browser would leave the page for the file.
  document.addEventListener("dragover", event => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = isBusy() ? "none" : "copy";
  });
  document.addEventListener("drop", event => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    show(false);
    if (event.dataTransfer && !isBusy()) take(keep(event.dataTransfer));
  });
}

function carriesFiles({dataTransfer}: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}

/** While logs are being opened no others are taken. */
function isBusy(): boolean {
  return document.querySelector(".logs-dialog[data-step=progress]") !== null;
}

/** What was dropped, for later: the event's own list is empty once the event is over. */
function keep({items, files}: DataTransfer): DataTransfer {
  const kept = Array.from(items, item => {
    const {kind, type} = item;
    const file = kind === "file" ? item.getAsFile() : null;
    const entry = kind === "file" ? item.webkitGetAsEntry() : null;
    return {kind, type, getAsFile: () => file, webkitGetAsEntry: () => entry};
  });
  return {items: kept, files: Array.from(files), types: ["Files"]} as unknown as DataTransfer;
}
