import { z } from "zod";
import { LocalText } from "@/domain/text";

/**
 * The ground of a scenario: where it plays. Kept as GeoJSON (RFC 7946, WGS84,
 * longitude before latitude), so that any map tool can draw one. What a feature
 * is stands in its properties' `kind`.
 */
export const LonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type LonLat = z.infer<typeof LonLat>;

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

/** How fast help must come to a grid; tiers of a policy refer to it. Local data, never code. */
export const ResponseClass = z.enum(["core", "urban", "suburban", "rural", "island"]);
export type ResponseClass = z.infer<typeof ResponseClass>;

export const Vehicle = z.enum(["foot", "motorcycle", "car", "van", "boat"]);
export type Vehicle = z.infer<typeof Vehicle>;

export const RoadClass = z.enum(["main", "street", "lane", "path", "water"]);
export type RoadClass = z.infer<typeof RoadClass>;

const point = z.object({ type: z.literal("Point"), coordinates: LonLat });
const line = z.object({ type: z.literal("LineString"), coordinates: z.array(LonLat).min(2) });
const area = z.object({ type: z.literal("Polygon"), coordinates: z.array(z.array(LonLat).min(4)).min(1) });

const feature = <G extends z.ZodType, P extends z.ZodType>(geometry: G, properties: P) =>
  z.object({ type: z.literal("Feature"), geometry, properties });

/** A patrol zone. Four major zones hold eight minor ones, which hold the grids. */
export const ZoneFeature = feature(
  area,
  z.strictObject({
    kind: z.literal("zone"),
    id: Id,
    level: z.enum(["major", "minor", "grid"]),
    name: LocalText,
    /** The zone of the next level up; none for a major zone. */
    within: Id.optional(),
    /** Grids only. */
    responseClass: ResponseClass.optional(),
  }),
);
/** Land, for drawing only. */
export const LandFeature = feature(
  area,
  z.strictObject({ kind: z.literal("land"), id: Id, name: LocalText.optional() }),
);
export const JunctionFeature = feature(point, z.strictObject({ kind: z.literal("junction"), id: Id }));
/** A road between two junctions; both directions. Class `water` is a boat's way. */
export const RoadFeature = feature(
  line,
  z.strictObject({
    kind: z.literal("road"),
    id: Id,
    name: LocalText.optional(),
    class: RoadClass,
    from: Id,
    to: Id,
  }),
);
export const PlaceKind = z.enum([
  "shop",
  "housing",
  "square",
  "office",
  "factory",
  "school",
  "hospital",
  "port",
  "market",
  "leisure",
  "transport",
  "street",
  "other",
]);
export const PlaceFeature = feature(
  point,
  z.strictObject({
    kind: z.literal("place"),
    id: Id,
    place: PlaceKind,
    name: LocalText,
    /** The junction at its door. */
    junction: Id,
    /** The grid it lies in. */
    grid: Id,
    households: z.number().int().min(0).optional(),
  }),
);
export const StationFeature = feature(
  point,
  z.strictObject({
    kind: z.literal("station"),
    id: Id,
    /** A joint-duty station joins call handling, patrol, control and service. */
    station: z.enum(["police-station", "joint-duty", "traffic", "special", "port", "command"]),
    name: LocalText,
    junction: Id,
    grid: Id,
  }),
);
export const CameraFeature = feature(
  point,
  z.strictObject({
    kind: z.literal("camera"),
    id: Id,
    name: LocalText,
    junction: Id,
    rangeM: z.number().positive().max(2_000),
  }),
);

export const GroundFeature = z.union([
  ZoneFeature,
  LandFeature,
  JunctionFeature,
  RoadFeature,
  PlaceFeature,
  StationFeature,
  CameraFeature,
]);
export type GroundFeature = z.infer<typeof GroundFeature>;
export type FeatureOf<K extends GroundFeature["properties"]["kind"]> = Extract<
  GroundFeature,
  { properties: { kind: K } }
>;

/** A ground file: a GeoJSON FeatureCollection with a name and an id. */
export const Ground = z.object({
  /** None: the first. */
  schemaVersion: z.literal(1).optional(),
  type: z.literal("FeatureCollection"),
  id: Id,
  name: LocalText,
  features: z.array(GroundFeature).max(5_000),
});
export type Ground = z.infer<typeof Ground>;
