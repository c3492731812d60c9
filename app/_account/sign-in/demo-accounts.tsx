"use client";

import { useMutation } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Notice } from "@/app/_ui/notice";
import { Spinner } from "@/app/_ui/spinner";
import { useSeparator } from "@/app/_ui/separator";
import { personNameIn, type Role } from "@/domain/account/schema";
import { inLocale, type LocalText } from "@/domain/text";
import { enter } from "./enter";
import styles from "./demo-accounts.module.css";

type DemoAccount = {
  key: string;
  name: string;
  latinName: string;
  staffNumber: string;
  roles: readonly Role[];
  task: LocalText;
};

/** The accounts to try, one click each. Outside demo mode the server names none. */
export function DemoAccounts({ accounts, next }: { accounts: readonly DemoAccount[]; next: string }) {
  const separator = useSeparator();
  const t = useTranslations("auth");
  const common = useTranslations("common");
  const locale = useLocale();
  const trpc = useTRPC();
  const errorText = useErrorText();
  const signIn = useMutation(trpc.session.signInToDemo.mutationOptions({ onSuccess: () => enter(next) }));
  const busyKey = signIn.isPending || signIn.isSuccess ? signIn.variables.key : null;

  return (
    <section className={styles.demo} aria-labelledby="demo-accounts">
      <h2 className={styles.title} id="demo-accounts">
        {t("demo.title")}
      </h2>
      <p className={styles.hint}>{t("demo.hint")}</p>
      {signIn.error ? <Notice tone="problem">{errorText(signIn.error)}</Notice> : null}
      <ul className={styles.list}>
        {accounts.map((account) => {
          const name = personNameIn(account, locale);
          return (
            <li key={account.key}>
              <button
                type="button"
                className={styles.account}
                aria-label={`${t("demo.signInAs", { name })}: ${inLocale(account.task, locale)}`}
                aria-busy={busyKey === account.key || undefined}
                onClick={() => {
                  if (busyKey === null) signIn.mutate({ key: account.key });
                }}
              >
                <span className={styles.who}>
                  <span className={styles.name}>{name}</span>
                  <span className={styles.role}>
                    {account.roles.map((role) => common(`role.${role}`)).join(separator)}
                  </span>
                </span>
                <span className={styles.task}>{inLocale(account.task, locale)}</span>
                {busyKey === account.key ? (
                  <Spinner />
                ) : (
                  <ChevronRight aria-hidden="true" className={styles.arrow} />
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
