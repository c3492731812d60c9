"use client";

import { useState } from "react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Combobox } from "@/app/_ui/combobox";
import { Field } from "@/app/_ui/field";
import { IconButton } from "@/app/_ui/icon-button";
import { personNameIn } from "@/domain/account/schema";
import styles from "./evaluator-picker.module.css";

export type Picked = { id: string; name: string };

/** Who judges, from the people who hold the role. */
export function EvaluatorPicker({
  picked,
  onChange,
}: {
  picked: readonly Picked[];
  onChange: (picked: readonly Picked[]) => void;
}) {
  const t = useTranslations("drills.create");
  const locale = useLocale();
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const found = useQuery(
    trpc.people.toPick.queryOptions(
      { text: query, role: "evaluator" },
      { placeholderData: keepPreviousData },
    ),
  );
  const candidates = (found.data ?? []).filter(({ id }) => !picked.some((one) => one.id === id));
  return (
    <div className={styles.picker}>
      <Field label={t("addEvaluator")} hint={t("staffHint")}>
        <Combobox
          // A new one after each addition, so that it is empty again.
          key={picked.length}
          value={null}
          onValueChange={(id) => {
            const person = candidates.find((candidate) => candidate.id === id);
            if (!person) return;
            onChange([...picked, { id: person.id, name: personNameIn(person, locale) }]);
            setQuery("");
          }}
          onQueryChange={setQuery}
          loading={found.isFetching}
          placeholder={t("find")}
          options={candidates.map((person) => ({
            value: person.id,
            label: personNameIn(person, locale),
            detail: person.staffNumber ?? undefined,
          }))}
        />
      </Field>
      {picked.length > 0 ? (
        <ul className={styles.people} aria-label={t("staff")}>
          {picked.map(({ id, name }) => (
            <li key={id} className={styles.person}>
              <span className={styles.name}>{name}</span>
              <IconButton
                size="small"
                label={t("remove", { name })}
                icon={<X aria-hidden="true" />}
                onClick={() => onChange(picked.filter((one) => one.id !== id))}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
