"use client";

import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import { useCommands } from "@/app/_ui/command-context";
import { Account } from "./account";
import { BrandMark } from "./brand-mark";
import { destinationsFor, isWithin, type Destination } from "./destinations";
import type { Viewer } from "./viewer";
import styles from "./rail.module.css";

/** Where one can go: a slim rail at the side, a bar at the bottom of a phone. */
export function Rail({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const path = usePathname();
  const router = useRouter();
  const destinations = destinationsFor(viewer.roles);

  useCommands(
    destinations.map((place) => ({
      id: `go-${place.id}`,
      label: t(`nav.${place.id}`),
      keywords: place.href,
      group: "navigation",
      icon: <place.icon aria-hidden="true" />,
      run: () => router.push(place.href),
    })),
  );

  const link = (place: Destination) => (
    <li key={place.id} className={classNames(place.foot && styles.foot)}>
      <Link
        href={place.href}
        className={styles.link}
        aria-current={isWithin(path, place) ? "page" : undefined}
      >
        <place.icon aria-hidden="true" strokeWidth={1.75} />
        <span>{t(`nav.${place.id}`)}</span>
      </Link>
    </li>
  );

  return (
    <header className={styles.rail}>
      <Link href="/" className={styles.brand} aria-label={common("appName")}>
        <BrandMark size={30} />
      </Link>
      <nav className={styles.nav} aria-label={t("nav.label")}>
        <ul className={styles.places}>{destinations.map(link)}</ul>
      </nav>
      <Account viewer={viewer} />
    </header>
  );
}
