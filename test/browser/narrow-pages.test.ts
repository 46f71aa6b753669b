import {expect, inject, it} from "vitest";
import {findViolations} from "./accessibility.js";
import {openPage, settle} from "./open-page.js";
import {findPages} from "./site.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();

it.each(await findPages(inject("site")))(
  "%s fits a screen of 390 pixels and is accessible in the dark",
  async path => {
    const options = {width: 390, height: 844, theme: "dark"} as const;
    const {page, close} = await openPage(site.browser, site.url + path, options);
    try {
      await settle(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await findViolations(page)).toEqual([]);
    } finally {
      await close();
    }
  }
);
