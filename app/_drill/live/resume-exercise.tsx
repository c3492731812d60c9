"use client";

import { useState } from "react";
import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { useLiveDrill } from "./drill-context";
import styles from "./stop-exercise.module.css";

/** Goes on after a stop: only by somebody who says in so many words that it is safe. The clock stays paused. */
export function ResumeExercise() {
  const t = useTranslations("console.resume");
  const common = useTranslations("common");
  const { act } = useLiveDrill();
  const [open, setOpen] = useState(false);
  const [safe, setSafe] = useState(false);
  const [reason, setReason] = useState("");

  async function resume() {
    if (!safe) return;
    if (await act({ type: "ResumeExercise", reason: reason.trim() })) setOpen(false);
  }

  return (
    <>
      <Button icon={<Play aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t("button")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="small"
        title={t("title")}
        description={t("text")}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{common("action.cancel")}</Button>
            <Button type="submit" form="resume-exercise" variant="primary" disabled={!safe}>
              {t("button")}
            </Button>
          </>
        }
      >
        <form
          id="resume-exercise"
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void resume();
          }}
        >
          <Checkbox checked={safe} onCheckedChange={setSafe} label={t("safe")} />
          <Field label={t("reason")}>
            <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </form>
      </Dialog>
    </>
  );
}
