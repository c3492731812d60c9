"use client";

import { useState } from "react";
import { CalendarClock, CalendarX2, EllipsisVertical, Pencil, Trash2 } from "lucide-react";
import { useMutation } from "@tanstack/react-query";
import { useTimeZone, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { DateTimeField, typedTime } from "@/app/_ui/date-time-field";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Menu, MenuItem } from "@/app/_ui/menu";
import { Notice } from "@/app/_ui/notice";
import { Textarea } from "@/app/_ui/textarea";
import type { Lobby } from "@/domain/roster/schema";

type Step = "move" | "cancel" | "delete";

/** What control does with a drill that has not started: edits its plan, moves it, calls it off, deletes it. */
export function PlanMenu({ lobby }: { lobby: Lobby }) {
  const t = useTranslations("drills.plan");
  const router = useRouter();
  const [step, setStep] = useState<Step | null>(null);
  return (
    <>
      <Menu
        trigger={
          <Button icon={<EllipsisVertical aria-hidden="true" />} size="large">
            {t("menu")}
          </Button>
        }
      >
        <MenuItem
          icon={<Pencil aria-hidden="true" />}
          onSelect={() => router.push(`/drills/${lobby.drillId}/plan`)}
        >
          {t("edit")}
        </MenuItem>
        <MenuItem icon={<CalendarClock aria-hidden="true" />} onSelect={() => setStep("move")}>
          {t("move")}
        </MenuItem>
        <MenuItem icon={<CalendarX2 aria-hidden="true" />} onSelect={() => setStep("cancel")}>
          {t("cancel")}
        </MenuItem>
        <MenuItem icon={<Trash2 aria-hidden="true" />} onSelect={() => setStep("delete")}>
          {t("delete")}
        </MenuItem>
      </Menu>
      {step ? <PlanDialog lobby={lobby} step={step} onClose={() => setStep(null)} /> : null}
    </>
  );
}

function PlanDialog({ lobby, step, onClose }: { lobby: Lobby; step: Step; onClose: () => void }) {
  const t = useTranslations("drills.plan");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const router = useRouter();
  const errorText = useErrorText();
  const { drillId } = lobby;
  const timeZone = useTimeZone() ?? "UTC";
  const [time, setTime] = useState(() => typedTime(lobby.plannedForMs, timeZone));
  const [reason, setReason] = useState("");
  const leave = { onSuccess: () => router.push("/drills") };
  const move = useMutation(trpc.drill.move.mutationOptions({ onSuccess: onClose }));
  const cancel = useMutation(trpc.drill.cancel.mutationOptions(leave));
  const remove = useMutation(trpc.drill.delete.mutationOptions(leave));
  const asked = { move, cancel, delete: remove }[step];

  function submit() {
    if (step === "cancel") return cancel.mutate({ drillId, reason: reason.trim() });
    if (step === "delete") return remove.mutate({ drillId });
    if (time.wrong === null) move.mutate({ drillId, plannedForMs: time.atMs });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="small"
      title={t(`${step}Title`)}
      description={t(`${step}Text`)}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button
            type="submit"
            form="plan-step"
            variant={step === "move" ? "primary" : "danger"}
            loading={asked.isPending}
          >
            {t(step)}
          </Button>
        </>
      }
    >
      <form
        id="plan-step"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {step === "move" ? <DateTimeField label={t("time")} value={time} onValueChange={setTime} /> : null}
        {step === "cancel" ? (
          <Field label={t("reason")}>
            <Textarea
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        ) : null}
        {asked.error ? <Notice tone="problem">{errorText(asked.error)}</Notice> : null}
      </form>
    </Dialog>
  );
}
