"use client";

import { useState } from "react";
import { CircleAlert, CircleCheck, Clock, Info, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Toast as Primitive } from "radix-ui";
import { classNames } from "./class-names";
import type { ToastMessage } from "./toast";
import styles from "./toast.module.css";

const ICONS = { info: Info, done: CircleCheck, warning: Clock, problem: CircleAlert } as const;

export type ShownToast = ToastMessage & { id: number };

/** The messages on screen, the newest at the bottom. */
export function ToastStack({
  shown,
  onGone,
}: {
  shown: readonly ShownToast[];
  onGone: (id: number) => void;
}) {
  const t = useTranslations("common");
  return (
    <Primitive.Provider label={t("toast.region")} swipeDirection="left">
      {shown.map((toast) => (
        <ToastCard
          key={toast.id}
          toast={toast}
          closeLabel={t("action.close")}
          onGone={() => onGone(toast.id)}
        />
      ))}
      <Primitive.Viewport
        className={styles.viewport}
        label={t("toast.regionWithKey", { hotkey: "{hotkey}" })}
      />
    </Primitive.Provider>
  );
}

function ToastCard({
  toast,
  closeLabel,
  onGone,
}: {
  toast: ToastMessage;
  closeLabel: string;
  onGone: () => void;
}) {
  const [open, setOpen] = useState(true);
  const tone = toast.tone ?? "info";
  const Icon = ICONS[tone];
  const duration = tone === "problem" ? 12_000 : toast.action ? 8_000 : 5_000;

  return (
    <Primitive.Root
      className={classNames(styles.toast, styles[tone])}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        // Leaves the list after the closing animation.
        if (!next) setTimeout(onGone, 200);
      }}
      duration={duration}
      type={tone === "problem" ? "foreground" : "background"}
    >
      <Icon className={styles.icon} aria-hidden="true" />
      <div className={styles.text}>
        <Primitive.Title className={styles.title}>{toast.title}</Primitive.Title>
        {toast.description ? (
          <Primitive.Description className={styles.description}>{toast.description}</Primitive.Description>
        ) : null}
        {toast.action ? (
          <Primitive.Action
            className={styles.action}
            altText={toast.action.label}
            onClick={toast.action.onPress}
          >
            {toast.action.label}
          </Primitive.Action>
        ) : null}
      </div>
      <Primitive.Close className={styles.close} aria-label={closeLabel}>
        <X aria-hidden="true" />
      </Primitive.Close>
    </Primitive.Root>
  );
}
