"use client";

import { useId, type ReactNode } from "react";
import { classNames } from "./class-names";
import styles from "./choice.module.css";

/** How a control is tied to the words beside it. */
export type ChoiceWiring = {
  id: string;
  "aria-labelledby": string;
  "aria-describedby": string | undefined;
};

/**
 * One control (a tick, a dot, a switch, a card's radio) and the words that belong to it. All of it is the control's
 * label: a click on any of the words, also on the hint, is a click on the control. It is called by the label alone.
 */
export function Choice({
  label,
  hint,
  labelHidden = false,
  className,
  control,
}: {
  label: ReactNode;
  hint?: ReactNode;
  labelHidden?: boolean;
  className?: string | undefined;
  control: (wiring: ChoiceWiring) => ReactNode;
}) {
  const id = useId();
  return (
    <label className={classNames(styles.choice, className)} htmlFor={id}>
      {control({
        id,
        "aria-labelledby": `${id}-label`,
        "aria-describedby": hint ? `${id}-hint` : undefined,
      })}
      <span className={labelHidden ? styles.hidden : styles.text}>
        <span id={`${id}-label`}>{label}</span>
        {hint ? (
          <span className={styles.hint} id={`${id}-hint`}>
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}
