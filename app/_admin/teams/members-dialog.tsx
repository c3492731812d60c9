"use client";

import { useState } from "react";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Star, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useSaved } from "@/app/_admin/marks/form-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Combobox } from "@/app/_ui/combobox";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { IconButton } from "@/app/_ui/icon-button";
import { Notice } from "@/app/_ui/notice";
import { personNameIn } from "@/domain/account/schema";
import { inLocale } from "@/domain/text";
import type { ListedTeam } from "./listed-team";
import styles from "./members-dialog.module.css";

type Member = Omit<ListedTeam["members"][number], "disabled"> & { disabled?: boolean };

/** Who is in a team, and who leads it. Nothing changes before it is saved. */
export function MembersDialog({ team, onClose }: { team: ListedTeam; onClose: () => void }) {
  const t = useTranslations("admin.teams");
  const common = useTranslations("common");
  const locale = useLocale();
  const trpc = useTRPC();
  const errorText = useErrorText();
  const [members, setMembers] = useState<readonly Member[]>(team.members);
  const [query, setQuery] = useState("");
  const found = useQuery(
    trpc.people.toPick.queryOptions({ text: query }, { placeholderData: keepPreviousData }),
  );
  const candidates = (found.data ?? []).filter(({ id }) => !members.some(({ userId }) => userId === id));

  const saved = useSaved(trpc.teams.pathKey(), onClose);
  const save = useMutation(trpc.teams.setMembers.mutationOptions({ onSuccess: () => saved(t("saved")) }));

  function add(id: string | null) {
    const person = candidates.find((candidate) => candidate.id === id);
    if (!person) return;
    const { name, latinName, staffNumber } = person;
    const duty = members.some((member) => member.duty === "captain") ? "member" : "captain";
    setMembers([...members, { userId: person.id, name, latinName, staffNumber, duty }]);
    setQuery("");
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("membersTitle", { name: inLocale(team.name, locale) })}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button
            variant="primary"
            loading={save.isPending}
            onClick={() =>
              save.mutate({ id: team.id, members: members.map(({ userId, duty }) => ({ userId, duty })) })
            }
          >
            {t("saveMembers")}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {save.error ? <Notice tone="problem">{errorText(save.error)}</Notice> : null}
        <Field label={t("addMember")}>
          <Combobox
            // A new one after each addition, so that it is empty again.
            key={members.length}
            value={null}
            onValueChange={add}
            onQueryChange={setQuery}
            loading={found.isFetching}
            placeholder={t("addHint")}
            options={candidates.map((person) => ({
              value: person.id,
              label: personNameIn(person, locale),
              detail: person.staffNumber ?? undefined,
            }))}
          />
        </Field>
        {members.length === 0 ? (
          <p className={styles.none}>{t("noMembers")}</p>
        ) : (
          <ul className={styles.list} aria-label={t("members")}>
            {members.map((member) => {
              const name = personNameIn(member, locale);
              return (
                <li key={member.userId} className={styles.member}>
                  <span className={styles.name}>{name}</span>
                  <span className={styles.number}>{member.staffNumber}</span>
                  {member.disabled ? <Badge tone="missed">{t("disabledMember")}</Badge> : null}
                  <span className={styles.duty}>
                    {member.duty === "captain" ? (
                      <Badge tone="accent" icon={<Star aria-hidden="true" size={12} />}>
                        {t("captainMark")}
                      </Badge>
                    ) : (
                      <Button
                        size="small"
                        variant="quiet"
                        onClick={() =>
                          setMembers(
                            members.map((one) => ({
                              ...one,
                              duty: one.userId === member.userId ? "captain" : "member",
                            })),
                          )
                        }
                      >
                        {t("makeCaptain")}
                      </Button>
                    )}
                  </span>
                  <IconButton
                    size="small"
                    label={t("removeMember", { name })}
                    icon={<X aria-hidden="true" />}
                    onClick={() => setMembers(members.filter(({ userId }) => userId !== member.userId))}
                  />
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
