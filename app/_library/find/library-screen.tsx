"use client";

import { useEffect, useMemo, useState } from "react";
import { useRouter, useSearchParams } from "next/navigation";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { BookOpen, PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { PageHeader } from "@/app/_ui/page-header";
import { SearchInput } from "@/app/_ui/search-input";
import { Skeleton } from "@/app/_ui/skeleton";
import { CaseFind } from "./case-find";
import { Facets } from "./facets";
import { addressOfLibrary, libraryFilterFrom } from "./library-filter";
import styles from "./library-screen.module.css";

/** Finds a case: by words in either language, by kind, category and tag. All of it in the address. */
export function LibraryScreen({ mayWrite }: { mayWrite: boolean }) {
  const t = useTranslations("library");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const router = useRouter();
  const params = useSearchParams();
  const filter = useMemo(() => libraryFilterFrom((key) => params.get(key)), [params]);
  const found = useInfiniteQuery(
    trpc.library.search.infiniteQueryOptions(filter, {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
    }),
  );
  const [first] = found.data?.pages ?? [];
  const isFiltered = Object.keys(filter).length > 0;

  return (
    <div className={styles.page}>
      <PageHeader
        title={t("title")}
        actions={
          mayWrite ? (
            <ButtonLink href="/library/drafts" icon={<PencilLine aria-hidden="true" />}>
              {t("writeAndReview")}
            </ButtonLink>
          ) : null
        }
      />
      <div className={styles.search}>
        <SearchText
          key={filter.q === undefined ? "empty" : "text"}
          text={filter.q ?? ""}
          onText={(q) => router.replace(addressOfLibrary({ ...filter, q }), { scroll: false })}
        />
      </div>
      <div className={styles.body}>
        {first ? <Facets facets={first.facets} filter={filter} /> : <div />}
        <div className={styles.results}>
          {found.isError ? (
            <ErrorState
              sentence={readableError(found.error).sentence}
              code={readableError(found.error).requestId}
              onRetry={() => void found.refetch()}
            />
          ) : first === undefined ? (
            <Skeleton lines={6} rowHeight={72} />
          ) : first.total === 0 ? (
            <EmptyState
              icon={<BookOpen aria-hidden="true" />}
              title={isFiltered ? common("empty.noMatch") : t("empty")}
              action={
                isFiltered ? (
                  <Button onClick={() => router.replace("/library")}>{common("empty.clearFilters")}</Button>
                ) : null
              }
            >
              {isFiltered ? t("noMatchHint") : null}
            </EmptyState>
          ) : (
            <>
              <p className={styles.count} role="status">
                {isFiltered ? t("found", { count: first.total }) : t("total", { count: first.total })}
              </p>
              <ol className={styles.list}>
                {found.data?.pages.flatMap(({ cases, marks }) =>
                  cases.map((find) => <CaseFind key={find.slug} find={find} marks={marks} filter={filter} />),
                )}
              </ol>
              {found.hasNextPage ? (
                <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                  {t("more")}
                </Button>
              ) : null}
            </>
          )}
        </div>
      </div>
    </div>
  );
}

/** Waits for a pause in typing before it asks the server. */
function SearchText({ text, onText }: { text: string; onText: (text: string) => void }) {
  const t = useTranslations("library");
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onText(typed.trim()), 250);
    return () => clearTimeout(timer);
  });
  return (
    <SearchInput
      label={t("search")}
      placeholder={t("searchPlaceholder")}
      size="large"
      value={typed}
      onValueChange={setTyped}
    />
  );
}
