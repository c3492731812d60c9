"use client";

import { useTranslations } from "next-intl";
import { Inbox } from "lucide-react";
import { Badge, type BadgeTone } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { ConnectionState, type Connection } from "@/app/_ui/connection-state";
import { Countdown } from "@/app/_drill/marks/countdown";
import { DrillClock } from "@/app/_drill/marks/drill-clock";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { ExerciseMark } from "@/app/_drill/marks/exercise-mark";
import { Moment } from "@/app/_ui/moment";
import { Notice } from "@/app/_ui/notice";
import { PriorityBadge } from "@/app/_drill/marks/priority-badge";
import { RelativeTime } from "@/app/_ui/relative-time";
import { SaveState, type Saving } from "@/app/_ui/save-state";
import { SideTag, type Side } from "@/app/_drill/marks/side-tag";
import { Skeleton } from "@/app/_ui/skeleton";
import { Spinner } from "@/app/_ui/spinner";
import { StatusMark, type Status } from "@/app/_drill/marks/status-mark";
import { Part, State, valuesOf } from "./part";
import styles from "./parts-screen.module.css";

const TONES = valuesOf<BadgeTone>({ neutral: true, accent: true, met: true, risk: true, missed: true });
const CONNECTIONS = valuesOf<Connection>({ live: true, connecting: true, reconnecting: true, offline: true });
const SAVINGS = valuesOf<Saving>({ saved: true, saving: true, unsaved: true, failed: true, conflict: true });
const SIDES = valuesOf<Side>({ responder: true, opposition: true });
const STATUSES = valuesOf<Status>({
  met: true,
  partly: true,
  missed: true,
  "not-evaluated": true,
  exempt: true,
  "at-risk": true,
});

/** An afternoon in autumn: what is shown must not change with the day it is looked at. */
const AT_MS = 1_790_000_000_000;
const STANDING = { rate: 0, atMs: 200_000, sinceWallMs: 0 } as const;
const RUNNING = { rate: 2, atMs: 200_000, sinceWallMs: AT_MS } as const;

/** What only says something. */
export function SaidParts() {
  return (
    <>
      <Marks />
      <Times />
      <Places />
    </>
  );
}

function Marks() {
  const t = useTranslations("parts");
  return (
    <>
      <Part file="badge">
        {TONES.map((tone) => (
          <State key={tone} of="default" variant={tone}>
            <Badge tone={tone}>{t("sample.word")}</Badge>{" "}
            <Badge tone={tone} outlined>
              {t("sample.word")}
            </Badge>
          </State>
        ))}
        <State of="long">
          <div className={styles.narrow}>
            <Badge>{t("sample.long")}</Badge>
          </div>
        </State>
      </Part>
      <Part file="status-mark">
        {STATUSES.map((status) => (
          <State key={status} of="default" variant={status}>
            <StatusMark status={status} /> <StatusMark status={status} compact />
          </State>
        ))}
      </Part>
      <Part file="side-tag">
        {SIDES.map((side) => (
          <State key={side} of="default" variant={side}>
            <SideTag side={side} /> <SideTag side={side} emphasis="strong" />
          </State>
        ))}
        <State of="long">
          <div className={styles.narrow}>
            <SideTag side="responder">{t("sample.long")}</SideTag>
          </div>
        </State>
      </Part>
      <Part file="priority-badge">
        {([1, 2, 3] as const).map((priority) => (
          <State key={priority} of="default" variant={String(priority)}>
            <PriorityBadge priority={priority} />
          </State>
        ))}
      </Part>
      <Part file="exercise-mark">
        {(["medium", "large"] as const).map((size) => (
          <State key={size} of="default" variant={size}>
            <ExerciseMark size={size} />
          </State>
        ))}
      </Part>
      <Part file="save-state">
        {SAVINGS.map((state) => (
          <State key={state} of="default" variant={state}>
            <SaveState state={state} savedAtMs={AT_MS} />
          </State>
        ))}
      </Part>
      <Part file="connection-state">
        {CONNECTIONS.map((state) => (
          <State key={state} of="default" variant={state}>
            <ConnectionState state={state} sinceMs={AT_MS} />
          </State>
        ))}
      </Part>
      <Part file="spinner">
        {([16, 24] as const).map((size) => (
          <State key={size} of="loading" variant={String(size)}>
            <Spinner size={size} />
          </State>
        ))}
      </Part>
    </>
  );
}

function Times() {
  return (
    <>
      <Part file="moment">
        {(["date", "time", "seconds", "date-time"] as const).map((show) => (
          <State key={show} of="default" variant={show}>
            <Moment atMs={AT_MS} show={show} />
          </State>
        ))}
      </Part>
      <Part file="relative-time">
        <State of="default">
          <RelativeTime atMs={AT_MS} />
        </State>
      </Part>
      <Part file="drill-clock">
        {(["small", "medium", "large", "wall"] as const).map((size) => (
          <State key={size} of="default" variant={size}>
            <DrillClock clock={STANDING} serverOffsetMs={0} size={size} />
          </State>
        ))}
        {(["planned", "ended"] as const).map((phase) => (
          <State key={phase} of="default" variant={phase}>
            <DrillClock clock={phase === "planned" ? null : STANDING} serverOffsetMs={0} phase={phase} />
          </State>
        ))}
        <State of="default" variant="rate 2">
          <DrillClock clock={RUNNING} serverOffsetMs={0} />
        </State>
      </Part>
      <Part file="countdown">
        {[600_000, 230_000, 100_000].map((dueMs) => (
          <State key={dueMs} of="default" variant={`${(dueMs - STANDING.atMs) / 1_000} s`}>
            <Countdown clock={STANDING} serverOffsetMs={0} dueMs={dueMs} />
          </State>
        ))}
      </Part>
    </>
  );
}

function Places() {
  const t = useTranslations("parts");
  return (
    <>
      <Part file="notice">
        {(["info", "done", "problem"] as const).map((tone) => (
          <State key={tone} of="default" variant={tone}>
            <Notice tone={tone}>{t("sample.sentence")}</Notice>
          </State>
        ))}
        <State of="long" wide>
          <Notice>{t("sample.paragraph")}</Notice>
        </State>
      </Part>
      <Part file="empty-state">
        <State of="empty" wide>
          <EmptyState
            icon={<Inbox aria-hidden="true" />}
            title={t("sample.word")}
            action={<Button>{t("sample.word")}</Button>}
          >
            {t("sample.sentence")}
          </EmptyState>
        </State>
      </Part>
      <Part file="error-state">
        <State of="error" wide>
          <ErrorState sentence={t("sample.error")} code="7f3a" onRetry={() => undefined} />
        </State>
        <State of="error" variant="offline" wide>
          <ErrorState sentence={null} />
        </State>
      </Part>
      <Part file="skeleton">
        <State of="loading">
          <div className={styles.narrow}>
            <Skeleton lines={2} />
          </div>
        </State>
      </Part>
    </>
  );
}
