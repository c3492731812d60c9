"use client";

import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Spinner } from "./spinner";
import styles from "./button.module.css";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "large";

export type ButtonProps = ComponentProps<"button"> & {
  /** One primary button per view; "danger" only for what cannot be undone. */
  variant?: ButtonVariant;
  /** "large" is the 44 px touch target of screens that are worked with a finger. */
  size?: ButtonSize;
  icon?: ReactNode;
  /** Shows a spinner, keeps the width and ignores presses while something is under way. */
  loading?: boolean;
  fullWidth?: boolean;
};

/** A button that does something. To go somewhere use `ButtonLink`. */
export function Button({
  variant = "secondary",
  size = "medium",
  icon,
  loading = false,
  fullWidth = false,
  className,
  children,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      // Not `disabled`: that would drop the keyboard focus of the person who just pressed it.
      aria-disabled={loading || undefined}
      aria-busy={loading || undefined}
      onClick={loading ? (event) => event.preventDefault() : onClick}
      className={classNames(
        styles.button,
        styles[variant],
        styles[size],
        loading && styles.loading,
        fullWidth && styles.fullWidth,
        className,
      )}
    >
      {loading ? <Spinner /> : icon ? <span className={styles.icon}>{icon}</span> : null}
      {children ? <span className={styles.label}>{children}</span> : null}
    </button>
  );
}
