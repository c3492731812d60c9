"use client";

import { useCallback, useDeferredValue, useMemo, useState, type ReactNode } from "react";
import { useRouter, useSearchParams } from "next/navigation";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Copy, Redo2, Send, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { z } from "zod";
import { SavingNotice } from "@/app/_editing/saving-notice";
import { UndoButtons } from "@/app/_editing/undo-buttons";
import { useHistory } from "@/app/_editing/use-history";
import { TypedPlace } from "@/app/_editing/use-typed";
import { useAutosave } from "@/app/_editing/use-autosave";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/command-context";
import { deviceMs } from "@/app/_ui/device-clock";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { SaveState } from "@/app/_ui/save-state";
import { useTelling } from "@/app/_ui/use-telling";
import { useToast } from "@/app/_ui/toast";
import { builtInActions } from "@/domain/actions/catalogue";
import type { Ground } from "@/domain/ground/schema";
import type { Standard } from "@/domain/policy/schema";
import { checkScenario } from "@/domain/scenario/check";
import { namesOf } from "@/domain/scenario/names";
import { Scenario } from "@/domain/scenario/schema";
import { inLocale } from "@/domain/text";
import { copyTitle } from "@/domain/words/copy-title";
import { unfinished } from "@/domain/unfinished";
import { EditorContext, useEditor, type Editor, type EditorProblem } from "./editor-context";
import { groundOptions } from "./ground-options";
import { useShapeProblem } from "./use-shape-problem";
import { useToday } from "./use-today";
import { SectionNav } from "./section-nav";
import { SectionView } from "./section-view";
import { isSection, type Section } from "./sections";
import styles from "./scenario-editor.module.css";

const UNFINISHED = unfinished(Scenario);

type Opening = RouterOutputs["scenario"]["read"];

/** Writes one scenario: several sections over one model, with one undo stack, saved as one goes. */
export function ScenarioEditor({
  opening,
  ground,
  standards,
}: {
  opening: Opening;
  ground: Ground | null;
  standards: readonly Standard[];
}) {
  const t = useTranslations("scenarios");
  const locale = useLocale();
  const params = useSearchParams();
  const { written, saving, found } = useWriting(opening);
  const scenario = written.history.present;
  const [target, goTo] = useTarget();
  const asked = params.get("section");
  const section: Section = isSection(asked) ? asked : "brief";
  const parsed = useMemo(() => Scenario.safeParse(scenario), [scenario]);
  const issues = parsed.error?.issues;
  const problems = useProblems({ scenario, issues, ground, standards, found });
  const options = useMemo(() => groundOptions(ground, locale), [ground, locale]);
  const editor: Editor = {
    id: opening.id,
    scenario,
    edit: written.edit,
    problems,
    nameOf: namesOf(scenario, ground),
    ...options,
    actions: [...builtInActions, ...scenario.actions],
    standards,
    target,
    goTo,
  };

  const copy = useCopy(opening, scenario);
  const publishing = usePublishing(opening, saving, () => goTo("checks"));
  useEditorKeys({
    undo: written.undo,
    redo: written.redo,
    save: () => void saving.saveNow(),
    publish: opening.mayEdit ? publishing.publish : null,
    copy: () => copy.mutate(),
  });

  return (
    <EditorContext value={editor}>
      <div className={styles.top}>
        <Header
          opening={opening}
          saving={saving}
          publishing={publishing}
          actions={
            <>
              <UndoButtons of={written} labels={{ undo: t("undo"), redo: t("redo") }} />
              <ErrorsButton problems={problems} onPress={() => goTo("checks")} />
              {opening.mayEdit ? (
                <PublishButton publishing={publishing} />
              ) : (
                <CopyButton copy={copy} scenario={scenario} />
              )}
            </>
          }
        />
        {opening.mayEdit ? null : (
          <div className={styles.conflict}>
            <Notice>{t(opening.isStarter ? "readOnly.starter" : "readOnly.elsewhere")}</Notice>
          </div>
        )}
        <SavingNotice
          className={styles.conflict}
          saving={saving}
          onContent={written.goOnFrom}
          unsaved={issues === undefined ? null : t("unsavedShape")}
        />
      </div>
      <div className={styles.body}>
        <SectionNav section={section} />
        <div className={styles.section}>
          <TypedPlace value={opening.id}>
            <SectionView section={section} scenarioId={opening.id} publishedAs={publishing.publishedAs} />
          </TypedPlace>
        </div>
      </div>
    </EditorContext>
  );
}

