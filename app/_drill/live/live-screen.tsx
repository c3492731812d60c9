"use client";

import { useEffect, type ReactNode } from "react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDrill, type Presence } from "./use-drill";
import { readableError } from "@/app/_trpc/readable-error";
import type { Connection } from "@/app/_ui/connection-state";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { ExerciseMark } from "@/app/_drill/marks/exercise-mark";
import { Spinner } from "@/app/_ui/spinner";
import { heldBy } from "@/domain/drill/held";
import type { Setting, View } from "@/domain/view/schema";
import { RealIncidentAlarm } from "./alarm";
import { DrillContext } from "./drill-context";
import { mayAskIn } from "./may-ask";
import { useAct } from "./use-act";
import styles from "./live-screen.module.css";

/**
 * Connects a screen to its drill and waits until there is something to show. What is inside gets the setting and
 * the view of the person's own audience, whatever screen they opened.
 */
export function LiveScreen({
  drillId,
  playLane,
  wall,
  kept,
  onForbidden,
  personId,
  children,
}: {
  drillId: string;
  /** For an opposition that plays every lane: the one it turns to. */
  playLane?: number | undefined;
  /** What hangs on the wall, for staff too. */
  wall?: true;
  /** What the device kept of the drill: shown as long as the server cannot be reached. */
  kept?: { setting: Setting; view: View; serverOffsetMs: number; asOfMs: number } | null | undefined;
  /** Called when the server says that this drill is not for this person. */
  onForbidden?: () => void;
  /** Of whoever looks; needed where it matters who of the control cell they are. */
  personId?: string;
  children: (live: {
    setting: Setting;
    view: View;
    connection: Connection;
    /** Since when this is not live, Unix time in ms by the server's clock; null while it is. */
    asOfMs: number | null;
    presence: Presence | null;
  }) => ReactNode;
}) {
  const t = useTranslations("console");
  const drill = useDrill(drillId, { playLane, wall });
  const { presence, error, send } = drill;
  const isKept = (drill.setting === null || drill.view === null) && kept != null;
  const setting = drill.setting ?? kept?.setting;
  const view = isKept ? kept.view : drill.view;
  const serverOffsetMs = drill.measuredOffsetMs ?? kept?.serverOffsetMs ?? 0;
  // What is on screen is not the connection's, so "connecting" would be no answer to "is this live".
  const connection = isKept && drill.connection === "connecting" ? "reconnecting" : drill.connection;
  const refusal = error ? readableError(error) : null;
  // Without an answer there is what was kept; a "no" counts whatever was kept.
  const refused = refusal !== null && (refusal.code !== null || !isKept) ? refusal : null;
  const forbidden = refused?.code === "drill-not-found" || refused?.code === "not-a-participant";
  useEffect(() => {
    if (forbidden) onForbidden?.();
  }, [forbidden, onForbidden]);

  const act = useAct(send);

  if (refused) {
    return (
      <main className={styles.alone}>
        <ErrorState sentence={refused.sentence} code={refused.requestId}>
          <Link href="/drills">{t("toDrills")}</Link>
        </ErrorState>
      </main>
    );
  }
  if (!setting || !view) {
    return (
      <main className={styles.alone} aria-busy="true">
        <ExerciseMark />
        <Spinner />
        <p role="status">{t("connecting")}</p>
      </main>
    );
  }
  return (
    <DrillContext
      value={{
        drillId,
        clock: view.clock,
        serverOffsetMs,
        phase: view.phase,
        held: { playing: heldBy(view, "playing"), running: heldBy(view, "running") },
        may: mayAskIn(view, personId ?? null),
        startsAt: setting.startsAt,
        act,
      }}
    >
      {children({
        setting,
        view,
        connection,
        asOfMs: isKept ? kept.asOfMs : drill.lostSinceMs === null ? null : drill.lostSinceMs + serverOffsetMs,
        presence,
      })}
      <RealIncidentAlarm drillId={drillId} view={view} />
    </DrillContext>
  );
}

/** For somebody who opened a screen of another role: says which one is theirs. */
export function OtherConsole({ drillId, view }: { drillId: string; view: View }) {
  const t = useTranslations("console.other");
  const path = { side: "", control: "/control", evaluator: "/evaluate", wall: "/wall" }[view.kind];
  return (
    <main className={styles.alone}>
      <EmptyState
        title={t("title")}
        action={<Link href={`/drills/${drillId}${path}`}>{t(`to.${view.kind}`)}</Link>}
      >
        {t("text")}
      </EmptyState>
    </main>
  );
}
