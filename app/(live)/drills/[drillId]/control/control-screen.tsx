"use client";

import { Gavel } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "next-intl";
import { LiveFrame } from "@/app/_console/live-frame";
import { LiveScreen, OtherConsole } from "@/app/_console/live-screen";
import { useChime } from "@/app/_console/use-chime";
import { WaitingRoom } from "@/app/_console/waiting-room";
import { Badge } from "@/app/_ui/badge";
import type { Connection } from "@/app/_ui/connection-state";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import { ClockBar } from "./clock-bar";
import { ControlDesk } from "./control-desk";
import { People } from "./people";

/** What the control cell works with: the whole plan, both sides, the clock. */
export function ControlScreen({ drillId, personId }: { drillId: string; personId: string }) {
  return (
    <LiveScreen drillId={drillId}>
      {({ setting, view, connection, present }) =>
        setting.kind === "full" && view.kind === "control" ? (
          <Desk
            setting={setting}
            view={view}
            connection={connection}
            present={present ?? []}
            personId={personId}
          />
        ) : (
          <OtherConsole drillId={drillId} view={view} />
        )
      }
    </LiveScreen>
  );
}

function Desk({
  setting,
  view,
  connection,
  present,
  personId,
}: {
  setting: FullSetting;
  view: ControlView;
  connection: Connection;
  present: readonly string[];
  personId: string;
}) {
  const t = useTranslations("control");
  const [chosen, setLane] = useState<number | null>(null);
  const laneNumber = chosen ?? view.leg ?? 1;
  const lane = view.lanes.find((candidate) => candidate.lane === laneNumber) ?? view.lanes[0];
  const contested = view.lanes
    .flatMap(({ actions }) => actions)
    .filter((action) => action.state === "contested").length;
  const sound = useChime(contested);
  const tag = (
    <Badge tone="accent" icon={<Gavel aria-hidden="true" />}>
      {t("role")}
    </Badge>
  );
  return (
    <LiveFrame
      title={setting.title}
      tag={tag}
      view={view}
      connection={connection}
      sound={sound}
      controls={
        <ClockBar setting={setting} view={view} lane={lane?.lane ?? 1} onLane={setLane} present={present} />
      }
    >
      {view.phase === "planned" ? (
        <WaitingRoom
          scenarioTitle={setting.scenarioTitle}
          situation={setting.scenario.brief.situation}
          brief={setting.scenario.brief.control}
          objectives={setting.scenario.objectives.map(({ text }) => text)}
          plannedMinutes={setting.plannedMinutes}
          status={t("readyToStart")}
        >
          <People setting={setting} view={view} present={present} />
        </WaitingRoom>
      ) : lane ? (
        <ControlDesk setting={setting} view={view} lane={lane} present={present} personId={personId} />
      ) : null}
    </LiveFrame>
  );
}
