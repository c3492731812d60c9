"use client";

import { useCallback, useMemo, useState } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive, BookOpen, PencilLine, Redo2, Send, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { CaseReport } from "@/app/_library/case/case-report";
import { CaseStatusBadge } from "@/app/_library/case/case-status-badge";
import { DecisionQuestion } from "@/app/_library/case/decision-question";
import { ClashNotice, ConflictNotice } from "@/app/_editing/conflict-notice";
import { edited, newHistory, redone, undone } from "@/app/_editing/edit-history";
import type { Clash } from "@/app/_editing/merge";
import { useAutosave } from "@/app/_editing/use-autosave";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { useCommands } from "@/app/_ui/command-context";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { IconButton } from "@/app/_ui/icon-button";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { SaveState } from "@/app/_ui/save-state";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { useToast } from "@/app/_ui/toast";
import { personNameIn } from "@/domain/account/schema";
import { standing, type Cleared } from "@/domain/case-study/check";
import { CaseStudy } from "@/domain/case-study/schema";
import type { CaseStep } from "@/domain/case-study/workflow";
import { inLocale } from "@/domain/text";
import { unfinished } from "@/domain/unfinished";
import { CaseChecks } from "./case-checks";
import { CaseForm } from "./case-form";
import { SendBackDialog } from "./send-back-dialog";
import styles from "./draft-desk.module.css";

const UNFINISHED = unfinished(CaseStudy);

