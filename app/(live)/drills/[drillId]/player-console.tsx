"use client";

import { useMemo } from "react";
import { LiveFrame } from "@/app/_console/live-frame";
import { LiveScreen, OtherConsole } from "@/app/_console/live-screen";
import { useChime } from "@/app/_console/use-chime";
import { WaitingRoom } from "@/app/_console/waiting-room";
import type { Connection } from "@/app/_ui/connection-state";
import { SideTag } from "@/app/_ui/side-tag";
import type { SideSetting, SideView } from "@/domain/view/schema";
import { OppositionConsole } from "./opposition-console";
import { ResponderConsole } from "./responder-console";

/** What a player sees: the waiting room before StartEx, then the console of their side. */
export function PlayerConsole({ drillId }: { drillId: string }) {
  return (
    <LiveScreen drillId={drillId}>
      {({ setting, view, connection }) =>
        setting.kind === "side" && view.kind === "side" ? (
          <SideScreen setting={setting} view={view} connection={connection} />
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
}: {
  setting: SideSetting;
  view: SideView;
  connection: Connection;
}) {
  const sound = useChime(view.inbox.length);
  const tag = useMemo(
    () => (
      <SideTag side={setting.side} emphasis="strong">
        {setting.team || undefined}
      </SideTag>
    ),
    [setting.side, setting.team],
  );
  return (
    <LiveFrame title={setting.title} tag={tag} view={view} connection={connection} sound={sound}>
      {view.phase === "planned" ? (
        <WaitingRoom
          scenarioTitle={setting.scenarioTitle}
          situation={setting.situation}
          brief={setting.brief}
          objectives={setting.objectives}
          plannedMinutes={setting.plannedMinutes}
          tag={<SideTag side={setting.side} />}
        />
      ) : setting.side === "responder" ? (
        <ResponderConsole setting={setting} view={view} />
      ) : (
        <OppositionConsole setting={setting} view={view} />
      )}
    </LiveFrame>
  );
}
