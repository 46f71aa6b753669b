import type {Page} from "playwright-core";

/** Everything that is to be seen on a replay's stage: its markup, and the pixels of its canvases. */
export function pictureOf(page: Page): Promise<string> {
  return page.getByTestId("replay-stage").evaluate(stage => {
    const parts = [...stage.children].filter(part => !(part as HTMLElement).hidden);
    return parts
      .flatMap(part => [
        part.innerHTML,
        ...[...part.querySelectorAll("canvas")].map(canvas => canvas.toDataURL())
      ])
      .join("\n");
  });
}