/** The scenario as it is written: its history, how it is saved, and what the checks found at the last time. */
function useWriting(opening: Opening) {
  const client = useTRPCClient();
  const written = useHistory(opening.content);
  const [found, setFound] = useState(opening.problems);
  const saving = useAutosave({
    content: written.history.present,
    opening,
    // A text that is still empty is saved as one; the checks keep it from being published.
    schema: UNFINISHED,
    // What is not one's own is never stored: what is written here goes into a copy.
    mayStore: opening.mayEdit,
    save: async (content, revision) => {
      const answer = await client.scenario.save.mutate({ scenarioId: opening.id, revision, content });
      setFound(answer.problems);
      return answer;
    },
    reread: async () => {
      const theirs = await client.scenario.read.query({ scenarioId: opening.id });
      setFound(theirs.problems);
      return theirs;
    },
  });
  return { written, saving, found };
}

type Saving = ReturnType<typeof useWriting>["saving"];

/** Where the author is led to: a section, and in it a record. */
function useTarget(): [Editor["target"], Editor["goTo"]] {
  const [target, setTarget] = useState<Editor["target"]>(null);
  const goTo = useCallback((next: Section, place: { list: string; index: number } | null = null) => {
    const query = new URLSearchParams(window.location.search);
    query.set("section", next);
    // The address only: the page itself stays, with everything typed in it.
    window.history.replaceState(null, "", `?${query.toString()}`);
    setTarget((before) => (place ? { ...place, nonce: (before?.nonce ?? 0) + 1 } : null));
  }, []);
  return [target, goTo];
}

/** What is wrong with the scenario as it is typed: its shape first, and then what the checks find. */
function useProblems({
  scenario,
  issues,
  ground,
  standards,
  found,
}: {
  scenario: Scenario;
  issues: readonly z.core.$ZodIssue[] | undefined;
  ground: Ground | null;
  standards: readonly Standard[];
  /** What the server found when it was opened or saved. */
  found: Opening["problems"];
}): EditorProblem[] {
  const shapeProblem = useShapeProblem();
  const tell = useTelling();
  const today = useToday();
  // Typing goes before checking.
  const checked = useDeferredValue(scenario);
  const problems = useMemo(
    () => checkScenario(checked, { ground, standards: [...standards], today }),
    [checked, ground, standards, today],
  );
  return useMemo(
    () => [
      ...(issues ?? []).map((issue) => ({
        level: "error" as const,
        path: issue.path.filter((part) => typeof part !== "symbol"),
        sentence: shapeProblem(issue),
      })),
      ...[...(ground ? [] : found.filter(({ path }) => path[0] === "groundId")), ...problems]
        // Told above already, as it is typed.
        .filter(({ code }) => code !== "text-missing")
        .map(({ level, path, said, ...more }) => ({ level, path, sentence: tell(said), ...more })),
    ],
    [issues, found, ground, problems, shapeProblem, tell],
  );
}

/** Makes a copy of one's own, with what has been written here. */
function useCopy(opening: Opening, scenario: Scenario) {
  const client = useTRPCClient();
  const router = useRouter();
  const toast = useToast();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: async () => {
      const made = await client.scenario.duplicate.mutate({ scenarioId: opening.id });
      if (scenario !== opening.content) {
        const isRenamed = scenario.title !== opening.content.title;
        const title = isRenamed ? scenario.title : copyTitle(scenario.title);
        await client.scenario.save.mutate({ ...made, revision: 1, content: { ...scenario, title } });
      }
      return made;
    },
    onSuccess: ({ scenarioId }) => router.push(`/scenarios/${scenarioId}`),
    onError: (error) => toast({ tone: "problem", title: errorText(error) }),
  });
}

type Publishing = {
  latestVersion: Opening["latestVersion"];
  /** Whether what is stored is the latest version. */
  isPublished: boolean;
  /** The version that what is written here is published as; null when there is something to publish. */
  publishedAs: number | null;
  isUnderWay: boolean;
  publish: () => void;
};

