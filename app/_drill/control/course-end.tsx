"use client";

import { useState } from "react";
import { ArrowLeftRight, Flag } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import type { ControlView } from "@/domain/view/schema";

/** What ends a leg, the drill and its evaluation. Each is asked for once more: none can be taken back. */
export function CourseEnd({
  view,
  waiting,
  onNextLeg,
}: {
  view: ControlView;
  /** How many evaluations have not been handed in. */
  waiting: number;
  onNextLeg: () => void;
}) {
  const t = useTranslations("control");
  const { act, may } = useLiveDrill();
  const [asking, setAsking] = useState<"leg" | "end" | "release" | null>(null);
  const asked = (which: typeof asking) => ({
    open: asking === which,
    onOpenChange: (open: boolean) => setAsking(open ? which : null),
  });
  return (
    <>
      {may("StartNextLeg") && view.leg === 1 ? (
        <Button size="small" icon={<ArrowLeftRight aria-hidden="true" />} onClick={() => setAsking("leg")}>
          {t("leg.next")}
        </Button>
      ) : null}
      {may("EndDrill") ? (
        <Button size="small" icon={<Flag aria-hidden="true" />} onClick={() => setAsking("end")}>
          {t("clock.end")}
        </Button>
      ) : null}
      {may("ReleaseScores") ? (
        <Button variant="primary" size="small" onClick={() => setAsking("release")}>
          {t("finished.release")}
        </Button>
      ) : null}
      <ConfirmDialog
        {...asked("leg")}
        title={t("leg.nextTitle")}
        description={t("leg.nextText")}
        confirmLabel={t("leg.next")}
        onConfirm={async () => {
          if (await act({ type: "StartNextLeg" })) onNextLeg();
        }}
      />
      <ConfirmDialog
        {...asked("end")}
        title={t("clock.endTitle")}
        description={t("clock.endText")}
        confirmLabel={t("clock.end")}
        danger
        onConfirm={() =>
          act({ type: "EndDrill", how: view.stopped === null ? "ended" : "stopped", reason: "" })
        }
      />
      <ConfirmDialog
        {...asked("release")}
        title={t("finished.releaseTitle")}
        description={waiting > 0 ? t("finished.releaseEarly", { count: waiting }) : t("finished.releaseText")}
        confirmLabel={t("finished.release")}
        danger={waiting > 0}
        onConfirm={() => act({ type: "ReleaseScores" })}
      />
    </>
  );
}
