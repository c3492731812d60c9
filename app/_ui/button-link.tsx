import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import type { ButtonSize, ButtonVariant } from "./button";
import { classNames } from "./class-names";
import styles from "./button.module.css";

/** A link that looks like a button: it goes somewhere, opens in a new tab, and shows its address. */
export function ButtonLink({
  variant = "secondary",
  size = "medium",
  icon,
  fullWidth = false,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  fullWidth?: boolean;
}) {
  return (
    <Link
      {...rest}
      className={classNames(
        styles.button,
        styles[variant],
        styles[size],
        fullWidth && styles.fullWidth,
        className,
      )}
    >
      {icon ? <span className={styles.icon}>{icon}</span> : null}
      <span className={styles.label}>{children}</span>
    </Link>
  );
}
