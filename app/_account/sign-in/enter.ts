import { forgetEverybody } from "@/app/_device/forget-device";

/**
 * Opens the first page after signing in as a new document: nothing that was fetched or rendered for a stranger,
 * or for whoever sat here before, stays in memory, nor what the device kept for the time without a network.
 */
export async function enter(address: string): Promise<void> {
  await forgetEverybody();
  window.location.assign(address);
}
