"use client";

import { useState } from "react";
import dynamic from "next/dynamic";
import { AccountButton } from "./account-button";
import type { Viewer } from "./viewer";

const loadMenu = () => import("./account-menu").then((module) => module.AccountMenu);
const AccountMenu = dynamic(loadMenu, { ssr: false });

/** The account's button on every page, and its menu for those who press it: no page pays for it beforehand. */
export function Account({ viewer }: { viewer: Viewer }) {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <AccountMenu viewer={viewer} />;
  return (
    <AccountButton
      name={viewer.name}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => void loadMenu().then(() => setWanted(true))}
    />
  );
}
