import { describe, expect, test } from "vitest";
import { builtInActions, findBuiltInAction } from "@/domain/actions/catalogue";
import { askable, NO_ANSWERS, type Answers, type Askable, type Known } from "./ask";
import { asksOf, asksPut, commandOf, hasToAsk, missingIn, optionsFor, withPresets } from "./asks";
import { ASK_KINDS, askKindOf } from "./kinds";

const unit = (
  id: string,
  status: "idle" | "on-scene" | "en-route" | "off-duty",
  incident: number | null,
) => ({
  id,
  name: id,
  branch: id.startsWith("t") ? ("traffic" as const) : ("station" as const),
  equipment: [],
  seen: { status, incident },
});

const known: Known = {
  incidents: [
    { number: 1, name: "shop" },
    { number: 2, name: "pier" },
  ],
  agencies: [{ id: "hospital", name: "Hospital" }],
  actors: [
    { id: "runner", name: "Runner", at: "pier", status: "at-large" },
    { id: "held", name: "Held", at: null, status: "intercepted" },
  ],
  cameras: [{ id: "cam", name: "Camera" }],
  places: [{ id: "pier", name: "Pier" }],
  stations: [{ id: "station", name: "Station" }],
  units: [
    unit("s1", "on-scene", 1),
    unit("t1", "on-scene", 1),
    unit("s2", "idle", null),
    unit("s3", "off-duty", null),
  ],
  answerable: [],
};

function builtIn(id: string): Askable {
  const action = findBuiltInAction(id);
  if (!action) throw new Error(`There is no ${id}.`);
  return askable(action);
}

const asked = (id: string, asker?: "recorder") =>
  asksOf(builtIn(id), asker).map(({ kind, how }) => `${kind} ${how}`);

describe("what an action asks for", () => {
  test.each([
    ["accept", ["incident needed"]],
    ["classify", ["incident needed", "priority needed", "category optional"]],
    ["dispatch", ["incident needed", "crew needed", "note optional"]],
    ["return-to-station", ["crew needed"]],
    ["merge", ["incident needed", "other-incident needed", "note optional"]],
    ["divert", ["incident needed", "note needed"]],
    // Those who are on the scene do it unless somebody else is named.
    ["cordon", ["incident needed", "crew optional", "note optional"]],
    ["request-feed", ["incident along", "camera needed", "note optional"]],
    ["op-move", ["incident along", "actor needed", "destination needed"]],
  ])("%s", (id, asks) => {
    expect(asked(id).filter((one) => !one.startsWith("counters"))).toEqual(asks);
  });

  test("whoever saw it on the street need not have made out who, how urgent, or why", () => {
    expect(asked("dispatch", "recorder")).toEqual(["incident needed", "crew optional", "note optional"]);
    expect(asked("classify", "recorder")).toEqual([
      "incident needed",
      "priority optional",
      "category optional",
      "note optional",
    ]);
    expect(asked("request-feed", "recorder")).toEqual(["camera needed", "note optional"]);
  });

  test("every action of the catalogue asks for one thing at most of what it is aimed at", () => {
    for (const definition of builtInActions) {
      const filled = asksOf(askable(definition)).map(({ kind }) => askKindOf(kind).fills);
      expect(new Set(filled).size, definition.id).toBe(filled.length);
    }
  });

  test("nobody is asked what they said by how they chose it, nor which of no moves it answers", () => {
    const warn = builtIn("warn");
    const kindsPut = (given: Partial<Answers>, all = known) =>
      asksPut(warn, all, { ...NO_ANSWERS, ...given }).map(({ kind }) => kind);
    expect(kindsPut({})).toEqual(["incident", "crew", "note"]);
    expect(kindsPut({ incident: 1 })).toEqual(["crew", "note"]);
    const answerable = { ...known, answerable: [{ n: 3, name: "A push" }] };
    expect(kindsPut({ incident: 1 }, answerable)).toEqual(["counters", "crew", "note"]);
    expect(hasToAsk(warn, answerable, { ...NO_ANSWERS, incident: 1 })).toBe(true);
    expect(hasToAsk(warn, known, { ...NO_ANSWERS, incident: 1 })).toBe(false);
  });
});

