"use client";

import { useState } from "react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { consoleAddress, consoleVerb } from "@/app/_drill/marks/seat-address";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { ErrorState } from "@/app/_ui/error-state";
import { Moment } from "@/app/_ui/moment";
import { Notice } from "@/app/_ui/notice";
import { Radio } from "@/app/_ui/radio";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { Skeleton } from "@/app/_ui/skeleton";
import { classNames } from "@/app/_ui/class-names";
import type { JoinOffer, Seat } from "@/domain/roster/schema";
import styles from "./join-screen.module.css";
import { inLocale, isWritten, type LocalText } from "@/domain/text";

/** What stands behind a join code: which drill, in which role, and the button that leads in. */
export function JoinScreen({ code }: { code: string }) {
  const t = useTranslations("drills.join");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const offer = useQuery(trpc.drill.byCode.queryOptions({ code }));
  if (offer.data) return <Offer code={code} offer={offer.data} />;
  if (offer.error) {
    return (
      <ErrorState title={t("unknown")} sentence={errorText(offer.error)}>
        <ButtonLink href="/join">{t("otherCode")}</ButtonLink>
      </ErrorState>
    );
  }
  return <Skeleton lines={4} />;
}

function Offer({ code, offer }: { code: string; offer: JoinOffer }) {
  const t = useTranslations("drills");
  const trpc = useTRPC();
  const router = useRouter();
  const errorText = useErrorText();
  const [only, another] = offer.seats;
  // Whoever can do one thing besides looking on mostly came for that.
  const [part, otherPart] = offer.seats.filter(({ seat }) => seat.role !== "observer");
  const [chosenKey, setChosenKey] = useState<string | null>(part && !otherPart ? keyOf(part.seat) : null);
  const [unchosen, setUnchosen] = useState(false);
  const chosen = another ? offer.seats.find(({ seat }) => keyOf(seat) === chosenKey) : only;
  const join = useMutation(
    trpc.drill.join.mutationOptions({
      onSuccess: ({ drillId, seat }) => router.replace(entranceTo(drillId, seat, offer.phase)),
    }),
  );

  function submit() {
    if (!chosen) setUnchosen(true);
    else join.mutate({ code, ...chosen.seat });
  }

  return (
    <section className={styles.card}>
      <header>
        <h1 className={styles.heading}>{offer.title}</h1>
        <p className={styles.facts}>
          <span>{t(`format.${offer.format}`)}</span>
          <span>{t(`mode.${offer.mode}`)}</span>
          <span>{t(`filter.${offer.phase}`)}</span>
          {offer.plannedForMs === null ? null : (
            <span>
              {t("plannedFor")} <Moment atMs={offer.plannedForMs} />
            </span>
          )}
        </p>
      </header>
      {join.error ? <Notice tone="problem">{errorText(join.error)}</Notice> : null}
      {offer.drillId !== null && only ? (
        <>
          <p className={styles.lead}>{t("join.joined")}</p>
          <SeatText {...only} format={offer.format} />
          <ButtonLink
            href={entranceTo(offer.drillId, only.seat, offer.phase)}
            variant="primary"
            size="large"
            fullWidth
          >
            {t(offer.phase === "ended" ? "open.review" : consoleVerb(only.seat.role))}
          </ButtonLink>
        </>
      ) : !only ? (
        <Notice>
          <strong>{t("join.nothing")}</strong>
          <br />
          {t("join.nothingHint")}
        </Notice>
      ) : (
        <>
          {another ? (
            <fieldset className={styles.choices}>
              <legend className={styles.lead}>{t("join.choice")}</legend>
              {offer.seats.map((place) => {
                const key = keyOf(place.seat);
                return (
                  <label key={key} className={classNames(styles.choice, key === chosenKey && styles.chosen)}>
                    <Radio
                      name="seat"
                      className={styles.radio}
                      checked={key === chosenKey}
                      onChange={() => {
                        setChosenKey(key);
                        setUnchosen(false);
                      }}
                    />
                    <SeatText {...place} format={offer.format} />
                  </label>
                );
              })}
            </fieldset>
          ) : (
            <>
              <p className={styles.lead}>{t(only.assigned ? "join.assigned" : "join.as")}</p>
              <SeatText {...only} format={offer.format} />
            </>
          )}
          {unchosen ? <Notice tone="problem">{t("join.chooseFirst")}</Notice> : null}
          <Button
            variant="primary"
            size="large"
            fullWidth
            loading={join.isPending || join.isSuccess}
            onClick={submit}
          >
            {t("join.submit")}
          </Button>
        </>
      )}
      <p className={styles.foot}>
        <Link href="/join">{t("join.otherCode")}</Link>
        <Link href="/">{t("join.home")}</Link>
      </p>
    </section>
  );
}

function SeatText({ seat, team, format }: { seat: Seat; team: LocalText; format: JoinOffer["format"] }) {
  const t = useTranslations("drills");
  const locale = useLocale();
  if (seat.role !== "player") return <span className={styles.seat}>{t(`role.${seat.role}`)}</span>;
  return (
    <span className={styles.seat}>
      <SideTag side={seat.side} />
      {format === "parallel" ? <span>{t("lane", { lane: seat.lane })}</span> : null}
      {isWritten(team) ? <span>{inLocale(team, locale)}</span> : null}
    </span>
  );
}

function keyOf(seat: Seat): string {
  return seat.role === "player" ? `player ${seat.lane} ${seat.side}` : seat.role;
}

/** Straight to the own console: before the start it is where one waits. */
function entranceTo(drillId: string, seat: Seat, phase: JoinOffer["phase"]): string {
  if (phase === "ended") return `/drills/${drillId}/review`;
  return consoleAddress(drillId, seat.role);
}
