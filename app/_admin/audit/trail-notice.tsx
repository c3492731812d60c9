"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { useMomentText } from "@/app/_ui/moment";
import { Notice } from "@/app/_ui/notice";
import { faultSentences, type TrailFault } from "./trail-fault";
import styles from "./audit-screen.module.css";

const LOOK_MS = 60_000;
const TRAIL = "/admin/audit";

/** The first entry that does not fit, as the server last saw it; null as long as all do. */
export function useTrailFault(): TrailFault | null {
  const trpc = useTRPC();
  const state = useQuery(trpc.audit.state.queryOptions(undefined, { refetchInterval: LOOK_MS }));
  return state.data?.broken ?? null;
}

/** Stands on every page of the administrators while the audit trail does not fit together. */
export function TrailNotice() {
  const t = useTranslations("admin.audit");
  const moment = useMomentText();
  const fault = useTrailFault();
  const isThere = usePathname() === TRAIL;
  if (fault === null) return null;
  return (
    <div className={styles.verdict}>
      <Notice tone="problem">
        <strong>{t("broken")}</strong>{" "}
        {faultSentences(fault, t, (atMs) => moment(atMs, "date-time")).map((sentence) => (
          <span key={sentence}>{sentence} </span>
        ))}
        {t("brokenNext")} {isThere ? null : <Link href={TRAIL}>{t("openTrail")}</Link>}
      </Notice>
    </div>
  );
}
