/**
 * Opens the first page after signing in as a new document: nothing that was fetched or rendered for a stranger,
 * or for whoever sat here before, stays in memory.
 */
export function enter(address: string): void {
  window.location.assign(address);
}
