"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import type { LocalText } from "@/domain/text";
import styles from "./dialog-form.module.css";
import type { InjectState } from "./inject-board";

/** Changes what an inject says before it goes out. The scenario stays as it is. */
export function EditInjectDialog({
  lane,
  title,
  state,
  onClose,
}: {
  lane: number;
  title: LocalText;
  state: InjectState;
  onClose: () => void;
}) {
  const t = useTranslations("control.injects");
  const common = useTranslations("common");
  const local = useLocal();
  const { act } = useLiveDrill();
  const [text, setText] = useState(state.text);
  const [from, setFrom] = useState(state.from);
  const [busy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    const done = await act({ type: "EditInject", lane, injectId: state.injectId, text, from });
    setBusy(false);
    if (done) onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      size="large"
      title={t("editTitle", { title: local(title) })}
      description={t("editText")}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button type="submit" form="edit-inject" variant="primary" loading={busy}>
            {common("action.save")}
          </Button>
        </>
      }
    >
      <form
        id="edit-inject"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <LocalTextInput label={t("from")} value={from} onChange={setFrom} maxLength={200} />
        <LocalTextInput
          label={t("words")}
          required
          rows={6}
          value={text}
          onChange={setText}
          maxLength={8_000}
        />
      </form>
    </Dialog>
  );
}
