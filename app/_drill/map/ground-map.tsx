"use client";

import { useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { Maximize2, Scan, ZoomIn } from "lucide-react";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import "leaflet/dist/leaflet.css";
import { useTRPC } from "@/app/_trpc/client";
import { deviceMs } from "@/app/_ui/device-clock";
import { IconButton } from "@/app/_ui/icon-button";
import { later } from "@/app/_ui/later";
import type { Clock } from "@/domain/drill/clock";
import type { GroundFeature, LonLat } from "@/domain/ground/schema";
import { inLocale } from "@/domain/text";
import {
  openBoardMap,
  type BoardMap,
  type BoardMapPicks,
  type MapActor,
  type MapIncident,
  type MapUnit,
  type MapWords,
} from "./board-map";
import styles from "./ground-map.module.css";

const NONE: readonly never[] = [];

// Leaflet touches `window` while it loads, so the server must not meet it.
const leafletPart = later(() => import("leaflet"));

/**
 * The ground with what is on it. Crews move along their way by the drill clock between two views of the
 * server. What it shows also stands in the lists beside it: the map itself is one stop for a screen reader,
 * with the text alternative as its description.
 */
export function GroundMap({
  label,
  alternative,
  features,
  clock,
  serverOffsetMs,
  units = NONE,
  incidents = NONE,
  actors = NONE,
  focus = null,
  pickedPlaceId = null,
  picks,
  untouched = false,
}: {
  label: string;
  /** The same in words, line by line, for those who do not see the map. */
  alternative: readonly string[];
  features: readonly GroundFeature[];
  clock: Clock;
  /** Server wall clock minus this machine's, in ms. */
  serverOffsetMs: number;
  units?: readonly MapUnit[];
  incidents?: readonly MapIncident[];
  actors?: readonly MapActor[];
  /** Brought into sight whenever it changes. */
  focus?: LonLat | null;
  pickedPlaceId?: string | null;
  picks?: BoardMapPicks;
  /** Nobody stands before it to move it: nothing to press, always the whole ground. */
  untouched?: boolean;
}) {
  const t = useTranslations("console.map");
  const container = useRef<HTMLDivElement>(null);
  const board = useBoard(container, { features, untouched, picks, incidents, actors, pickedPlaceId, focus });
  useMovingUnits(board, { units, clock, serverOffsetMs });

  const selectedIsThere =
    incidents.some(({ selected }) => selected) || actors.some(({ selected }) => selected);
  return (
    <figure className={styles.frame} aria-label={label}>
      <div
        ref={container}
        className={styles.map}
        role={untouched ? "group" : "application"}
        aria-label={label}
        aria-busy={board === null}
      />
      {untouched ? null : (
        <div className={styles.home} data-map-control="">
          {selectedIsThere ? (
            <IconButton
              label={t("toSelected")}
              icon={<ZoomIn aria-hidden="true" />}
              size="small"
              variant="outlined"
              onClick={() => board?.fitSelected()}
            />
          ) : null}
          <IconButton
            label={t("toAll")}
            icon={<Scan aria-hidden="true" />}
            size="small"
            variant="outlined"
            onClick={() => board?.fitThings()}
          />
          <IconButton
            label={t("whole")}
            icon={<Maximize2 aria-hidden="true" />}
            size="small"
            variant="outlined"
            onClick={() => board?.goHome()}
          />
        </div>
      )}
      <figcaption className={styles.alternative}>
        <ul>
          {alternative.map((line, i) => (
            <li key={i}>{line}</li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

/** Opens the map in its container and hands over what changes. Null until it is there. */
function useBoard(
  container: RefObject<HTMLDivElement | null>,
  {
    features,
    untouched,
    picks,
    incidents,
    actors,
    pickedPlaceId,
    focus,
  }: {
    features: readonly GroundFeature[];
    untouched: boolean;
    picks: BoardMapPicks | undefined;
    incidents: readonly MapIncident[];
    actors: readonly MapActor[];
    pickedPlaceId: string | null;
    focus: LonLat | null;
  },
): BoardMap | null {
  const t = useTranslations("console.map");
  const c = useTranslations("console");
  const trpc = useTRPC();
  const locale = useLocale();
  const [board, setBoard] = useState<BoardMap | null>(null);
  const words = useMemo(
    (): MapWords => ({
      zoomIn: t("zoomIn"),
      zoomOut: t("zoomOut"),
      unit: (title, status) => t("unitIs", { title, status: c(`unitStatus.${status}`) }),
      actor: (title, status) => t("unitIs", { title, status: c(`actorStatus.${status}`) }),
      count: (kind, count) => t(`count.${kind}`, { count }),
      fold: t("fold"),
    }),
    [t, c],
  );

  useEffect(() => {
    let made: BoardMap | null = null;
    const gone = new AbortController();
    leafletPart.untilThere(gone.signal, (leaflet) => {
      if (!container.current) return;
      made = openBoardMap(leaflet.default, container.current, styles, words, untouched);
      made.drawGround(features, (text) => inLocale(text, locale));
      setBoard(made);
    });
    return () => {
      gone.abort();
      made?.remove();
      setBoard(null);
    };
  }, [container, features, locale, words, untouched]);

  useEffect(() => {
    const element = container.current;
    if (!board || !element) return;
    const observer = new ResizeObserver(() => board.resized());
    observer.observe(element);
    return () => observer.disconnect();
  }, [container, board]);

  useEffect(() => {
    board?.setPicks(picks ?? {});
  }, [board, picks]);
  useEffect(() => board?.setIncidents(incidents), [board, incidents]);
  useEffect(() => board?.setActors(actors), [board, actors]);
  useEffect(() => board?.showPicked(pickedPlaceId), [board, pickedPlaceId]);

  const [lon, lat] = focus ?? [null, null];
  useEffect(() => {
    if (lon !== null && lat !== null) board?.reveal([lon, lat]);
  }, [board, lon, lat]);

  const { data: tiles } = useQuery(trpc.drill.mapTiles.queryOptions(undefined, { staleTime: Infinity }));
  useEffect(() => {
    if (board && tiles) board.layTiles(tiles);
  }, [board, tiles]);
  return board;
}

/** Moves the crews along their way by the drill clock. */
function useMovingUnits(
  board: BoardMap | null,
  { units, clock, serverOffsetMs }: { units: readonly MapUnit[]; clock: Clock; serverOffsetMs: number },
): void {
  useEffect(() => {
    if (!board) return;
    const { rate, atMs, sinceWallMs } = clock;
    const nowMs = () => atMs + rate * Math.max(0, deviceMs() + serverOffsetMs - sinceWallMs);
    board.setUnits(units);
    board.tick(nowMs());
    if (rate === 0 || !board.isMoving()) return;
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      const timer = setInterval(() => board.tick(nowMs()), 1_000);
      return () => clearInterval(timer);
    }
    let frame = requestAnimationFrame(function step() {
      board.tick(nowMs());
      frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [board, units, clock, serverOffsetMs]);
}
