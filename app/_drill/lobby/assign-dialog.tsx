"use client";

import { useState } from "react";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Combobox } from "@/app/_ui/combobox";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import { useSeparator } from "@/app/_ui/separator";
import { personNameIn } from "@/domain/account/schema";
import type { Lobby, Placed, Seat } from "@/domain/roster/schema";
import styles from "./assign-dialog.module.css";
import { inLocale, UNWRITTEN, type LocalText } from "@/domain/text";

/** Gives somebody a place in the drill, or another one. */
export function AssignDialog({
  lobby,
  person,
  onClose,
}: {
  lobby: Lobby;
  /** Null: somebody is still to be chosen. */
  person: Placed | null;
  onClose: () => void;
}) {
  const separator = useSeparator();
  const t = useTranslations("drills");
  const common = useTranslations("common");
  const locale = useLocale();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(
    person ? { id: person.userId, name: inLocale(person.name, locale) } : null,
  );
  const places = placesIn(lobby);
  const [placeKey, setPlaceKey] = useState(
    places.find(({ seat }) => person && sameSeat(seat, person.seat))?.key ?? places[0].key,
  );
  const found = useQuery(
    trpc.people.toPick.queryOptions(
      { text: query },
      { enabled: person === null, placeholderData: keepPreviousData },
    ),
  );
  const candidates = (found.data ?? []).filter(({ id }) => !lobby.people.some(({ userId }) => userId === id));
  const assign = useMutation(
    trpc.drill.assign.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: trpc.drill.lobby.queryKey({ drillId: lobby.drillId }) });
        onClose();
        toast({ tone: "done", title: t("lobby.assignDone", { name: chosen?.name ?? "" }) });
      },
    }),
  );

  function save() {
    const place = places.find(({ key }) => key === placeKey);
    if (chosen && place) assign.mutate({ drillId: lobby.drillId, userId: chosen.id, ...place.seat });
  }

  const label = (seat: Seat, team: LocalText) =>
    seat.role !== "player"
      ? t(`role.${seat.role}`)
      : [
          t(`side.${seat.side}`),
          lobby.format === "parallel" ? t("lane", { lane: seat.lane }) : "",
          inLocale(team, locale),
        ]
          .filter(Boolean)
          .join(separator);
  const problem = assign.error ?? found.error;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={
        person
          ? inLocale(person.name, locale)
          : t(lobby.phase === "ended" ? "lobby.nameStaff" : "lobby.assign")
      }
      description={t(lobby.phase === "ended" ? "lobby.nameStaffHint" : "lobby.assignHint")}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button variant="primary" disabled={!chosen} loading={assign.isPending} onClick={save}>
            {t("lobby.save")}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {problem ? <Notice tone="problem">{errorText(problem)}</Notice> : null}
        {person ? null : (
          <Field label={t("lobby.person")}>
            <Combobox
              value={chosen?.id ?? null}
              onValueChange={(id) => {
                const one = candidates.find((candidate) => candidate.id === id);
                setChosen(one ? { id: one.id, name: personNameIn(one, locale) } : null);
              }}
              onQueryChange={setQuery}
              loading={found.isFetching}
              placeholder={t("create.find")}
              options={candidates.map((one) => ({
                value: one.id,
                label: personNameIn(one, locale),
                detail: one.staffNumber ?? undefined,
              }))}
            />
          </Field>
        )}
        <Field label={t("lobby.seat")}>
          <Select
            value={placeKey}
            onValueChange={setPlaceKey}
            options={places.map(({ key, seat, team }) => ({ value: key, label: label(seat, team) }))}
          />
        </Field>
      </div>
    </Dialog>
  );
}

type Place = { key: string; seat: Seat; team: LocalText };

/** Every place there is to give, the evaluators' first: players mostly come in by themselves. After EndEx nobody plays. */
function placesIn({ teams, phase }: Lobby): [Place, ...Place[]] {
  const staff: [Place, Place] = [
    { key: "evaluator", seat: { role: "evaluator" }, team: UNWRITTEN },
    { key: "controller", seat: { role: "controller" }, team: UNWRITTEN },
  ];
  if (phase === "ended") return staff;
  return [
    ...staff,
    { key: "observer", seat: { role: "observer" }, team: UNWRITTEN },
    ...teams.flatMap(({ lane, side, name, scripted }) =>
      scripted === null
        ? [{ key: `${lane} ${side}`, seat: { role: "player" as const, lane, side }, team: name }]
        : [],
    ),
  ];
}

function sameSeat(a: Seat, b: Seat): boolean {
  if (a.role !== "player" || b.role !== "player") return a.role === b.role;
  return a.lane === b.lane && a.side === b.side;
}
