"use client";

import { useState } from "react";
import { Flag, Hand } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import type { View } from "@/domain/view/schema";
import { useLiveDrill } from "./drill-context";

/** What control answers a stop for a real incident with: it ends the drill, or sees to it that it does not end by itself. */
export function StopAnswers({ stopped }: { stopped: NonNullable<View["stopped"]> }) {
  const t = useTranslations("console.realStop");
  const { act } = useLiveDrill();
  const [ending, setEnding] = useState(false);
  if (!stopped.real) return null;
  return (
    <>
      {stopped.endsAtWallMs === null ? null : (
        <Button icon={<Hand aria-hidden="true" />} onClick={() => void act({ type: "AnswerStop" })}>
          {t("answer")}
        </Button>
      )}
      <Button icon={<Flag aria-hidden="true" />} onClick={() => setEnding(true)}>
        {t("end")}
      </Button>
      <ConfirmDialog
        open={ending}
        onOpenChange={setEnding}
        title={t("endTitle")}
        description={t("endText")}
        confirmLabel={t("end")}
        danger
        onConfirm={() => act({ type: "EndDrill", how: "real-incident", reason: stopped.reason })}
      />
    </>
  );
}
