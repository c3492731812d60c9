"use client";

import { useEffect, useMemo, useState } from "react";
import { useRouter, useSearchParams } from "next/navigation";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { SearchInput } from "@/app/_ui/search-input";
import { Select } from "@/app/_ui/select";
import { Skeleton } from "@/app/_ui/skeleton";
import { Toolbar } from "@/app/_ui/toolbar";
import { ROLES } from "@/domain/account/schema";
import { useOrganisationOptions } from "@/app/_admin/marks/organisation-options";
import { InitialPassword, type NewPassword } from "./initial-password";
import { addressOfPeople, PEOPLE_STATES, peopleFilterFrom, type PeopleFilter } from "./people-filter";
import { PeopleTable } from "./people-table";
import { PersonDialog } from "./person-dialog";
import styles from "./people-screen.module.css";

const EVERY = "every";

/** Everybody with an account, and what administrators do about them. */
export function PeopleScreen() {
  const t = useTranslations("admin.people");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const router = useRouter();
  const params = useSearchParams();
  const filter = useMemo(() => peopleFilterFrom((key) => params.get(key)), [params]);
  const people = useQuery(trpc.people.page.queryOptions(filter, { placeholderData: keepPreviousData }));
  const organisations = useOrganisationOptions();
  const [adding, setAdding] = useState(false);
  const [password, setPassword] = useState<NewPassword | null>(null);

  const show = (change: Partial<PeopleFilter>) =>
    router.replace(addressOfPeople({ ...filter, page: 0, ...change }), { scroll: false });
  const filtered = filter.text !== "" || filter.role !== null || filter.organisationId !== null;

  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <Button variant="primary" icon={<UserPlus aria-hidden="true" />} onClick={() => setAdding(true)}>
            {t("new")}
          </Button>
        }
      />
      <Toolbar label={t("filters")}>
        <SearchText
          key={filter.text === "" ? "empty" : "text"}
          text={filter.text}
          onText={(text) => show({ text })}
        />
        <Select
          className={styles.filter}
          aria-label={t("role")}
          value={filter.role ?? EVERY}
          onValueChange={(role) => show({ role: role === EVERY ? null : role })}
          options={[
            { value: EVERY, label: t("allRoles") },
            ...ROLES.map((role) => ({ value: role, label: common(`role.${role}`) })),
          ]}
        />
        <Select
          className={styles.filter}
          aria-label={t("organisation")}
          value={filter.organisationId ?? EVERY}
          onValueChange={(id) => show({ organisationId: id === EVERY ? null : id })}
          options={[{ value: EVERY, label: t("allOrganisations") }, ...organisations.indented]}
        />
        <Select
          className={styles.filter}
          aria-label={t("state")}
          value={filter.state}
          onValueChange={(state) => show({ state })}
          options={PEOPLE_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
        />
      </Toolbar>

      {people.isError ? (
        <ErrorState
          sentence={readableError(people.error).sentence}
          code={readableError(people.error).requestId}
          onRetry={() => void people.refetch()}
        />
      ) : people.data === undefined ? (
        <Skeleton lines={8} />
      ) : people.data.people.length === 0 ? (
        <EmptyState
          title={filtered ? common("empty.noMatch") : t("empty")}
          action={
            filtered ? (
              <Button onClick={() => router.replace("/admin/people")}>{common("empty.clearFilters")}</Button>
            ) : null
          }
        />
      ) : (
        <>
          <PeopleTable people={people.data.people} onPassword={setPassword} />
          <Pagination
            page={filter.page + 1}
            pageSize={people.data.pageSize}
            total={people.data.total}
            onPageChange={(page) => show({ page: page - 1 })}
          />
        </>
      )}

      {adding ? (
        <PersonDialog person={null} onClose={() => setAdding(false)} onPassword={setPassword} />
      ) : null}
      {password ? <InitialPassword {...password} onClose={() => setPassword(null)} /> : null}
    </>
  );
}

/** Waits for a pause in typing before it asks the server. */
function SearchText({ text, onText }: { text: string; onText: (text: string) => void }) {
  const t = useTranslations("admin.people");
  const locale = useLocale();
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onText(typed.trim()), 250);
    return () => clearTimeout(timer);
  });
  return <SearchInput key={locale} label={t("search")} value={typed} onValueChange={setTyped} />;
}
