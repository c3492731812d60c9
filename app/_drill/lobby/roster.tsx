"use client";

import { useState, type ReactNode } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal, UserPlus, UserMinus, UserRoundCog } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import type { Connection } from "@/app/_ui/connection-state";
import { IconButton } from "@/app/_ui/icon-button";
import { Menu, MenuItem } from "@/app/_ui/menu";
import { Select } from "@/app/_ui/select";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { useToast } from "@/app/_ui/toast";
import type { Lobby, Placed } from "@/domain/roster/schema";
import { TeamRole } from "@/domain/injects/audience";
import { AssignDialog } from "./assign-dialog";
import styles from "./roster.module.css";
import { inLocale, isWritten } from "@/domain/text";

/** Who is coming and who is there: the staff, then team by team. The control cell gives and takes places here. */
export function Roster({
  lobby,
  viewerId,
  connection,
  check,
  answerOf,
}: {
  lobby: Lobby;
  viewerId: string | null;
  /** How the reader's own line is: known here at once, while the list is told of it late. */
  connection: Connection;
  /** How the communications check stands, for those who call it. */
  check: ReactNode;
  /** What somebody made of it. */
  answerOf: (userId: string) => ReactNode;
}) {
  const t = useTranslations("drills");
  const locale = useLocale();
  const [assigning, setAssigning] = useState<Placed | "somebody" | null>(null);
  const [removing, setRemoving] = useState<Placed | null>(null);
  const mayName = lobby.seat.role === "controller";
  const mayAssign = mayName && lobby.phase !== "ended";
  const isHere = (person: Placed) => (person.userId === viewerId ? connection === "live" : person.present);
  const staff = lobby.people.filter(({ seat }) => seat.role !== "player");
  const line = (person: Placed) => {
    const isSelf = person.userId === viewerId;
    // Nobody takes their own place away: a drill could be left without anyone to run it.
    const may = mayAssign && !isSelf;
    return (
      <PersonLine
        key={person.userId}
        person={person}
        own={isSelf ? connection : null}
        menuColumn={mayAssign}
        answer={answerOf(person.userId)}
        desk={
          lobby.format !== "solo" && lobby.phase !== "ended" && (isSelf || mayAssign) ? (
            <Desk drillId={lobby.drillId} person={person} isSelf={isSelf} />
          ) : null
        }
        onChange={may ? () => setAssigning(person) : null}
        onRemove={may ? () => setRemoving(person) : null}
      />
    );
  };
  return (
    <section aria-labelledby="roster">
      <div className={styles.head}>
        <h2 className={styles.title} id="roster">
          {t("lobby.roster")}
        </h2>
        <span className={styles.count}>
          {t("lobby.present", {
            here: lobby.people.filter(isHere).length,
            all: lobby.people.length,
          })}
        </span>
        {mayName ? (
          <span className={styles.assign}>
            <Button icon={<UserPlus aria-hidden="true" />} onClick={() => setAssigning("somebody")}>
              {t(mayAssign ? "lobby.assign" : "lobby.nameStaff")}
            </Button>
          </span>
        ) : null}
      </div>
      {check ? <div className={styles.check}>{check}</div> : null}
      <section className={styles.group}>
        <h3 className={styles.name}>{t("lobby.staff")}</h3>
        <ul>{staff.map(line)}</ul>
      </section>
      {lobby.teams.map(({ lane, side, teamId, name, scripted }) => {
        const members = lobby.people.filter(
          ({ seat }) => seat.role === "player" && seat.lane === lane && seat.side === side,
        );
        return (
          <section key={`${lane} ${side}`} className={styles.group}>
            <h3 className={styles.name}>
              <SideTag side={side} />
              {lobby.format !== "parallel" ? null : lobby.oppositionCell && side === "opposition" ? (
                <span>{t("everyLane")}</span>
              ) : (
                <span>{t("lane", { lane })}</span>
              )}
              {isWritten(name) ? <span>{inLocale(name, locale)}</span> : null}
            </h3>
            {scripted !== null ? (
              <p className={styles.nobody}>{t(`scripted.${side}`, { skill: t(`skill.${scripted}`) })}</p>
            ) : members.length > 0 ? (
              <ul>{members.map(line)}</ul>
            ) : (
              <p className={styles.nobody}>{t(teamId === null ? "lobby.teamOpen" : "lobby.nobody")}</p>
            )}
          </section>
        );
      })}
      {assigning ? (
        <AssignDialog
          lobby={lobby}
          person={assigning === "somebody" ? null : assigning}
          onClose={() => setAssigning(null)}
        />
      ) : null}
      {removing ? (
        <RemoveDialog drillId={lobby.drillId} person={removing} onClose={() => setRemoving(null)} />
      ) : null}
    </section>
  );
}

