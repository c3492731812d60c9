"use client";

import { useCallback, useMemo, useState } from "react";
import { useRouter, useSearchParams } from "next/navigation";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Copy, Redo2, Send, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ClashNotice, ConflictNotice } from "@/app/_editing/conflict-notice";
import { edited, newHistory, redone, undone } from "@/app/_editing/edit-history";
import type { Clash } from "@/app/_editing/merge";
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
import { IconButton } from "@/app/_ui/icon-button";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { SaveState } from "@/app/_ui/save-state";
import { useToast } from "@/app/_ui/toast";
import { builtInActions } from "@/domain/actions/catalogue";
import type { Ground } from "@/domain/ground/schema";
import type { Standard } from "@/domain/policy/schema";
import { namesOf } from "@/domain/scenario/names";
import { Scenario } from "@/domain/scenario/schema";
import { inLocale } from "@/domain/text";
import { copyTitle } from "@/domain/words/copy-title";
import { unfinished } from "@/domain/unfinished";
import { EditorContext, type Editor, type EditorProblem } from "./editor-context";
import { groundOptions } from "./ground-options";
import { SectionNav } from "./section-nav";
import { SectionView } from "./section-view";
import { isSection, type Section } from "./sections";
import styles from "./scenario-editor.module.css";

const UNFINISHED = unfinished(Scenario);

/** Writes one scenario: several sections over one model, with one undo stack, saved as one goes. */
export function ScenarioEditor({
  opening,
  ground,
  standards,
}: {
  opening: RouterOutputs["scenario"]["read"];
  ground: Ground | null;
  standards: readonly Standard[];
}) {
  const t = useTranslations("scenarios");
  const common = useTranslations("common");
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const cache = useQueryClient();
  const params = useSearchParams();
  const toast = useToast();
  const errorText = useErrorText();
  const [history, setHistory] = useState(() => newHistory(opening.content));
  const [target, setTarget] = useState<Editor["target"]>(null);
  const [latestVersion, setLatestVersion] = useState(opening.latestVersion);
  const scenario = history.present;
  const parsed = useMemo(() => Scenario.safeParse(scenario), [scenario]);
  const issues = parsed.error?.issues;
  const [found, setFound] = useState(opening.problems);
  // A text that is still empty is saved as one; the checks keep it from being published.
  const fits = useMemo(() => UNFINISHED.safeParse(scenario).success, [scenario]);
  const saving = useAutosave({
    content: scenario,
    opening,
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
  const asked = params.get("section");
  const section: Section = isSection(asked) ? asked : "brief";

  const edit = useCallback((change: (scenario: Scenario) => Scenario, key?: string) => {
    const atMs = performance.now();
    setHistory((before) => edited(before, change(before.present), key ?? null, atMs));
  }, []);
  const [clashes, setClashes] = useState<readonly Clash[]>([]);
  const goOnFrom = (content: Scenario) => setHistory((before) => edited(before, content, null, 0));
  const undo = () => setHistory(undone);
  const redo = () => setHistory(redone);

  const goTo = useCallback((next: Section, place: { list: string; index: number } | null = null) => {
    const query = new URLSearchParams(window.location.search);
    query.set("section", next);
    // The address only: the page itself stays, with everything typed in it.
    window.history.replaceState(null, "", `?${query.toString()}`);
    setTarget((before) => (place ? { ...place, nonce: (before?.nonce ?? 0) + 1 } : null));
  }, []);

  const problems = useMemo<EditorProblem[]>(
    () => [
      ...(issues ?? []).map((issue) => ({
        level: "error" as const,
        path: issue.path.filter((part) => typeof part !== "symbol"),
        sentence: issue.message === "text-empty" ? t("problem.empty") : t("problem.shape"),
      })),
      ...found
        // Told above already, as it is typed.
        .filter(({ code }) => code !== "text-missing")
        .map(({ level, path, message }) => ({ level, path, sentence: inLocale(message, locale) })),
    ],
    [issues, found, locale, t],
  );
  const errors = problems.filter(({ level }) => level === "error").length;

  const options = useMemo(() => groundOptions(ground, locale), [ground, locale]);
  const editor: Editor = {
    id: opening.id,
    scenario,
    edit,
    problems,
    nameOf: namesOf(scenario, ground),
    ...options,
    actions: [...builtInActions, ...scenario.actions],
    standards,
    target,
    goTo,
  };

  const copy = useMutation({
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

  const publish = useMutation(trpc.scenario.publish.mutationOptions());
  async function publishNow() {
    const revision = await saving.saveNow();
    if (revision === null) {
      goTo("checks");
      return;
    }
    publish.mutate(
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
          if (readableError(error).code === "scenario-has-errors") goTo("checks");
        },
      },
    );
  }

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
    {
      id: "save",
      label: common("action.save"),
      group: "action",
      keys: "Mod+S",
      run: () => void saving.saveNow(),
    },
    opening.mayEdit
      ? {
          id: "publish",
          label: t("publish"),
          group: "action",
          icon: <Send aria-hidden="true" />,
          run: () => void publishNow(),
        }
      : {
          id: "copy",
          label: t("readOnly.copy"),
          group: "action",
          icon: <Copy aria-hidden="true" />,
          run: () => copy.mutate(),
        },
  ]);

  const isPublished = latestVersion !== null && latestVersion.revision === saving.revision;
  const publishedAs = isPublished && saving.state === "saved" ? latestVersion.version : null;
  return (
    <EditorContext value={editor}>
      <div className={styles.top}>
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
          actions={
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
              <Button
                variant="quiet"
                icon={errors > 0 ? <CircleAlert aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
                onClick={() => goTo("checks")}
              >
                {errors > 0 ? t("errorCount", { count: errors }) : t("noErrors")}
              </Button>
              {opening.mayEdit ? (
                <Button
                  variant="primary"
                  icon={<Send aria-hidden="true" />}
                  loading={publish.isPending}
                  disabled={publishedAs !== null}
                  title={publishedAs === null ? undefined : t("nothingToPublish", { version: publishedAs })}
                  onClick={() => void publishNow()}
                >
                  {t("publish")}
                </Button>
              ) : (
                <Button
                  variant="primary"
                  icon={<Copy aria-hidden="true" />}
                  loading={copy.isPending}
                  disabled={!fits}
                  onClick={() => copy.mutate()}
                >
                  {t("readOnly.copy")}
                </Button>
              )}
            </>
          }
        />
        {opening.mayEdit ? null : (
          <div className={styles.conflict}>
            <Notice>{t(opening.isStarter ? "readOnly.starter" : "readOnly.elsewhere")}</Notice>
          </div>
        )}
        {saving.state === "conflict" ? (
          <div className={styles.conflict}>
            <ConflictNotice
              onTheirs={() => void saving.takeTheirs().then(goOnFrom)}
              onBoth={() =>
                void saving.keepMine().then((both) => {
                  goOnFrom(both.content);
                  setClashes(both.clashes);
                })
              }
            />
          </div>
        ) : clashes.length > 0 ? (
          <div className={styles.conflict}>
            <ClashNotice clashes={clashes} onSeen={() => setClashes([])} />
          </div>
        ) : saving.state === "unsaved" && issues !== undefined ? (
          <div className={styles.conflict}>
            <Notice>{t("unsavedShape")}</Notice>
          </div>
        ) : null}
      </div>
      <div className={styles.body}>
        <SectionNav section={section} />
        <div className={styles.section}>
          <TypedPlace value={opening.id}>
            <SectionView section={section} scenarioId={opening.id} publishedAs={publishedAs} />
          </TypedPlace>
        </div>
      </div>
    </EditorContext>
  );
}
