"use client";

import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type PointerEvent,
  type ReactNode,
} from "react";
import { createPortal } from "react-dom";
import { Slot } from "radix-ui";
import { Kbd } from "./kbd";
import styles from "./tooltip.module.css";

const OPEN_AFTER_MS = 500;
/** Long enough to move the pointer from the element onto the tooltip, to read or select it. */
const CLOSE_AFTER_MS = 150;
/** Right after one tooltip the next opens at once: the person is looking for something. */
const IN_A_ROW_MS = 300;
const GAP = 6;

let lastClosedAtMs = -Infinity;

/**
 * A few words about the one focusable element inside. Never the only place where something is said.
 *
 * Written here and not taken from the primitive library because it is on every page, and a general
 * positioning engine for a line of text would cost each of them 12 kB.
 */
export function Tooltip({
  content,
  shortcut,
  side = "top",
  describes = true,
  children,
}: {
  content: ReactNode;
  shortcut?: string | undefined;
  side?: "top" | "right";
  /** False where the words are the element's label anyway, so that they are not read out twice. */
  describes?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function openSoon(element: Element) {
    clearTimeout(timer.current);
    const inARow = performance.now() - lastClosedAtMs < IN_A_ROW_MS;
    timer.current = setTimeout(() => setAnchor(element), inARow ? 0 : OPEN_AFTER_MS);
  }

  function close() {
    clearTimeout(timer.current);
    if (anchor) lastClosedAtMs = performance.now();
    setAnchor(null);
  }

  function closeSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(close, CLOSE_AFTER_MS);
  }

  return (
    <>
      <Slot.Root
        aria-describedby={describes && anchor ? id : undefined}
        onPointerEnter={(event: PointerEvent<HTMLElement>) => {
          if (event.pointerType !== "touch") openSoon(event.currentTarget);
        }}
        onPointerLeave={closeSoon}
        onPointerDown={close}
        onFocus={(event: FocusEvent<HTMLElement>) => {
          // Focus that came with the keyboard; a click has its own reasons.
          if (event.currentTarget.matches(":focus-visible")) setAnchor(event.currentTarget);
        }}
        onBlur={close}
      >
        {children}
      </Slot.Root>
      {anchor ? (
        <Bubble
          id={id}
          anchor={anchor}
          side={side}
          onClose={close}
          onPointerEnter={() => clearTimeout(timer.current)}
          onPointerLeave={closeSoon}
        >
          {content}
          {shortcut ? <Kbd>{shortcut}</Kbd> : null}
        </Bubble>
      ) : null}
    </>
  );
}

function Bubble({
  id,
  anchor,
  side,
  onClose,
  onPointerEnter,
  onPointerLeave,
  children,
}: {
  id: string;
  anchor: Element;
  side: "top" | "right";
  onClose: () => void;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
  children: ReactNode;
}) {
  const bubble = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (bubble.current) place(bubble.current, anchor, side);
  });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key === "Escape") onClose();
    }
    document.addEventListener("keydown", onKeyDown);
    window.addEventListener("scroll", onClose, true);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("scroll", onClose, true);
    };
  }, [onClose]);

  return createPortal(
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      className={styles.tooltip}
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
    >
      {children}
    </div>,
    document.body,
  );
}

/** Beside the anchor, within the window; below it where there is no room above. */
function place(bubble: HTMLElement, anchor: Element, side: "top" | "right"): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const above = at.top - GAP - height;
  const [left, top] =
    side === "right"
      ? [at.right + GAP, at.top + (at.height - height) / 2]
      : [at.left + (at.width - width) / 2, above >= GAP ? above : at.bottom + GAP];
  bubble.style.left = `${Math.max(GAP, Math.min(left, document.documentElement.clientWidth - width - GAP))}px`;
  bubble.style.top = `${top}px`;
}
