import type {Page} from "playwright-core";

/**
 * Everything that is to be seen on a replay's stage: its markup, and the pixels of its canvases. Without what is hidden, and without the
 * marks of terms, which are set as a page is read and not in what is written later.
 */
export function pictureOf(page: Page): Promise<string> {
  return page.getByTestId("replay-stage").evaluate(stage => {
    const parts = [...stage.children].filter(part => !(part as HTMLElement).hidden);
    return parts
      .flatMap(part => {
        const seen = part.cloneNode(true) as HTMLElement;
        for (const hidden of seen.querySelectorAll("[hidden]")) hidden.remove();
        for (const term of seen.querySelectorAll("dfn.term")) term.replaceWith(...term.childNodes);
        return [seen.innerHTML, ...[...part.querySelectorAll("canvas")].map(canvas => canvas.toDataURL())];
      })
      .join("\n");
  });
}
