import type {Browser} from "playwright-core";
import {afterAll, beforeAll, inject} from "vitest";
import {launchChromium} from "./chromium.js";
import {type Native, openNative} from "./native.js";
import {type StaticServer, serveDirectory} from "./static-server.js";

/** The built site, served; a browser; and native DuckDB over the tables it was built from. */
export interface TestedSite {
  readonly browser: Browser;
  /** Address of the site, with a slash at its end. */
  readonly url: string;
  readonly native: Native;
}

/** Opens all of it before the tests of a file, and closes it after them. To be read within tests only. */
export function useTestedSite(): TestedSite {
  let opened: [Browser, StaticServer, Native] | undefined;
  const get = () => {
    if (opened === undefined) throw new Error("the site is not open outside of tests");
    return opened;
  };
  beforeAll(async () => {
    opened = await Promise.all([
      launchChromium(),
      serveDirectory(inject("site")),
      openNative(inject("data"))
    ]);
  });
  afterAll(async () => {
    await opened?.[0].close();
    await opened?.[1].close();
  });
  return {
    get browser() {
      return get()[0];
    },
    get url() {
      return get()[1].url;
    },
    get native() {
      return get()[2];
    }
  };
}
