import type { Side } from "@/domain/conditions/terms";
import { describe, type Story } from "@/domain/drill/describe";
import { kindOf } from "@/domain/drill/events";
import type { RecordedEvent, Setup } from "@/domain/drill/schema";
import type { ReviewMoment } from "./schema";

/** An event as the review shows it. */
export function momentFrom(recorded: RecordedEvent, setup: Setup, story: Story): ReviewMoment {
  const { event, by } = recorded;
  return {
    position: recorded.position,
    lane: recorded.lane,
    atMs: recorded.atMs,
    observedAtMs: recorded.observedAtMs,
    kind: kindOf(event).review,
    side: sideOf(recorded),
    who: by.role === "engine" ? "" : story.called(by),
    sentence: describe(recorded, setup, story),
    photos: "photos" in event ? [...(event.photos ?? [])] : [],
    turningPoint:
      event.type === "RulingGiven" ||
      event.type === "DecisionTaken" ||
      event.type === "FactRevealed" ||
      (event.type === "MomentFlagged" && event.kind === "turning-point") ||
      (event.type === "IncidentStatusReached" && event.status === "controlled"),
  };
}

function sideOf({ event, by }: RecordedEvent): Side | null {
  if (event.type === "ActionTaken" || event.type === "RadioSent") return event.side;
  if (event.type === "FactRevealed") return event.to;
  if (event.type === "Noticed") return event.side;
  return by.role === "player" ? by.side : null;
}
