/** Tells a workspace that is in use from one that was left behind: every page that uses one holds a lock of its name. */

const prefix = "flowbook-workspace-";

/** Absent over plain HTTP, whatever the library's types say. */
const locks = (): LockManager | undefined => navigator.locks;

/** Holds a workspace until the page goes, or until the function that is returned is called. */
export function holdWorkspace(key: string): () => void {
  let release: () => void = () => undefined;
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  locks()
    ?.request(prefix + key, {mode: "shared"}, () => held)
    .catch(() => undefined);
  return () => release();
}

/** The keys of workspaces that some page holds; null where the browser cannot tell. */
export async function heldWorkspaces(): Promise<Set<string> | null> {
  const held = await locks()
    ?.query()
    .then(
      snapshot => snapshot.held,
      () => undefined
    );
  if (held === undefined) return null;
  return new Set(held.flatMap(({name}) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}

/** Does something to a workspace that nobody holds, and lets nobody hold it meanwhile; does nothing where somebody does. */
export async function ifUnheld(key: string, work: () => Promise<void>): Promise<void> {
  const manager = locks();
  if (manager === undefined) return work();
  await manager.request(prefix + key, {mode: "exclusive", ifAvailable: true}, lock =>
    lock === null ? undefined : work()
  );
}
