import {attacks} from "../../../engine/simulate/scenarios/index.js";
import {injectedFolder} from "../../../engine/simulate/simulate-logs.js";
import {shownWorkspace} from "../../../workspace/current.js";
import type {DroppedFile} from "../../../workspace/opening.js";
import type {InjectedAttack} from "../panels/reaction/reaction-at.js";

/** The attacks that were injected into what this tab shows, in order of their beginning; none where it shows the published data. */
export async function readInjectedAttacks(): Promise<readonly InjectedAttack[]> {
  const key = shownWorkspace();
  if (key === null) return [];
  const {readInputs} = await import("../../../workspace/inputs.js");
  return attacksOfFiles((await readInputs(key)).files);
}

/** "injected/port-scan-seed-7-20260308T1200Z/suricata/eve.json": what, and when it begins. */
const named = new RegExp(`^${injectedFolder}(.+)-seed-\\d+-(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)Z/`);

/** What injected files are of. Each was last written when its attack was over. */
export function attacksOfFiles(
  files: readonly Pick<DroppedFile, "name" | "modified" | "origin">[]
): readonly InjectedAttack[] {
  const found = new Map<string, InjectedAttack>();
  for (const {name, modified, origin} of files) {
    const match = origin === "injected" ? named.exec(name) : null;
    if (match === null) continue;
    const [folder, scenario, year, month, day, hour, minute] = match;
    const from = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
    const title = attacks.find(attack => attack.name === scenario)?.title ?? scenario ?? "";
    found.set(folder, {title, from, to: Math.max(modified, found.get(folder)?.to ?? from)});
  }
  return [...found.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}
