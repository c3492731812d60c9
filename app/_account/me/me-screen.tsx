"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { ErrorState } from "@/app/_ui/error-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Skeleton } from "@/app/_ui/skeleton";
import { PasswordForm } from "./password-form";
import { Preferences } from "./preferences";
import { Profile } from "./profile";
import { Sessions } from "./sessions";
import styles from "./me-screen.module.css";

/** Profile, password, language and look, and where one is signed in. */
export function MeScreen() {
  const t = useTranslations("me");
  const trpc = useTRPC();
  const profile = useQuery(trpc.me.profile.queryOptions());

  if (profile.isError) {
    const { sentence, requestId } = readableError(profile.error);
    return <ErrorState sentence={sentence} code={requestId} onRetry={() => void profile.refetch()} />;
  }
  if (profile.data === undefined) return <Skeleton lines={6} />;
  const { data } = profile;
  return (
    <div className={styles.me}>
      <PageHeader title={t("title")} />
      {/* Somebody who has to change the password sees that first. */}
      {data.mustChangePassword ? <PasswordForm mustChange /> : null}
      <Profile profile={data} />
      <Preferences />
      {data.mustChangePassword ? null : <PasswordForm mustChange={false} />}
      <Sessions />
    </div>
  );
}
