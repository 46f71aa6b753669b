import type {WorkspaceAbout} from "./store.js";

export const sweepDefaults = {
  /** Milliseconds after which a workspace that nobody held is looked at again: a tab may have been between two pages. */
  pause: 15_000,
  /** Milliseconds after which a workspace is old where the browser cannot tell whether it is held. */
  age: 12 * 3_600_000
};

/** What sweeping asks the store and the locks; store.ts and current-lock.ts have all of it. */
export interface Sweeping {
  readonly list: () => Promise<ReadonlyMap<string, WorkspaceAbout | null>>;
  readonly held: () => Promise<ReadonlySet<string> | null>;
  readonly ifUnheld: (key: string, work: () => Promise<void>) => Promise<void>;
  readonly forget: (key: string) => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
}

/**
 * Removes the workspaces of tabs that are closed: those that no page holds, neither now nor a while later. Where the
 * browser cannot tell who holds what, those that no page was opened on for half a day.
 * @param own keys that stay, held or not
 * @returns how many workspaces are left
 */
export async function sweepWorkspaces(own: ReadonlySet<string>, sweeping: Sweeping): Promise<number> {
  const {list, held, ifUnheld, forget, wait, now} = sweeping;
  const all = await list();
  const others = [...all.keys()].filter(key => !own.has(key));
  const first = await held();
  const doomed =
    first === null
      ? others.filter(key => now() - (all.get(key)?.touched ?? 0) > sweepDefaults.age)
      : others.filter(key => !first.has(key));
  if (doomed.length > 0 && first !== null) await wait(sweepDefaults.pause);
  const second = first === null ? null : await held();
  for (const key of doomed) if (!second?.has(key)) await ifUnheld(key, () => forget(key));
  return (await list()).size;
}
