/**
 * Which workspace this tab shows: kept in sessionStorage, so that it holds from page to page and ends with the tab. This
 * file is part of every page's first script; what reads a workspace is loaded only where there is one.
 */

export interface CurrentWorkspace {
  readonly key: string;
  /** False: the reader went back to the published data, and keeps the workspace. */
  readonly shown: boolean;
}

/** Shared with the script in the page's header, which names what is shown before anything is painted. */
export const currentName = "flowbook-workspace";

const noticeName = "flowbook-workspace-notice";

/** In localStorage while there may be workspaces of this or another tab, so that nobody else need look for them. */
const existName = "flowbook-workspaces";

/** Keys are random, and of these characters only. */
const keyPattern = /^[0-9a-f]{32}$/;

/** The tab's workspace, shown or not; null where it has none. */
export function currentWorkspace(): CurrentWorkspace | null {
  try {
    const text = sessionStorage.getItem(currentName);
    if (text === null) return null;
    const {key, shown} = JSON.parse(text) as Record<string, unknown>;
    return typeof key === "string" && keyPattern.test(key) ? {key, shown: shown === true} : null;
  } catch {
    // Storage may be forbidden, or hold what somebody else put there.
    return null;
  }
}

/** The key of the workspace that this tab shows; null where it shows the published data. */
export function shownWorkspace(): string | null {
  const current = currentWorkspace();
  return current?.shown ? current.key : null;
}

/** A new workspace's key: 128 random bits. */
export function newWorkspaceKey(): string {
  // Unlike randomUUID, this is there over plain HTTP too.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Makes a workspace this tab's, from the next page on. Throws where the browser keeps nothing for a tab.
 * @param shown whether pages read from it, or from the published data
 */
export function chooseWorkspace(key: string, shown: boolean): void {
  sessionStorage.setItem(currentName, JSON.stringify({key, shown} satisfies CurrentWorkspace));
}

/** Leaves this tab without a workspace. */
export function leaveWorkspace(): void {
  try {
    sessionStorage.removeItem(currentName);
  } catch {
    // Where storage is forbidden there was none.
  }
}

/** Keeps a sentence for the next page that this tab opens. */
export function leaveNotice(sentence: string): void {
  try {
    sessionStorage.setItem(noticeName, sentence);
  } catch {
    // It is said nowhere else, but what happened shows.
  }
}

/** The sentence that the page before left, once. */
export function takeNotice(): string | null {
  try {
    const sentence = sessionStorage.getItem(noticeName);
    if (sentence !== null) sessionStorage.removeItem(noticeName);
    return sentence;
  } catch {
    return null;
  }
}

/** Whether any tab has opened logs in this browser since the last time that none were left. */
export function workspacesMayExist(): boolean {
  try {
    return localStorage.getItem(existName) !== null;
  } catch {
    return false;
  }
}

export function noteWorkspaces(exist: boolean): void {
  try {
    if (exist) localStorage.setItem(existName, "1");
    else localStorage.removeItem(existName);
  } catch {
    // Then nothing can be kept, and nothing need be looked for.
  }
}
