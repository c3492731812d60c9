"use client";

import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Spinner } from "./spinner";
import { Tooltip } from "./tooltip";
import styles from "./icon-button.module.css";

export type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> & {
  /** What it does, for the tooltip and for screen readers. */
  label: string;
  icon: ReactNode;
  /** A key to press instead, shown in the tooltip. */
  shortcut?: string;
  size?: "small" | "medium" | "large";
  variant?: "quiet" | "outlined";
  /** For buttons that stay pressed. */
  pressed?: boolean;
  loading?: boolean;
};

/** A button that is only a picture; it always carries its words as label and tooltip. */
export function IconButton({
  label,
  icon,
  shortcut,
  size = "medium",
  variant = "quiet",
  pressed,
  loading = false,
  className,
  type = "button",
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut} describes={false}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={loading || undefined}
        onClick={loading ? (event) => event.preventDefault() : onClick}
        className={classNames(styles.iconButton, styles[size], styles[variant], className)}
      >
        {loading ? <Spinner /> : icon}
      </button>
    </Tooltip>
  );
}
