import {readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import type {Page} from "playwright-core";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe-core finds that keeps people out: its serious and critical violations, one line each, with the places.
 * https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md
 */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(source);
  return page.evaluate(async () => {
    const {axe} = window as unknown as {
      axe: {
        run(
          root: Document,
          options: object
        ): Promise<{
          violations: {
            id: string;
            impact: string;
            help: string;
            nodes: {target: string[]; failureSummary: string}[];
          }[];
        }>;
      };
    };
    const {violations} = await axe.run(document, {resultTypes: ["violations"]});
    return violations
      .filter(({impact}) => impact === "serious" || impact === "critical")
      .map(({id, help, nodes}) => {
        const places = nodes
          .slice(0, 4)
          .map(
            ({target, failureSummary}) => `${target.join(" ")} (${failureSummary.split("\n")[1]?.trim()})`
          );
        return `${id}: ${help}: ${nodes.length} at ${places.join("; ")}`;
      });
  });
}
