import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import styles from "./radio.module.css";

/** One native radio button, for choices that are whole cards. For a plain list of choices use `RadioGroup`. */
export function Radio({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return <input {...rest} type="radio" className={classNames(styles.radio, className)} />;
}
