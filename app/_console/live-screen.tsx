"use client";

import { useCallback, type ReactNode } from "react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDrill } from "@/app/_live/use-drill";
import { readableError } from "@/app/_trpc/readable-error";
import { useErrorText } from "@/app/_trpc/use-error-text";
import type { Connection } from "@/app/_ui/connection-state";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { ExerciseMark } from "@/app/_ui/exercise-mark";
import { Spinner } from "@/app/_ui/spinner";
import { useToast } from "@/app/_ui/toast";
import type { DrillCommand } from "@/domain/drill/schema";
import type { Setting, View } from "@/domain/view/schema";
import { DrillContext } from "./drill-context";
import styles from "./live-screen.module.css";

/**
 * Connects a screen to its drill and waits until there is something to show. What is inside gets the setting and
 * the view of the person's own audience, whatever screen they opened.
 */
export function LiveScreen({
  drillId,
  playLane,
  wall,
  children,
}: {
  drillId: string;
  /** For an opposition that plays every lane: the one it turns to. */
  playLane?: number | undefined;
  /** What hangs on the wall, for staff too. */
  wall?: true;
  children: (live: {
    setting: Setting;
    view: View;
    connection: Connection;
    present: readonly string[] | null;
  }) => ReactNode;
}) {
  const t = useTranslations("console");
  const toast = useToast();
  const errorText = useErrorText();
  const { setting, view, serverOffsetMs, connection, present, error, send } = useDrill(drillId, {
    playLane,
    wall,
  });

  const act = useCallback(
    async (command: DrillCommand) => {
      try {
        await send(command);
        return true;
      } catch (refused) {
        toast({ title: errorText(refused), tone: "problem" });
        return false;
      }
    },
    [send, toast, errorText],
  );

  if (error) {
    const { sentence, requestId } = readableError(error);
    return (
      <main className={styles.alone}>
        <ErrorState sentence={sentence} code={requestId}>
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
        startsAt: setting.startsAt,
        act,
      }}
    >
      {children({ setting, view, connection, present })}
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
