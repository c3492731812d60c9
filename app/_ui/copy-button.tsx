"use client";

import { useEffect, useState } from "react";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { IconButton } from "./icon-button";

/** Copies a text and says that it did. Works on plain http too, where the clipboard API is absent. */
export function CopyButton({
  text,
  label,
  iconOnly = false,
  size,
}: {
  text: string;
  /** What is copied, such as "Copy join code". */
  label?: string;
  iconOnly?: boolean;
  size?: "small" | "medium" | "large";
}) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const icon = copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />;
  const words = copied ? t("action.copied") : (label ?? t("action.copy"));
  const copy = () => void copyText(text).then(setCopied);
  return iconOnly ? (
    <IconButton label={words} icon={icon} size={size} onClick={copy} />
  ) : (
    <Button icon={icon} size={size} onClick={copy}>
      {words}
    </Button>
  );
}

/** Whether the text reached the clipboard. */
async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  // The old way is the only one on http://<address>; it copies what is selected.
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.setAttribute("aria-hidden", "true");
  area.style.position = "fixed";
  area.style.opacity = "0";
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
