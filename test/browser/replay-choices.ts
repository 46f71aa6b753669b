import type {Page} from "playwright-core";

/** Opens what is folded away beside a replay's choices. */
export const unfoldChoices = (page: Page): Promise<void> =>
  page.locator(".replay-more").evaluate(more => {
    (more as HTMLDetailsElement).open = true;
  });

/** Chooses how a replay is told, as a reader does, by the name of the choice. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await unfoldChoices(page);
  await page
    .locator(".replay-choices")
    .getByRole("combobox", {name: label, exact: true})
    .selectOption({label: option});
}
