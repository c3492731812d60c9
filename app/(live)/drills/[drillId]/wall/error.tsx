"use client";

import { useEffect } from "react";
import { useTranslations } from "next-intl";
import { MessagePage } from "@/app/_shell/message-page";
import { reloadOnceReady } from "@/app/_drill/wall/use-upkeep";

const RELOAD_AFTER_MS = 15_000;

/** A bug in the page of a wall: nobody stands there to press a button, so it tries again by itself. */
export default function WallError({ error }: { error: Error & { digest?: string } }) {
  const t = useTranslations("console.wall");
  useEffect(() => {
    let over = false;
    const timer = setTimeout(() => void reloadOnceReady(() => over), RELOAD_AFTER_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  return <MessagePage title={t("broken")} text={t("brokenText")} code={error.digest} />;
}
