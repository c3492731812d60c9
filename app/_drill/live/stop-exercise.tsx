"use client";

import { useState } from "react";
import { OctagonX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { Field } from "@/app/_ui/field";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Textarea } from "@/app/_ui/textarea";
import { useLiveDrill } from "./drill-context";
import styles from "./stop-exercise.module.css";

/**
 * Anyone can call "stop exercise", and everything stands still, also for a real incident. Asks once, because it is for
 * all. Once it is stopped for another reason, there is still the real incident.
 */
export function StopExercise({
  stopped,
  ends,
}: {
  stopped: boolean;
  /** Nobody else runs this drill: for a real incident it ends at once. */
  ends: boolean;
}) {
  const t = useTranslations("console.stop");
  const { act } = useLiveDrill();
  const [open, setOpen] = useState(false);
  const [chosen, setHow] = useState<"stopped" | "real-incident">("stopped");
  const how = stopped ? "real-incident" : chosen;
  const [reason, setReason] = useState("");
  return (
    <>
      <Button
        size="small"
        className={styles.stop}
        icon={<OctagonX aria-hidden="true" />}
        onClick={() => setOpen(true)}
        title={t("button")}
      >
        <span className={styles.word}>{t("button")}</span>
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={t("title")}
        description={t(how === "stopped" ? "description" : ends ? "descriptionEnds" : "descriptionReal")}
        confirmLabel={t(how === "stopped" ? "confirm" : ends ? "confirmEnds" : "confirmReal")}
        danger
        onConfirm={async () => {
          const words = { reason: reason.trim() };
          const done = await act(
            how === "stopped"
              ? { type: "StopExercise", ...words }
              : ends
                ? { type: "EndDrill", how, ...words }
                : { type: "StopExercise", real: true, ...words },
          );
          if (done) setReason("");
        }}
      >
        <div className={styles.form}>
          <RadioGroup
            label={t("why")}
            value={how}
            onValueChange={setHow}
            options={[
              { value: "stopped", label: t("stopped"), hint: t("stoppedHint"), disabled: stopped },
              { value: "real-incident", label: t("real"), hint: t("realHint") },
            ]}
          />
          <Field label={t("reason")}>
            <Textarea
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        </div>
      </ConfirmDialog>
    </>
  );
}