/** @param onErrors Called where something keeps it from being published. */
function usePublishing(opening: Opening, saving: Saving, onErrors: () => void): Publishing {
  const t = useTranslations("scenarios");
  const trpc = useTRPC();
  const router = useRouter();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const [latestVersion, setLatestVersion] = useState(opening.latestVersion);
  const mutation = useMutation(trpc.scenario.publish.mutationOptions());

  async function publish() {
    const revision = await saving.saveNow();
    if (revision === null) {
      onErrors();
      return;
    }
    mutation.mutate(
      { scenarioId: opening.id, revision },
      {
        onSuccess: ({ version }) => {
          setLatestVersion({ version, revision, publishedAtMs: deviceMs() });
          void cache.invalidateQueries({ queryKey: trpc.scenario.versions.queryKey() });
          toast({
            tone: "done",
            title: t("publishedDone", { version }),
            action: {
              label: t("startDrill"),
              onPress: () => router.push(`/drills/new?scenario=${opening.id}`),
            },
          });
        },
        onError: (error) => {
          toast({ tone: "problem", title: errorText(error) });
          if (readableError(error).code === "scenario-has-errors") onErrors();
        },
      },
    );
  }

  const isPublished = latestVersion !== null && latestVersion.revision === saving.revision;
  return {
    latestVersion,
    isPublished,
    publishedAs: isPublished && saving.state === "saved" ? latestVersion.version : null,
    isUnderWay: mutation.isPending,
    publish: () => void publish(),
  };
}

function useEditorKeys({
  undo,
  redo,
  save,
  publish,
  copy,
}: {
  undo: () => void;
  redo: () => void;
  save: () => void;
  /** Null where only a copy can be made. */
  publish: (() => void) | null;
  copy: () => void;
}): void {
  const t = useTranslations("scenarios");
  const common = useTranslations("common");
  useCommands([
    {
      id: "undo",
      label: t("undo"),
      group: "action",
      keys: "Mod+Z",
      icon: <Undo2 aria-hidden="true" />,
      run: undo,
    },
    {
      id: "redo",
      label: t("redo"),
      group: "action",
      keys: "Mod+Y",
      icon: <Redo2 aria-hidden="true" />,
      run: redo,
    },
    { id: "redo-shift", label: t("redo"), group: "action", keys: "Mod+Shift+Z", keyOnly: true, run: redo },
    { id: "save", label: common("action.save"), group: "action", keys: "Mod+S", run: save },
    publish
      ? {
          id: "publish",
          label: t("publish"),
          group: "action",
          icon: <Send aria-hidden="true" />,
          run: publish,
        }
      : {
          id: "copy",
          label: t("readOnly.copy"),
          group: "action",
          icon: <Copy aria-hidden="true" />,
          run: copy,
        },
  ]);
}

/** The title, what is published of it and whether it is saved, and what can be done with it. */
function Header({
  opening,
  saving,
  publishing: { latestVersion, isPublished },
  actions,
}: {
  opening: Opening;
  saving: Saving;
  publishing: Publishing;
  actions: ReactNode;
}) {
  const t = useTranslations("scenarios");
  const locale = useLocale();
  const { scenario } = useEditor();
  return (
    <PageHeader
      back={{ href: "/scenarios", label: t("title") }}
      title={inLocale(scenario.title, locale) || t("untitled")}
      meta={
        <>
          {latestVersion === null ? (
            <Badge tone="risk">{t("unpublished")}</Badge>
          ) : (
            <Badge tone="met">{t("version", { version: latestVersion.version })}</Badge>
          )}
          {latestVersion !== null && !isPublished ? <Badge>{t("changedSince")}</Badge> : null}
          {opening.mayEdit ? <SaveState state={saving.state} savedAtMs={saving.savedAtMs} /> : null}
        </>
      }
      actions={actions}
    />
  );
}

/** How many errors there are, and the way to them. */
function ErrorsButton({ problems, onPress }: { problems: readonly EditorProblem[]; onPress: () => void }) {
  const t = useTranslations("scenarios");
  const errors = problems.filter(({ level }) => level === "error").length;
  return (
    <Button
      variant="quiet"
      icon={errors > 0 ? <CircleAlert aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
      onClick={onPress}
    >
      {errors > 0 ? t("errorCount", { count: errors }) : t("noErrors")}
    </Button>
  );
}

function PublishButton({ publishing: { publishedAs, isUnderWay, publish } }: { publishing: Publishing }) {
  const t = useTranslations("scenarios");
  return (
    <Button
      variant="primary"
      icon={<Send aria-hidden="true" />}
      loading={isUnderWay}
      disabled={publishedAs !== null}
      title={publishedAs === null ? undefined : t("nothingToPublish", { version: publishedAs })}
      onClick={publish}
    >
      {t("publish")}
    </Button>
  );
}

function CopyButton({ copy, scenario }: { copy: ReturnType<typeof useCopy>; scenario: Scenario }) {
  const t = useTranslations("scenarios");
  const fits = useMemo(() => UNFINISHED.safeParse(scenario).success, [scenario]);
  return (
    <Button
      variant="primary"
      icon={<Copy aria-hidden="true" />}
      loading={copy.isPending}
      disabled={!fits}
      onClick={() => copy.mutate()}
    >
      {t("readOnly.copy")}
    </Button>
  );
}
