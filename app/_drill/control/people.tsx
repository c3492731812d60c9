"use client";

import { useQuery } from "@tanstack/react-query";
import { Volume2, VolumeX } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { Presence } from "@/app/_drill/live/use-drill";
import { useTRPC } from "@/app/_trpc/client";
import { CheckAnswer, CheckState } from "@/app/_drill/live/check-state";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { useSeparator } from "@/app/_ui/separator";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import styles from "./people.module.css";
import { useLocal } from "@/app/_drill/live/use-local";

/** Those who have not come in yet are known to storage alone; it is asked this often. */
const EXPECTED_MS = 5_000;

type Line = {
  id: string;
  name: string;
  role: ControlView["participants"][number]["role"];
  lane: number | null;
  side: ControlView["participants"][number]["side"];
  teamRole: ControlView["participants"][number]["teamRole"];
  scripted: boolean;
};

/** Who takes part, whose line works and since when it does not, and who has answered the communications check. */
export function People({
  setting,
  view,
  presence,
}: {
  setting: FullSetting;
  view: ControlView;
  presence: Presence | null;
}) {
  const t = useTranslations("control.people");
  const { act, may } = useLiveDrill();
  const lines = useLines(view);
  return (
    <section className={styles.people} aria-label={t("title")}>
      <CheckState view={view} over={!may("CallCheck")} act={act} />
      {lines.length === 0 ? <p className={styles.quiet}>{t("nobody")}</p> : null}
      <ul>
        {lines.map((line) => (
          <Person key={line.id} line={line} setting={setting} view={view} presence={presence} />
        ))}
      </ul>
    </section>
  );
}

const ORDER = ["controller", "evaluator", "player", "observer"] as const;

/** Everybody who has come in, and everybody who is still awaited. */
function useLines({ participants }: ControlView): Line[] {
  const trpc = useTRPC();
  const local = useLocal();
  const { drillId } = useLiveDrill();
  const lobby = useQuery(trpc.drill.lobby.queryOptions({ drillId }, { refetchInterval: EXPECTED_MS }));
  const seated = lobby.data?.people;
  const came = participants
    // Whose place was taken away is not awaited any more.
    .filter(
      ({ participantId, scripted }) =>
        scripted || !seated || seated.some((one) => one.userId === participantId),
    )
    .map(({ participantId, name, ...line }): Line => ({
      id: participantId,
      ...line,
      // Of two with one name the lobby tells which is which.
      name: local(seated?.find((one) => one.userId === participantId)?.name ?? name),
    }));
  const awaited = (seated ?? [])
    .filter(({ userId }) => !came.some(({ id }) => id === userId))
    .map(({ userId, name, seat }): Line => ({
      id: userId,
      name: local(name),
      role: seat.role,
      lane: seat.role === "player" ? seat.lane : null,
      side: seat.role === "player" ? seat.side : null,
      teamRole: (seat.role === "player" && seat.teamRole) || null,
      scripted: false,
    }));
  return [...came, ...awaited].sort(
    (a, b) =>
      ORDER.indexOf(a.role) - ORDER.indexOf(b.role) ||
      (a.lane ?? 0) - (b.lane ?? 0) ||
      (b.side ?? "").localeCompare(a.side ?? "") ||
      a.name.localeCompare(b.name),
  );
}

function Person({
  line,
  setting,
  view,
  presence,
}: {
  line: Line;
  setting: FullSetting;
  view: ControlView;
  presence: Presence | null;
}) {
  const separator = useSeparator();
  const t = useTranslations("control");
  const c = useTranslations("console");
  const common = useTranslations("common");
  const format = useFormatter();
  const local = useLocal();
  const { act, may } = useLiveDrill();
  const { id, name, role, lane, side, teamRole } = line;
  const seen = view.participants.find(({ participantId }) => participantId === id);
  const { stops = 0, muted = false } = seen ?? {};
  const switched = muted ? "UnmuteStops" : "MuteStops";
  if (line.scripted && side) {
    return (
      <li className={styles.person}>
        <span className={styles.name}>{common(`scripted.${side}`)}</span>
        <span className={styles.quiet}>{t("people.byEngine")}</span>
      </li>
    );
  }
  const here = presence?.present.includes(id) === true;
  const lost = presence?.lost.find((one) => one.participantId === id);
  const team = setting.teams.find((one) => one.lane === lane && one.side === side)?.name ?? "";
  return (
    <li className={styles.person}>
      <span className={classNames(styles.name, here && styles.here)}>
        <span className={styles.dot} aria-hidden="true" />
        <span className={styles.word}>{name}</span>
        {view.lead.holder === id ? <span className={styles.lead}>{t("lead.mark")}</span> : null}
      </span>
      <span className={here ? styles.quiet : lost ? styles.lost : styles.quiet}>
        {here
          ? t("people.here")
          : lost
            ? t("people.lost", { time: format.dateTime(new Date(lost.sinceMs), "seconds") })
            : t("people.never")}
      </span>
      <span className={styles.place}>
        {side ? (
          <SideTag side={side}>{local(team) || undefined}</SideTag>
        ) : (
          <span>{t(`people.role.${role}`)}</span>
        )}
        {teamRole ? <span>{c(`teamRole.${teamRole}`)}</span> : null}
      </span>
      <CheckAnswer view={view} id={id} />
      {stops > 0 || muted ? (
        <span className={styles.stops}>
          <span>
            {t("people.stops", { count: stops })}
            {muted ? `${separator}${t("people.muted")}` : null}
          </span>
          {role === "controller" || !may(switched) ? null : (
            <Button
              size="small"
              icon={muted ? <Volume2 aria-hidden="true" /> : <VolumeX aria-hidden="true" />}
              aria-label={t(muted ? "people.unmuteName" : "people.muteName", { name })}
              onClick={() => void act({ type: switched, participantId: id })}
            >
              {t(muted ? "people.unmute" : "people.mute")}
            </Button>
          )}
        </span>
      ) : null}
    </li>
  );
}
