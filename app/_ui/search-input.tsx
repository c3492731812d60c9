"use client";

import { useRef } from "react";
import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCommands } from "./command-context";
import { IconButton } from "./icon-button";
import { Input } from "./input";
import styles from "./search-input.module.css";

/** A search field; `/` moves the focus to it, Escape empties it. */
export function SearchInput({
  label,
  value,
  onValueChange,
  placeholder,
  size,
}: {
  /** What is searched, for screen readers and the sheet of shortcuts. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  placeholder?: string;
  size?: "small" | "medium" | "large";
}) {
  const t = useTranslations("common");
  const input = useRef<HTMLInputElement>(null);
  useCommands([
    {
      id: "focus-search",
      label,
      group: "action",
      keys: "/",
      keyOnly: true,
      run: () => input.current?.focus(),
    },
  ]);
  return (
    <div role="search" className={styles.search}>
      <Input
        ref={input}
        type="search"
        size={size}
        aria-label={label}
        placeholder={placeholder ?? label}
        prefix={<Search aria-hidden="true" />}
        suffix={
          value ? (
            <IconButton
              label={t("action.clear")}
              icon={<X aria-hidden="true" />}
              size="small"
              onClick={() => {
                onValueChange("");
                input.current?.focus();
              }}
            />
          ) : null
        }
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && value) onValueChange("");
        }}
      />
    </div>
  );
}