/** Where a case is written, read over, and taken a step on its way to its readers. */
export function DraftDesk({
  opening,
  onStepTaken,
}: {
  opening: RouterOutputs["library"]["readDraft"];
  onStepTaken: () => Promise<void>;
}) {
  const t = useTranslations("library");
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const [history, setHistory] = useState(() => newHistory(opening.content));
  const [view, setView] = useState<"write" | "read">(opening.status === "draft" ? "write" : "read");
  const [asking, setAsking] = useState<"send-back" | "retire" | null>(null);
  const [problems, setProblems] = useState(opening.problems);
  const [cleared, setCleared] = useState<Cleared[]>([]);
  const study = history.present;
  const parsed = useMemo(() => CaseStudy.safeParse(study), [study]);
  // A text that is still empty is saved as one; it keeps the case from being published.
  const fits = useMemo(() => UNFINISHED.safeParse(study).success, [study]);
  const saving = useAutosave({
    content: study,
    opening,
    schema: UNFINISHED,
    save: async (content, revision) => {
      const answer = await client.library.saveDraft.mutate({ caseId: opening.id, revision, content });
      setProblems(answer.problems);
      return answer;
    },
    reread: () => client.library.readDraft.query({ caseId: opening.id }),
  });
  const mayEdit = opening.steps.includes("edit");

  const edit = useCallback((change: (study: CaseStudy) => CaseStudy, key?: string) => {
    const atMs = performance.now();
    setHistory((before) => edited(before, change(before.present), key ?? null, atMs));
  }, []);
  const [clashes, setClashes] = useState<readonly Clash[]>([]);
  const goOnFrom = (content: CaseStudy) => setHistory((before) => edited(before, content, null, 0));
  const undo = () => setHistory(undone);
  const redo = () => setHistory(redone);
  useCommands(
    mayEdit
      ? [
          { id: "undo", label: t("undo"), group: "action", keys: "Mod+Z", run: undo },
          { id: "redo", label: t("redo"), group: "action", keys: "Mod+Y", run: redo },
          {
            id: "redo-shift",
            label: t("redo"),
            group: "action",
            keys: "Mod+Shift+Z",
            keyOnly: true,
            run: redo,
          },
        ]
      : [],
  );

  const step = useMutation({
    mutationFn: async ({ name, reason }: { name: Exclude<CaseStep, "edit">; reason?: string }) => {
      const revision = await saving.saveNow();
      if (revision === null) throw new Error("unsaved");
      const input = { caseId: opening.id, revision };
      switch (name) {
        case "submit":
          return client.library.submit.mutate(input);
        case "send-back":
          return client.library.sendBack.mutate({ ...input, reason: reason ?? "" });
        case "publish":
          return client.library.publish.mutate({ ...input, cleared });
        case "retire":
          return client.library.retire.mutate(input);
        case "revise":
          return client.library.revise.mutate(input);
      }
    },
    onSuccess: async (_, { name }) => {
      toast({ tone: "done", title: t(`done.${name}`) });
      await cache.invalidateQueries({ queryKey: trpc.library.pathKey(), refetchType: "none" });
      await onStepTaken();
    },
    onError: (error) => {
      toast({
        tone: "problem",
        title: error.message === "unsaved" ? t("unsavedShape") : errorText(error),
      });
    },
  });
  const take = (name: Exclude<CaseStep, "edit">) => step.mutate({ name });
  const open = new Set(opening.steps);

  return (
    <>
      <div className={styles.top}>
        <PageHeader
          back={{ href: "/library/drafts", label: t("drafts") }}
          title={inLocale(study.title, locale) || t("untitled")}
          meta={
            <>
              <CaseStatusBadge status={opening.status} />
              {mayEdit ? <SaveState state={saving.state} savedAtMs={saving.savedAtMs} /> : null}
            </>
          }
          description={
            <p className={styles.people}>
              {[
                opening.createdBy
                  ? t("writtenBy", { name: personNameIn(opening.createdBy, locale) })
                  : t("starter"),
                opening.submittedBy && opening.status === "in-review"
                  ? t("submittedBy", { name: personNameIn(opening.submittedBy, locale) })
                  : null,
                opening.origin ? t("fromDrill") : null,
              ]
                .filter(Boolean)
                .join(t("separator"))}
            </p>
          }
          actions={
            <>
              {mayEdit ? (
                <>
                  <IconButton
                    label={t("undo")}
                    shortcut="Mod+Z"
                    icon={<Undo2 aria-hidden="true" />}
                    disabled={history.past.length === 0}
                    onClick={undo}
                  />
                  <IconButton
                    label={t("redo")}
                    shortcut="Mod+Y"
                    icon={<Redo2 aria-hidden="true" />}
                    disabled={history.future.length === 0}
                    onClick={redo}
                  />
                  <SegmentedControl
                    label={t("view.label")}
                    value={view}
                    onValueChange={setView}
                    options={[
                      { value: "write", label: t("view.write") },
                      { value: "read", label: t("view.read") },
                    ]}
                  />
                </>
              ) : null}
              {opening.isPublished && opening.status !== "retired" ? (
                <ButtonLink
                  variant="quiet"
                  href={`/library/${opening.slug}`}
                  icon={<BookOpen aria-hidden="true" />}
                >
                  {t("seePublished")}
                </ButtonLink>
              ) : null}
              {open.has("retire") ? (
                <Button
                  variant="quiet"
                  icon={<Archive aria-hidden="true" />}
                  onClick={() => setAsking("retire")}
                >
                  {t("step.retire")}
                </Button>
              ) : null}
              {open.has("revise") ? (
                <Button
                  icon={<PencilLine aria-hidden="true" />}
                  loading={step.isPending}
                  onClick={() => take("revise")}
                >
                  {t("step.revise")}
                </Button>
              ) : null}
              {open.has("send-back") ? (
                <Button onClick={() => setAsking("send-back")}>{t("step.send-back")}</Button>
              ) : null}
              {open.has("submit") ? (
                <Button
                  variant="primary"
                  icon={<Send aria-hidden="true" />}
                  loading={step.isPending}
                  onClick={() => take("submit")}
                >
                  {t("step.submit")}
                </Button>
              ) : null}
              {open.has("publish") ? (
                <Button
                  variant="primary"
                  loading={step.isPending}
                  disabled={standing(problems, cleared).length > 0}
                  onClick={() => take("publish")}
                >
                  {t("step.publish")}
                </Button>
              ) : null}
            </>
          }
        />
      </div>
      <div className={styles.notices}>
        {opening.status === "draft" && opening.sentBackReason ? (
          <Notice>
            <strong>{t("sentBackReason")}</strong> {opening.sentBackReason}
          </Notice>
        ) : null}
        {opening.status === "in-review" && !open.has("publish") ? <Notice>{t("ownWork")}</Notice> : null}
        {opening.status === "draft" && opening.isPublished ? <Notice>{t("revising")}</Notice> : null}
        {saving.state === "conflict" ? (
          <ConflictNotice
            onTheirs={() => void saving.takeTheirs().then(goOnFrom)}
            onBoth={() =>
              void saving.keepMine().then((both) => {
                goOnFrom(both.content);
                setClashes(both.clashes);
              })
            }
          />
        ) : clashes.length > 0 ? (
          <ClashNotice clashes={clashes} onSeen={() => setClashes([])} />
        ) : saving.state === "unsaved" && !fits ? (
          <Notice>{t("unsavedShape")}</Notice>
        ) : null}
      </div>
      {opening.status === "draft" || opening.status === "in-review" ? (
        <CaseChecks
          study={study}
          problems={problems}
          cleared={cleared}
          onClear={open.has("publish") ? setCleared : null}
        />
      ) : null}
      {mayEdit && view === "write" ? (
        <CaseForm study={study} edit={edit} issues={parsed.error?.issues ?? []} />
      ) : (
        <CaseReport
          isPreview
          study={study}
          questions={
            study.decisions.length > 0
              ? study.decisions.map((decision, index) => (
                  <DecisionQuestion
                    key={decision.id}
                    number={index + 1}
                    decision={decision}
                    answerTo={() => Promise.resolve(decision)}
                  />
                ))
              : null
          }
        />
      )}
      {asking === "send-back" ? (
        <SendBackDialog
          onClose={() => setAsking(null)}
          onSend={async (reason) => {
            await step.mutateAsync({ name: "send-back", reason });
          }}
        />
      ) : null}
      <ConfirmDialog
        open={asking === "retire"}
        onOpenChange={() => setAsking(null)}
        title={t("retireTitle")}
        description={t("retireHint")}
        confirmLabel={t("step.retire")}
        onConfirm={() => step.mutateAsync({ name: "retire" })}
      />
    </>
  );
}
