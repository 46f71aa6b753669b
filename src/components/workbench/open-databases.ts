/** Databases that the page has open; each is some hundred megabytes of the browser's memory. */
const open = new Set<{close(): void}>();
let closed = false;

/** Counts a database among those that `closeDatabases` closes. */
export function noteDatabase(database: {close(): void}): void {
  open.add(database);
}

/** Closes all of them, to make room. What the page shows stays; what it asks for from now on is never answered. */
export function closeDatabases(): void {
  for (const database of open) database.close();
  open.clear();
  closed = true;
}

/** Whether the page has to be loaded anew before it can answer anything. */
export const areDatabasesClosed = (): boolean => closed;