function PersonLine({
  person,
  own,
  menuColumn,
  answer,
  desk,
  onChange,
  onRemove,
}: {
  person: Placed;
  /** The reader's own line; null in the rows of others. */
  own: Connection | null;
  /** Whether rows end with a menu; one without leaves its room free, so that what stands before it is aligned. */
  menuColumn: boolean;
  answer: ReactNode;
  /** Where the reader may say at which desk the person sits. */
  desk: ReactNode;
  onChange: (() => void) | null;
  onRemove: (() => void) | null;
}) {
  const t = useTranslations("drills");
  const common = useTranslations("common");
  const format = useFormatter();
  const locale = useLocale();
  const { name, seat, joined } = person;
  const present = own === null ? person.present : own === "live";
  const lostSinceMs = own === null ? person.lostSinceMs : null;
  return (
    <li className={styles.person}>
      <span className={classNames(styles.who, present && styles.here)}>
        <span className={styles.dot} aria-hidden="true" />
        {inLocale(name, locale)}
        {own !== null ? <span className={styles.role}>{t("lobby.you")}</span> : null}
      </span>
      {seat.role !== "player" ? (
        <span className={styles.role}>{t(`role.${seat.role}`)}</span>
      ) : seat.side === "responder" && joined && desk ? (
        desk
      ) : seat.teamRole ? (
        <span className={styles.role}>{t(`teamRole.${seat.teamRole}`)}</span>
      ) : null}
      {answer}
      <span className={classNames(styles.state, lostSinceMs !== null && styles.lost)}>
        {lostSinceMs !== null
          ? t("lobby.lost", { time: format.dateTime(new Date(lostSinceMs), "seconds") })
          : own !== null && own !== "live"
            ? common(`connection.${own}`)
            : t(present ? "lobby.here" : joined ? "lobby.joined" : "lobby.expected")}
      </span>
      {onChange && onRemove ? (
        <Menu
          trigger={
            <IconButton
              label={t("lobby.menuFor", { name: inLocale(name, locale) })}
              icon={<MoreHorizontal aria-hidden="true" />}
              size="small"
            />
          }
        >
          <MenuItem icon={<UserRoundCog aria-hidden="true" />} onSelect={onChange}>
            {t("lobby.change")}
          </MenuItem>
          <MenuItem icon={<UserMinus aria-hidden="true" />} danger onSelect={onRemove}>
            {t("lobby.unassign")}
          </MenuItem>
        </Menu>
      ) : menuColumn ? (
        <span className={styles.noMenu} aria-hidden="true" />
      ) : null}
    </li>
  );
}

/** Which desk of the team somebody sits at: what is meant for a desk reaches those who sit there. */
function Desk({ drillId, person, isSelf }: { drillId: string; person: Placed; isSelf: boolean }) {
  const t = useTranslations("drills.teamRole");
  const locale = useLocale();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const answer = {
    onSuccess: () => cache.invalidateQueries({ queryKey: trpc.drill.lobby.queryKey({ drillId }) }),
    onError: (error: unknown) => toast({ tone: "problem", title: errorText(error) }),
  };
  const take = useMutation(trpc.drill.takeTeamRole.mutationOptions(answer));
  const give = useMutation(trpc.drill.giveTeamRole.mutationOptions(answer));
  const { seat, userId } = person;
  const name = inLocale(person.name, locale);
  const now = seat.role === "player" ? (seat.teamRole ?? "none") : "none";
  return (
    <Select
      size="small"
      className={styles.desk}
      aria-label={`${t("label")}: ${name}`}
      value={now}
      disabled={take.isPending || give.isPending}
      onValueChange={(chosen) => {
        const teamRole = chosen === "none" ? null : chosen;
        if (isSelf) take.mutate({ drillId, teamRole });
        else give.mutate({ drillId, userId, teamRole });
      }}
      options={(["none", ...TeamRole.options] as const).map((value) => ({ value, label: t(value) }))}
    />
  );
}

function RemoveDialog({
  drillId,
  person,
  onClose,
}: {
  drillId: string;
  person: Placed;
  onClose: () => void;
}) {
  const t = useTranslations("drills.lobby");
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const locale = useLocale();
  const { userId } = person;
  const name = inLocale(person.name, locale);
  const remove = useMutation(
    trpc.drill.unassign.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: trpc.drill.lobby.queryKey({ drillId }) });
        toast({ tone: "done", title: t("unassigned", { name }) });
      },
      onError: (error) => toast({ tone: "problem", title: errorText(error) }),
      onSettled: onClose,
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t("unassignTitle", { name })}
      description={t("unassignText")}
      confirmLabel={t("unassign")}
      danger
      onConfirm={() => remove.mutate({ drillId, userId })}
    />
  );
}