describe("what can be named", () => {
  const values = (id: string, kind: (typeof ASK_KINDS)[number], answers: Partial<Answers> = {}) =>
    optionsFor(kind, builtIn(id), known, { ...NO_ANSWERS, ...answers })?.map(({ value }) => value);

  test("people who stand as the action needs it", () => {
    const action: Askable = { ...builtIn("op-resist"), actorIs: ["intercepted"] };
    expect(optionsFor("actor", action, known)?.map(({ value }) => value)).toEqual(["held"]);
  });

  test("units that are on duty and not bound there yet; on the scene those who are on it; off duty those to call in", () => {
    expect(values("dispatch", "crew", { incident: 1 })).toEqual(["s2"]);
    expect(values("redirect", "crew", { incident: 1 })).toEqual(["s2"]);
    expect(values("cordon", "crew", { incident: 1 })).toEqual(["s1", "t1"]);
    expect(values("cordon", "crew", { incident: 2 })).toEqual([]);
    expect(values("on-call", "crew")).toEqual(["s3"]);
  });

  test("the other incident is another one, and an action goes to a station as to any place", () => {
    expect(values("merge", "other-incident", { incident: 1 })).toEqual([2]);
    expect(missingIn(builtIn("merge"), { ...NO_ANSWERS, incident: 1, otherIncident: 1 })).toEqual([
      "other-incident",
    ]);
    expect(values("checkpoint", "place")).toEqual(["pier", "station"]);
    expect(values("op-move", "destination")).toEqual(["pier"]);
  });

  test("words of one's own, where nothing else is offered", () => {
    expect(ASK_KINDS.filter((kind) => values("classify", kind) === undefined)).toEqual(["category", "note"]);
  });
});

describe("what the answers say in a command", () => {
  test("whoever is on the scene and free acts where nobody was named; who is sent somewhere has to be said", () => {
    expect(withPresets(builtIn("cordon"), known, { incident: 1 }).unitIds).toEqual(["s1"]);
    expect(withPresets({ ...builtIn("cordon"), branch: "traffic" }, known, { incident: 1 }).unitIds).toEqual([
      "t1",
    ]);
    expect(withPresets(builtIn("camera-on"), known, { incident: 1 }).unitIds).toEqual(["s1", "t1"]);
    expect(withPresets(builtIn("dispatch"), known, { incident: 1 }).unitIds).toEqual([]);
    expect(withPresets(builtIn("cordon"), known, { incident: 1, unitIds: ["t1"] }).unitIds).toEqual(["t1"]);
  });

  test("what the action asks for, and nothing else", () => {
    const all: Answers = {
      incident: 1,
      otherIncident: 2,
      targetId: "cam",
      placeId: "pier",
      counters: 4,
      unitIds: ["s1"],
      priority: 2,
      category: " fight ",
      note: " now ",
    };
    expect(commandOf(builtIn("accept"), all)).toEqual({
      actionId: "accept",
      incident: 1,
      unitIds: [],
      note: "",
    });
    expect(commandOf(builtIn("return-to-station"), all)).toEqual({
      actionId: "return-to-station",
      unitIds: ["s1"],
      note: "",
    });
    expect(commandOf(builtIn("classify"), all)).toEqual({
      actionId: "classify",
      incident: 1,
      unitIds: [],
      note: "",
      priority: 2,
      category: "fight",
    });
    expect(commandOf(builtIn("request-feed"), all)).toMatchObject({ incident: 1, targetId: "cam" });
    expect(commandOf(builtIn("request-feed"), all, "recorder")).not.toHaveProperty("incident");
    expect(commandOf(builtIn("op-move"), all)).toMatchObject({ targetId: "cam", placeId: "pier" });
  });
});

describe.each(ASK_KINDS)("an ask of kind %s", (kind) => {
  test("says in a command what was chosen, and nothing before", () => {
    const { answered, says, fills, given } = askKindOf(kind);
    expect(says(NO_ANSWERS)).toBeNull();
    const answers = answered(NO_ANSWERS, 2);
    expect(given(answers)).toBe(2);
    expect(answers).toEqual({ ...NO_ANSWERS, [fills]: fills === "unitIds" ? [2] : 2 });
    expect(Object.keys(says(answered(NO_ANSWERS, "two")) ?? {})).toEqual([fills]);
  });
});
