"use client";

import { useCallback, useEffect, useEffectEvent, useRef } from "react";
import styles from "./unit-drag.module.css";

/** How far the pointer goes before a press becomes a drag, in pixels. */
const BEGINS_AT = 6;

/**
 * Lets crews be dragged from wherever they are shown onto an incident, wherever that is shown: anything with
 * `data-drop-incident`. While they are in the hand every incident that takes them is marked, and what follows the
 * pointer says what letting go would do.
 *
 * With the pointer's own events and not the browser's drag and drop: that one does not lift buttons in every browser,
 * and the map would move along. A finger scrolls instead; it has the button.
 *
 * @returns what to call with the press that may become a drag.
 */
export function useUnitDrag({
  say,
  onDrop,
}: {
  /** What dropping these crews there does, in words; on nothing for null. */
  say: (unitIds: readonly string[], incident: number | null) => string;
  onDrop: (unitIds: readonly string[], incident: number) => void;
}): (unitIds: readonly string[], event: PointerEvent) => void {
  const stop = useRef<(() => void) | null>(null);
  const told = useEffectEvent(say);
  const dropped = useEffectEvent(onDrop);
  const begin = useEffectEvent((unitIds: readonly string[], event: PointerEvent) => {
    stop.current?.();
    stop.current = follow(unitIds, event, told, dropped);
  });
  const beginning = useRef<((unitIds: readonly string[], event: PointerEvent) => void) | null>(null);
  useEffect(() => {
    beginning.current = begin;
    return () => stop.current?.();
  }, []);
  return useCallback((unitIds, event) => {
    if (event.pointerType !== "touch" && event.button === 0) beginning.current?.(unitIds, event);
  }, []);
}

/** Follows the pointer from a press until it is let go. @returns what ends that early. */
function follow(
  unitIds: readonly string[],
  { clientX, clientY }: PointerEvent,
  say: (unitIds: readonly string[], incident: number | null) => string,
  onDrop: (unitIds: readonly string[], incident: number) => void,
): () => void {
  const listening = new AbortController();
  let ghost: HTMLElement | null = null;
  let over: HTMLElement | null = null;

  function end() {
    listening.abort();
    ghost?.remove();
    delete over?.dataset.dropOver;
    delete document.body.dataset.draggingUnits;
  }

  const { signal } = listening;
  window.addEventListener(
    "pointermove",
    (event) => {
      if (!ghost) {
        if (Math.hypot(event.clientX - clientX, event.clientY - clientY) < BEGINS_AT) return;
        ghost = document.createElement("div");
        ghost.className = styles.ghost ?? "";
        // What it says is for the eye of whoever drags; nobody can drag without one.
        ghost.setAttribute("aria-hidden", "true");
        document.body.append(ghost);
        document.body.dataset.draggingUnits = "";
      }
      const below = document.elementFromPoint(event.clientX, event.clientY);
      const target = below instanceof Element ? below.closest<HTMLElement>("[data-drop-incident]") : null;
      if (target !== over) {
        delete over?.dataset.dropOver;
        if (target) target.dataset.dropOver = "";
        over = target;
      }
      ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 10}px)`;
      ghost.textContent = say(unitIds, incidentOf(over));
    },
    { signal },
  );
  window.addEventListener(
    "pointerup",
    () => {
      const incident = ghost ? incidentOf(over) : null;
      if (ghost) {
        // Letting go is no click on what happens to lie below.
        window.addEventListener("click", swallow, { capture: true, once: true });
        setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
      }
      end();
      if (incident !== null) onDrop(unitIds, incident);
    },
    { signal },
  );
  window.addEventListener("pointercancel", end, { signal });
  window.addEventListener("blur", end, { signal });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      end();
    },
    { signal, capture: true },
  );
  return end;
}

function incidentOf(element: HTMLElement | null): number | null {
  const number = element?.dataset.dropIncident;
  return number === undefined ? null : Number(number);
}

function swallow(event: MouseEvent): void {
  event.stopPropagation();
  event.preventDefault();
}
