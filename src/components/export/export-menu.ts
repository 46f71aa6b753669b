import {html} from "../html.js";
import type {ExportedFrame, ExportFormat} from "./export-frame.js";

/**
 * "Export": a closed box with a button for each form in which a frame's rows or picture can be had.
 * @param frame what is to be exported as it is now; null while there is nothing
 */
export function exportMenu(frame: () => ExportedFrame | null): HTMLElement {
  const status = html`<span role="status" class="export-status"></span>`;
  const button = (format: ExportFormat, label: string) => {
    const element = html`<button type="button" class="button" data-format=${format}>${label}</button>`;
    element.addEventListener("click", async () => {
      const exported = frame();
      if (exported === null) {
        status.textContent = "Nothing to export yet.";
        return;
      }
      try {
        const {exportFrame} = await import("./export-frame.js");
        await exportFrame(format, exported);
        status.textContent = "Saved.";
      } catch (error) {
        status.textContent = `Not saved: ${error instanceof Error ? error.message : String(error)}`;
      }
    });
    return element;
  };
  const pictures = [button("svg", "SVG"), button("png", "PNG")];
  const box = html`<details class="frame-export">
  <summary>Export</summary>
  <div class="export-buttons">${button("csv", "CSV")}${button("json", "JSON")}${pictures}${status}</div>
</details>`;
  box.addEventListener("toggle", () => {
    const hasPicture = frame()?.parts.some(part => part.querySelector("svg, canvas") !== null) ?? false;
    for (const picture of pictures) picture.hidden = !hasPicture;
  });
  return box;
}
