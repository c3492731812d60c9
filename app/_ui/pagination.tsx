"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "./icon-button";
import styles from "./pagination.module.css";

/** Steps through a long list the server hands out in pages. `page` counts from 1. */
export function Pagination({
  page,
  pageSize,
  total,
  onPageChange,
}: {
  page: number;
  pageSize: number;
  total: number;
  onPageChange: (page: number) => void;
}) {
  const t = useTranslations("common");
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1) return null;
  const from = (page - 1) * pageSize + 1;
  return (
    <nav className={styles.pagination} aria-label={t("pagination.label")}>
      <span>{t("pagination.range", { from, to: Math.min(total, page * pageSize), total })}</span>
      <IconButton
        label={t("pagination.previous")}
        icon={<ChevronLeft aria-hidden="true" />}
        disabled={page <= 1}
        onClick={() => onPageChange(page - 1)}
      />
      <IconButton
        label={t("pagination.next")}
        icon={<ChevronRight aria-hidden="true" />}
        disabled={page >= pages}
        onClick={() => onPageChange(page + 1)}
      />
    </nav>
  );
}
