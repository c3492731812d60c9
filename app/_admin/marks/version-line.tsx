"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { z } from "zod";
import styles from "./layout.module.css";

const Health = z.object({ version: z.string() });

/** Which release answers, for whoever asks for help or upgrades; nothing while that is not known. */
export function VersionLine() {
  const t = useTranslations("admin");
  const health = useQuery({
    queryKey: ["health"],
    queryFn: async () => Health.parse(await (await fetch("/health")).json()),
    staleTime: 60_000,
  });
  if (health.data === undefined) return null;
  return <p className={styles.version}>{t("version", { version: health.data.version })}</p>;
}
