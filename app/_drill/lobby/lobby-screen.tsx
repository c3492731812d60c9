"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { RealIncidentAlarm, RealIncidentStrip, StoppedStrip } from "@/app/_drill/live/alarm";
import { CheckPrompt } from "@/app/_drill/live/check-prompt";
import { CheckAnswer, CheckState } from "@/app/_drill/live/check-state";
import { useAct } from "@/app/_drill/live/use-act";
import { useDrill } from "@/app/_drill/live/use-drill";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { ButtonLink } from "@/app/_ui/button-link";
import { ConnectionState } from "@/app/_ui/connection-state";
import { ErrorState } from "@/app/_ui/error-state";
import { ExerciseMark } from "@/app/_drill/marks/exercise-mark";
import { Moment } from "@/app/_ui/moment";
import { PageHeader } from "@/app/_ui/page-header";
import { Skeleton } from "@/app/_ui/skeleton";
import type { Lobby } from "@/domain/roster/schema";
import type { View } from "@/domain/view/schema";
import { inLocale } from "@/domain/text";
import { PhaseBadge } from "@/app/_drill/marks/phase-badge";
import { consoleAddress, consoleVerb } from "@/app/_drill/marks/seat-address";
import { JoinCodeCard } from "./join-code-card";
import { PlanMenu } from "./plan-menu";
import { Roster } from "./roster";
import styles from "./lobby-screen.module.css";

const REFRESH_MS = 3_000;

/** The room before a drill: how one comes in, who is there, and the door to one's own console. */
export function LobbyScreen({ drillId, viewerId }: { drillId: string; viewerId: string | null }) {
  const t = useTranslations("drills");
  const trpc = useTRPC();
  const lobby = useQuery(trpc.drill.lobby.queryOptions({ drillId }, { refetchInterval: REFRESH_MS }));
  if (lobby.data) return <Room lobby={lobby.data} viewerId={viewerId} />;
  if (lobby.error) {
    const { sentence, requestId } = readableError(lobby.error);
    return (
      <ErrorState sentence={sentence} code={requestId} onRetry={() => void lobby.refetch()}>
        <ButtonLink href="/drills">{t("create.back")}</ButtonLink>
      </ErrorState>
    );
  }
  return <Skeleton lines={8} />;
}

function Room({ lobby, viewerId }: { lobby: Lobby; viewerId: string | null }) {
  const t = useTranslations("drills");
  const locale = useLocale();
  // The same stream the consoles use: it makes this person present, and shows that their line works.
  const { connection, view, send } = useDrill(lobby.drillId);
  const act = useAct(send);
  const { phase, seat } = lobby;
  const isController = seat.role === "controller";
  const say =
    phase === "ended"
      ? t("lobby.ended")
      : phase === "running"
        ? t("lobby.running")
        : t(
            isController
              ? "lobby.startHint"
              : view?.kind === "side" && view.selfRun
                ? "lobby.ownHint"
                : "lobby.waitHint",
          );
  return (
    <div className={styles.room}>
      <PageHeader
        back={{ href: "/drills", label: t("lobby.back") }}
        title={lobby.title}
        meta={
          <>
            <ExerciseMark />
            {phase === "ended" && !view ? null : (
              <PhaseBadge phase={phase} scoresReleased={view?.scoresReleased ?? false} />
            )}
          </>
        }
        description={
          <span className={styles.facts}>
            <span>{inLocale(lobby.scenarioTitle, locale)}</span>
            <span>{t(`format.${lobby.format}`)}</span>
            <span>{t(`mode.${lobby.mode}`)}</span>
            {lobby.plannedForMs !== null && phase === "planned" ? (
              <span>
                {t("plannedFor")} <Moment atMs={lobby.plannedForMs} />
              </span>
            ) : null}
            {lobby.noNotice ? <span>{t("noNotice")}</span> : null}
          </span>
        }
        actions={
          phase === "ended" ? (
            <ButtonLink href={`/drills/${lobby.drillId}/review`} variant="primary" size="large">
              {t("open.review")}
            </ButtonLink>
          ) : (
            <>
              {isController && phase === "planned" ? <PlanMenu lobby={lobby} /> : null}
              {seat.role === "controller" || seat.role === "evaluator" ? (
                <ButtonLink href={consoleAddress(lobby.drillId, "observer")} size="large">
                  {t(consoleVerb("observer"))}
                </ButtonLink>
              ) : null}
              <ButtonLink href={consoleAddress(lobby.drillId, seat.role)} variant="primary" size="large">
                {t(consoleVerb(seat.role))}
              </ButtonLink>
            </>
          )
        }
      />
      {view ? <RealIncidentAlarm drillId={lobby.drillId} view={view} /> : null}
      <div className={styles.urgent}>
        {view?.ended?.how === "real-incident" ? (
          <RealIncidentStrip drillId={lobby.drillId} ended={view.ended} />
        ) : null}
        {view?.stopped ? <StoppedStrip stopped={view.stopped} /> : null}
        <CheckPrompt
          drillId={lobby.drillId}
          calledMs={view ? ownCallMs(view, viewerId) : null}
          answer={() => act({ type: "AnswerCheck" })}
        />
      </div>
      <p className={styles.say} role="status">
        {say}
      </p>
      <div className={styles.columns}>
        <Roster
          lobby={lobby}
          viewerId={viewerId}
          connection={connection}
          check={
            view?.kind === "control" ? <CheckState view={view} over={phase === "ended"} act={act} /> : null
          }
          answerOf={(userId) => (view?.kind === "control" ? <CheckAnswer view={view} id={userId} /> : null)}
        />
        <aside className={styles.side}>
          {lobby.joinCode === null ? null : <JoinCodeCard code={lobby.joinCode} />}
          <p className={styles.line}>
            <span>{t("lobby.connection")}</span>
            <ConnectionState state={connection} />
          </p>
        </aside>
      </div>
    </div>
  );
}

/** When this person, or somebody of their audience, was last called in a communications check; Unix ms. */
function ownCallMs(view: View, viewerId: string | null): number | null {
  if (view.phase === "ended") return null;
  if ("checkCalledMs" in view) return view.checkCalledMs;
  if (view.kind !== "control") return null;
  return view.check?.people.find(({ participantId }) => participantId === viewerId)?.calledMs ?? null;
}
