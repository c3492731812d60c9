import type { useTranslations } from "next-intl";
import type { RouterOutputs } from "@/app/_trpc/router-types";

/** The first entry of the trail that does not fit, with those beside it. */
export type TrailFault = NonNullable<RouterOutputs["audit"]["state"]["broken"]>;

type Words = ReturnType<typeof useTranslations<"admin.audit">>;

/** Where the trail does not fit and why, then what stands before and behind it; a sentence each. */
export function faultSentences(fault: TrailFault, t: Words, moment: (atMs: number) => string): string[] {
  const { position, kind, before, after } = fault;
  return [
    t(`faults.${kind}`, { position }),
    ...(before ? [t("faultAfter", { position: before.position, at: moment(before.atMs) })] : []),
    ...(after ? [t("faultBefore", { position: after.position, at: moment(after.atMs) })] : []),
  ];
}

/** What is said at an entry of the list: that it does not fit itself, or that entries beside it are missing. */
export function faultMarkAt(position: number, fault: TrailFault | null): keyof Marks | null {
  if (fault === null) return null;
  if (fault.kind === "missing") return position === fault.after?.position ? "gapBefore" : null;
  if (fault.kind === "cut") return position === fault.before?.position ? "gapAfter" : null;
  return position === fault.position ? "unfit" : null;
}

type Marks = { unfit: string; gapBefore: string; gapAfter: string };
