import { wallMs } from "@/app/_ui/device-clock";
import { forgetOthers, forgetDrill } from "./kept-drill";
import { forgetPage, forgetPages } from "./keep-page";

/**
 * Forgets what people read on this device: at signing in and out, because a tablet goes from hand to hand. What
 * somebody wrote and the server does not have yet stays, under their name, until they are back: it is nowhere else.
 */
export async function forgetEverybody(): Promise<void> {
  await Promise.all([forgetPages(null), forgetOthers(null, wallMs()).catch(nothingKept)]);
}

/** Forgets one drill of a person who may not see it any more. */
export async function forgetThisDrill(personId: string, drillId: string): Promise<void> {
  await Promise.all([forgetPage(personId, drillId), forgetDrill(personId, drillId).catch(nothingKept)]);
}

/** A browser without a database, as in some private windows, has kept nothing that could be forgotten. */
function nothingKept(): void {}
