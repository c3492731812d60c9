"use client";

import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { CircleAlert, CircleCheck, Clock, Info, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Toast as Primitive } from "radix-ui";
import { classNames } from "./class-names";
import styles from "./toast.module.css";

export type ToastTone = "info" | "done" | "warning" | "problem";

export type ToastMessage = {
  title: string;
  description?: string;
  tone?: ToastTone;
  /** One thing to do about it, such as "Undo". */
  action?: { label: string; onPress: () => void };
};

const ToastContext = createContext<((message: ToastMessage) => void) | null>(null);

/** Shows a message at the edge of the screen, read out by screen readers. For news, not for questions. */
export function useToast(): (message: ToastMessage) => void {
  const show = useContext(ToastContext);
  if (!show) throw new Error("useToast needs the ToastProvider of the root layout");
  return show;
}

/** How many stay on screen; an older one gives way. */
const SHOWN_MAX = 4;

const ICONS = { info: Info, done: CircleCheck, warning: Clock, problem: CircleAlert } as const;

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations("common");
  const [shown, setShown] = useState<readonly (ToastMessage & { id: number })[]>([]);
  const lastId = useRef(0);

  const show = useCallback((message: ToastMessage) => {
    lastId.current += 1;
    const id = lastId.current;
    setShown((before) => [...before, { ...message, id }].slice(-SHOWN_MAX));
  }, []);
  const remove = useCallback((id: number) => {
    setShown((before) => before.filter((toast) => toast.id !== id));
  }, []);

  return (
    <ToastContext value={show}>
      <Primitive.Provider label={t("toast.region")} swipeDirection="left">
        {children}
        {shown.map((toast) => (
          <ToastCard
            key={toast.id}
            toast={toast}
            closeLabel={t("action.close")}
            onGone={() => remove(toast.id)}
          />
        ))}
        <Primitive.Viewport
          className={styles.viewport}
          label={t("toast.regionWithKey", { hotkey: "{hotkey}" })}
        />
      </Primitive.Provider>
    </ToastContext>
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
  const duration = useMemo(
    () => (tone === "problem" ? 12_000 : toast.action ? 8_000 : 5_000),
    [tone, toast.action],
  );

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
