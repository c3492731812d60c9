"use client";

import { useMemo, useState } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive, BookOpen, PencilLine, Send } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { CaseReport } from "@/app/_library/case/case-report";
import { CaseStatusBadge } from "@/app/_library/case/case-status-badge";
import { DecisionQuestion } from "@/app/_library/case/decision-question";
import { SavingNotice } from "@/app/_editing/saving-notice";
import { UndoButtons } from "@/app/_editing/undo-buttons";
import { useAutosave, type Autosave } from "@/app/_editing/use-autosave";
import { useHistory, type Written } from "@/app/_editing/use-history";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { useCommands } from "@/app/_ui/command-context";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
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

type Opening = RouterOutputs["library"]["readDraft"];
type Step = Exclude<CaseStep, "edit">;

/** Where a case is written, read over, and taken a step on its way to its readers. */
export function DraftDesk({ opening, onStepTaken }: { opening: Opening; onStepTaken: () => Promise<void> }) {
  const t = useTranslations("library");
  const locale = useLocale();
  const client = useTRPCClient();
  const written = useHistory(opening.content);
  const [view, setView] = useState<"write" | "read">(opening.status === "draft" ? "write" : "read");
  const [asking, setAsking] = useState<"send-back" | "retire" | null>(null);
  const [problems, setProblems] = useState(opening.problems);
  const [cleared, setCleared] = useState<Cleared[]>([]);
  const study = written.history.present;
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
  const mayPublish = opening.steps.includes("publish");

  useUndoKeys(written, mayEdit);
  const step = useStep(opening, saving, cleared, onStepTaken);

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
          description={<People opening={opening} />}
          actions={
            <>
              {mayEdit ? (
                <>
                  <UndoButtons of={written} labels={{ undo: t("undo"), redo: t("redo") }} />
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
              <Steps
                opening={opening}
                step={step}
                isClear={standing(problems, cleared).length === 0}
                onAsk={setAsking}
              />
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
        {opening.status === "in-review" && !mayPublish ? <Notice>{t("ownWork")}</Notice> : null}
        {opening.status === "draft" && opening.isPublished ? <Notice>{t("revising")}</Notice> : null}
        <SavingNotice
          saving={saving}
          onContent={written.goOnFrom}
          unsaved={fits ? null : t("unsavedShape")}
        />
      </div>
      {opening.status === "draft" || opening.status === "in-review" ? (
        <CaseChecks
          study={study}
          problems={problems}
          cleared={cleared}
          onClear={mayPublish ? setCleared : null}
        />
      ) : null}
      {mayEdit && view === "write" ? (
        <CaseForm study={study} edit={written.edit} issues={parsed.error?.issues ?? []} />
      ) : (
        <Preview study={study} />
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

function useUndoKeys({ undo, redo }: Written<CaseStudy>, mayEdit: boolean): void {
  const t = useTranslations("library");
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
}

/** Takes a case a step on its way, as it was saved last. */
function useStep(
  opening: Opening,
  saving: Autosave<CaseStudy>,
  cleared: Cleared[],
  onStepTaken: () => Promise<void>,
) {
  const t = useTranslations("library");
  const { library: asked } = useTRPC();
  const { library } = useTRPCClient();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: async ({ name, reason }: { name: Step; reason?: string }) => {
      const revision = await saving.saveNow();
      if (revision === null) throw new Error("unsaved");
      const input = { caseId: opening.id, revision };
      switch (name) {
        case "submit":
          return library.submit.mutate(input);
        case "send-back":
          return library.sendBack.mutate({ ...input, reason: reason ?? "" });
        case "publish":
          return library.publish.mutate({ ...input, cleared });
        case "retire":
          return library.retire.mutate(input);
        case "revise":
          return library.revise.mutate(input);
      }
    },
    onSuccess: async (_, { name }) => {
      toast({ tone: "done", title: t(`done.${name}`) });
      await cache.invalidateQueries({ queryKey: asked.pathKey(), refetchType: "none" });
      await onStepTaken();
    },
    onError: (error) => {
      toast({
        tone: "problem",
        title: error.message === "unsaved" ? t("unsavedShape") : errorText(error),
      });
    },
  });
}

/** Who wrote a case, who sent it in, and where it comes from. */
function People({ opening: { createdBy, submittedBy, status, origin } }: { opening: Opening }) {
  const t = useTranslations("library");
  const locale = useLocale();
  return (
    <p className={styles.people}>
      {[
        createdBy ? t("writtenBy", { name: personNameIn(createdBy, locale) }) : t("starter"),
        submittedBy && status === "in-review"
          ? t("submittedBy", { name: personNameIn(submittedBy, locale) })
          : null,
        origin ? t("fromDrill") : null,
      ]
        .filter(Boolean)
        .join(t("separator"))}
    </p>
  );
}

/** The steps that somebody may take with a case now. */
function Steps({
  opening,
  step,
  isClear,
  onAsk,
}: {
  opening: Opening;
  step: ReturnType<typeof useStep>;
  /** Whether nothing keeps it from being published. */
  isClear: boolean;
  onAsk: (what: "send-back" | "retire") => void;
}) {
  const t = useTranslations("library");
  const may = (name: Step) => opening.steps.includes(name);
  return (
    <>
      {opening.isPublished && opening.status !== "retired" ? (
        <ButtonLink variant="quiet" href={`/library/${opening.slug}`} icon={<BookOpen aria-hidden="true" />}>
          {t("seePublished")}
        </ButtonLink>
      ) : null}
      {may("retire") ? (
        <Button variant="quiet" icon={<Archive aria-hidden="true" />} onClick={() => onAsk("retire")}>
          {t("step.retire")}
        </Button>
      ) : null}
      {may("revise") ? (
        <Button
          icon={<PencilLine aria-hidden="true" />}
          loading={step.isPending}
          onClick={() => step.mutate({ name: "revise" })}
        >
          {t("step.revise")}
        </Button>
      ) : null}
      {may("send-back") ? <Button onClick={() => onAsk("send-back")}>{t("step.send-back")}</Button> : null}
      {may("submit") ? (
        <Button
          variant="primary"
          icon={<Send aria-hidden="true" />}
          loading={step.isPending}
          onClick={() => step.mutate({ name: "submit" })}
        >
          {t("step.submit")}
        </Button>
      ) : null}
      {may("publish") ? (
        <Button
          variant="primary"
          loading={step.isPending}
          disabled={!isClear}
          onClick={() => step.mutate({ name: "publish" })}
        >
          {t("step.publish")}
        </Button>
      ) : null}
    </>
  );
}

/** A case as its readers will see it. */
function Preview({ study }: { study: CaseStudy }) {
  return (
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
  );
}
