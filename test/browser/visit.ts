import type {Browser, Locator, Page} from "playwright-core";
import {expect} from "vitest";
import {openPage, settle} from "./open-page.js";

export interface Visit {
  readonly page: Page;
  readonly frame: (id: string) => Locator;
  /** The number that a frame says its rows add up to. */
  readonly total: (id: string) => Promise<number>;
  /** The exact numbers of a column of a frame's table, from the first row on. */
  readonly column: (id: string, key: string) => Promise<number[]>;
  /** Fails on anything that went wrong on the page, then leaves it. */
  close(): Promise<void>;
}

/** Opens a page and waits until all of its charts are drawn. */
export async function visit(browser: Browser, url: string): Promise<Visit> {
  const {page, errors, foreignRequests, close} = await openPage(browser, url);
  await page.locator("[data-chart]").first().waitFor();
  await settle(page);
  const frame = (id: string) => page.getByTestId(`chart-${id}`);
  return {
    page,
    frame,
    total: async id => Number(await frame(id).getAttribute("data-total")),
    column: (id, key) =>
      frame(id)
        .locator(`td[data-column="${key}"]`)
        .evaluateAll(cells => cells.map(cell => Number((cell as HTMLElement).dataset.value))),
    async close() {
      expect(await page.locator(".observablehq--error").allTextContents()).toEqual([]);
      expect(errors).toEqual([]);
      expect(foreignRequests).toEqual([]);
      await close();
    }
  };
}
