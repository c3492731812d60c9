"use client";

import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from "react";
import dynamic from "next/dynamic";
import { later } from "./later";
import type { ShownToast } from "./toast-stack";

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

// Not part of the first load, but fetched soon after it: the message may be that the server is gone. Should it
// be gone already, the page goes on without, asks again, and shows then what there was to say.
const stack = later(() => import("./toast-stack").then((module) => module.ToastStack));
const ToastStack = dynamic(stack.now, { ssr: false });
const FETCH_AFTER_MS = 2_000;

/** How many stay on screen; an older one gives way. */
const SHOWN_MAX = 4;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly ShownToast[]>([]);
  // Stays once it is there, so that the last message can leave and screen readers keep the region.
  const [used, setUsed] = useState(false);
  const [arrived, setArrived] = useState(false);
  const lastId = useRef(0);

  useEffect(() => {
    if (arrived) return;
    const gone = new AbortController();
    const fetchStack = () => stack.untilThere(gone.signal, () => setArrived(true));
    const timer = setTimeout(fetchStack, used ? 0 : FETCH_AFTER_MS);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [arrived, used]);

  const show = useCallback((message: ToastMessage) => {
    lastId.current += 1;
    const id = lastId.current;
    setUsed(true);
    setShown((before) => [...before, { ...message, id }].slice(-SHOWN_MAX));
  }, []);
  const remove = useCallback((id: number) => {
    setShown((before) => before.filter((toast) => toast.id !== id));
  }, []);

  return (
    <ToastContext value={show}>
      {children}
      {used && arrived ? <ToastStack shown={shown} onGone={remove} /> : null}
    </ToastContext>
  );
}
