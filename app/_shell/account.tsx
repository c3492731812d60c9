"use client";

import { useState } from "react";
import dynamic from "next/dynamic";
import { later } from "@/app/_ui/later";
import { useCannotFetch } from "@/app/_ui/use-cannot-fetch";
import { AccountButton } from "./account-button";
import type { Viewer } from "./viewer";

const menu = later(() => import("./account-menu").then((module) => module.AccountMenu));
const AccountMenu = dynamic(menu.now, { ssr: false });

/** The account's button on every page, and its menu for those who press it: no page pays for it beforehand. */
export function Account({ viewer }: { viewer: Viewer }) {
  const [wanted, setWanted] = useState(false);
  const cannotFetch = useCannotFetch();
  if (wanted) return <AccountMenu viewer={viewer} />;
  return (
    <AccountButton
      name={viewer.name}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={menu.ahead}
      onFocus={menu.ahead}
      onClick={() => void menu.now().then(() => setWanted(true), cannotFetch)}
    />
  );
}
