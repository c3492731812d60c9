"use client";

import { Gavel } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "next-intl";
import type { Presence } from "@/app/_drill/live/use-drill";
import { LiveFrame } from "@/app/_drill/live/live-frame";
import { LiveScreen, OtherConsole } from "@/app/_drill/live/live-screen";
import { useChime } from "@/app/_drill/live/use-chime";
import { WaitingRoom } from "@/app/_drill/live/waiting-room";
import { Badge } from "@/app/_ui/badge";
import type { Connection } from "@/app/_ui/connection-state";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import { ClockBar } from "./clock-bar";
import { ControlDesk } from "./control-desk";
import { LanesBoard } from "./lanes-board";
import { LeadOffer } from "./lead";
import { People } from "./people";

/** What the control cell works with: the whole plan, both sides, the clock. */
export function ControlScreen({ drillId, personId }: { drillId: string; personId: string }) {
  return (
    <LiveScreen drillId={drillId} personId={personId}>
      {({ setting, view, connection, presence }) =>
        setting.kind === "full" && view.kind === "control" ? (
          <Desk
            setting={setting}
            view={view}
            connection={connection}
            presence={presence}
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
  presence,
  personId,
}: {
  setting: FullSetting;
  view: ControlView;
  connection: Connection;
  presence: Presence | null;
  personId: string;
}) {
  const t = useTranslations("control");
  const [chosen, setLane] = useState<number | null>(null);
  // Side by side until one of them is opened; of two legs, the one that is played.
  const overview = chosen === null && view.leg === null && view.lanes.length > 1;
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
      checkCalledMs={view.check?.people.find((one) => one.participantId === personId)?.calledMs ?? null}
      controls={
        <>
          <LeadOffer view={view} personId={personId} />
          <ClockBar
            setting={setting}
            view={view}
            lane={overview ? null : (lane?.lane ?? 1)}
            onLane={setLane}
            presence={presence}
            personId={personId}
          />
        </>
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
          first={<People setting={setting} view={view} presence={presence} />}
        />
      ) : overview ? (
        <LanesBoard setting={setting} view={view} present={presence?.present ?? []} onLane={setLane} />
      ) : lane ? (
        <ControlDesk setting={setting} view={view} lane={lane} presence={presence} personId={personId} />
      ) : null}
    </LiveFrame>
  );
}
