"use client";

import { useMemo, useState } from "react";
import { useTranslations } from "next-intl";
import { LiveFrame } from "@/app/_drill/live/live-frame";
import { LiveScreen, OtherConsole } from "@/app/_drill/live/live-screen";
import { useInjectSounds } from "@/app/_drill/live/use-inject-sounds";
import { WaitingRoom } from "@/app/_drill/live/waiting-room";
import type { Connection } from "@/app/_ui/connection-state";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { useSeparator } from "@/app/_ui/separator";
import type { SideSetting, SideView } from "@/domain/view/schema";
import { CellLanes } from "./cell-lanes";
import { OppositionConsole } from "./opposition-console";
import { withStoryActions } from "@/domain/view/story-actions";
import { OwnClock } from "./own-clock";
import { ResponderConsole } from "./responder-console";
import { unanswered } from "./unanswered";
import { useLocal } from "@/app/_drill/live/use-local";

/** What a player sees: the waiting room before StartEx, then the console of their side. */
export function PlayerConsole({ drillId }: { drillId: string }) {
  // Only an opposition that plays every group ever turns to another one than its own.
  const [lane, setLane] = useState<number | undefined>();
  return (
    <LiveScreen drillId={drillId} playLane={lane}>
      {({ setting, view, connection }) =>
        setting.kind === "side" && view.kind === "side" ? (
          <SideScreen
            // What was picked on one board means nothing on another.
            key={`${view.side} ${view.lane}`}
            setting={withStoryActions(setting, view)}
            view={view}
            connection={connection}
            onLane={setLane}
          />
        ) : (
          <OtherConsole drillId={drillId} view={view} />
        )
      }
    </LiveScreen>
  );
}

function SideScreen({
  setting,
  view,
  connection,
  onLane,
}: {
  setting: SideSetting;
  view: SideView;
  connection: Connection;
  onLane: (lane: number) => void;
}) {
  const separator = useSeparator();
  const t = useTranslations("console");
  // While the clock stands nobody waits, and on the street calls are answered there.
  const rings =
    view.phase === "running" &&
    view.clock.rate > 0 &&
    setting.side === "responder" &&
    setting.mode !== "field" &&
    unanswered(view).length > 0;
  const sound = useInjectSounds(view.inbox, rings);
  const local = useLocal();
  const tag = useMemo(
    () => (
      <SideTag side={setting.side} emphasis="strong">
        {[local(setting.team), view.teamRole ? t(`teamRole.${view.teamRole}`) : ""]
          .filter(Boolean)
          .join(separator) || undefined}
      </SideTag>
    ),
    [setting.side, setting.team, view.teamRole, local, t, separator],
  );
  return (
    <LiveFrame
      title={setting.title}
      tag={tag}
      view={view}
      connection={connection}
      sound={sound}
      standing={setting.mode === "field" ? t("fieldDrill") : undefined}
      controls={
        view.selfRun ? (
          <OwnClock plannedMinutes={setting.plannedMinutes} />
        ) : setting.cellLanes !== null ? (
          <CellLanes lanes={setting.cellLanes} lane={setting.lane} onLane={onLane} />
        ) : undefined
      }
    >
      {view.phase === "planned" ? (
        <WaitingRoom
          scenarioTitle={setting.scenarioTitle}
          situation={setting.situation}
          brief={setting.brief}
          objectives={setting.objectives}
          plannedMinutes={setting.plannedMinutes}
          tag={<SideTag side={setting.side} />}
          status={view.selfRun ? t("own.ready") : undefined}
        />
      ) : setting.side === "responder" ? (
        <ResponderConsole setting={setting} view={view} />
      ) : (
        <OppositionConsole setting={setting} view={view} />
      )}
    </LiveFrame>
  );
}
