"use client";

import type { ReactNode } from "react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import styles from "./tabs.module.css";

/** Tabs that are pages of their own: each has an address, the browser's back button works. */
export function TabLinks({
  label,
  items,
  aside,
}: {
  label: string;
  items: readonly { href: string; label: ReactNode; count?: number }[];
  aside?: ReactNode;
}) {
  const path = usePathname();
  // The longest address that the current one begins with, so that "/admin" is not current on "/admin/teams".
  const current = items
    .filter((item) => path === item.href || path.startsWith(`${item.href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
  return (
    <nav className={styles.row} aria-label={label}>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              className={styles.tab}
              aria-current={item === current ? "page" : undefined}
            >
              {item.label}
              {item.count === undefined ? null : <span className={styles.count}>{item.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
      {aside}
    </nav>
  );
}
