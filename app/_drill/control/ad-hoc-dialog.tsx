"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import { useSeparator } from "@/app/_ui/separator";
import { audienceAfter } from "@/domain/injects/kinds";
import { InjectAudience } from "@/domain/injects/audience";
import { InjectKind } from "@/domain/injects/schema";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import styles from "./dialog-form.module.css";
import { VoiceField } from "./voice-field";

/** Something that stands in no plan: control makes it up and hands it out at once. */
export function AdHocDialog({
  lane,
  view,
  setting,
  onClose,
}: {
  lane: number;
  view: ControlView;
  setting: FullSetting;
  onClose: () => void;
}) {
  const separator = useSeparator();
  const t = useTranslations("control");
  const c = useTranslations("console");
  const common = useTranslations("common");
  const local = useLocal();
  const { act } = useLiveDrill();
  const { kind, chooseKind, audience, setAudience } = useKindAndAudience();
  const [from, setFrom] = useState("");
  const [text, setText] = useState("");
  const [incident, setIncident] = useState("none");
  const [busy, setBusy] = useState(false);
  const incidents = view.lanes.find((candidate) => candidate.lane === lane)?.incidents ?? [];

  async function send() {
    if (text.trim() === "") return;
    setBusy(true);
    const done = await act({
      type: "SendAdHocInject",
      lane,
      kind,
      audience,
      from: from.trim(),
      text: text.trim(),
      incident: incident === "none" ? null : Number(incident),
    });
    setBusy(false);
    if (done) onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("adHoc.title")}
      description={t("adHoc.text")}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button type="submit" form="ad-hoc" variant="primary" loading={busy} disabled={text.trim() === ""}>
            {t("adHoc.send")}
          </Button>
        </>
      }
    >
      <form
        id="ad-hoc"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={t("adHoc.words")} required>
          <Textarea
            rows={4}
            maxLength={2_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
            }}
          />
        </Field>
        <Field label={t("adHoc.audience")}>
          <Select
            value={audience}
            onValueChange={setAudience}
            options={InjectAudience.options
              .filter((value) => setting.scenario.opposed || (value !== "opposition" && value !== "both"))
              .map((value) => ({ value, label: t(`audience.${value}`) }))}
          />
        </Field>
        <div className={styles.pair}>
          <Field label={t("adHoc.kind")}>
            <Select
              value={kind}
              onValueChange={chooseKind}
              options={InjectKind.options.map((value) => ({ value, label: c(`injectKind.${value}`) }))}
            />
          </Field>
          <VoiceField
            setting={setting}
            side={audience === "opposition" || audience === "both" ? audience : "responder"}
            label={t("adHoc.from")}
            placeholder={t("adHoc.fromHint")}
            maxLength={200}
            value={from}
            onChange={setFrom}
          />
        </div>
        <Field label={t("adHoc.incident")}>
          <Select
            value={incident}
            onValueChange={setIncident}
            options={[
              { value: "none", label: t("adHoc.noIncident") },
              ...incidents.map(({ number, place }) => ({
                value: String(number),
                label: `${number}${separator}${local(place.name)}`,
              })),
            ]}
          />
        </Field>
      </form>
    </Dialog>
  );
}

/** What is sent and to whom. Another kind brings whom it is meant for, unless somebody else had been chosen. */
function useKindAndAudience() {
  const [kind, setKind] = useState<InjectKind>("phone");
  const [audience, setAudience] = useState<InjectAudience>("responder");
  function chooseKind(next: InjectKind) {
    setAudience(audienceAfter(audience, kind, next));
    setKind(next);
  }
  return { kind, chooseKind, audience, setAudience };
}
