import { z } from "zod";
import { FullSetting, EvaluatorView } from "@/domain/view/schema";
import { forgetThing, keepThing, keptKeys, readKept } from "./database";

/** What an evaluator last saw of a drill, for the time without a network. */
export type KeptDrill = {
  setting: FullSetting;
  view: EvaluatorView;
  /** Server wall clock minus this device's wall clock, in ms, as it was last known. */
  serverOffsetMs: number;
  /** Unix time in ms, by the server's clock. */
  asOfMs: number;
};

const KeptSetting = z.strictObject({ setting: FullSetting });
const KeptView = z.strictObject({ view: EvaluatorView, serverOffsetMs: z.number(), asOfMs: z.number() });

/** Longer than any drill: what nobody has looked at for so long is not kept on a device that can be lost. */
const FORGET_AFTER_MS = 14 * 24 * 3_600_000;

/** The parts are kept apart, because one of them is large and never changes. */
const keyOf = (part: "setting" | "view", personId: string, drillId: string) =>
  `${part} ${personId} ${drillId}`;

export async function keepSetting(personId: string, drillId: string, setting: FullSetting): Promise<void> {
  await keepThing("drills", keyOf("setting", personId, drillId), { setting });
}

export async function keepView(
  personId: string,
  drillId: string,
  kept: Omit<KeptDrill, "setting">,
): Promise<void> {
  await keepThing("drills", keyOf("view", personId, drillId), kept);
}

/** What this device has of a person's drill; null for nothing, or nothing that this release can read. */
export async function readKeptDrill(personId: string, drillId: string): Promise<KeptDrill | null> {
  const setting = KeptSetting.safeParse(await readKept("drills", keyOf("setting", personId, drillId)));
  const view = KeptView.safeParse(await readKept("drills", keyOf("view", personId, drillId)));
  return setting.success && view.success ? { ...setting.data, ...view.data } : null;
}

/** Forgets one drill, because its person may not see it any more. */
export async function forgetDrill(personId: string, drillId: string): Promise<void> {
  await forgetThing("drills", keyOf("setting", personId, drillId));
  await forgetThing("drills", keyOf("view", personId, drillId));
}

/**
 * Forgets whatever belongs to anybody but this person, and what is old.
 *
 * @param personId Null: everybody's.
 */
export async function forgetOthers(personId: string | null, nowMs: number): Promise<void> {
  for (const key of await keptKeys("drills")) {
    const [part, owner, drillId] = key.split(" ");
    if (part !== "view" && owner === personId) continue;
    const kept = KeptView.safeParse(await readKept("drills", key));
    const isOld = part === "view" && (!kept.success || nowMs - kept.data.asOfMs > FORGET_AFTER_MS);
    if (owner !== personId || isOld) {
      await forgetThing("drills", key);
      if (isOld && owner !== undefined && drillId !== undefined) await forgetDrill(owner, drillId);
    }
  }
}
