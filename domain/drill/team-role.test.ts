import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { InjectAudience, TeamRole } from "@/domain/injects/audience";
import { View, type SideView } from "@/domain/view/schema";
import { ask, carol, omar, play, readDrill, rita, START_MS, startEx, testSetup, type Step } from "./given";
import { joined } from "./decide";
import { letDueHappen } from "./due";
import type { Participant, RecordedEvent, Setup } from "./schema";
import type { Drill } from "./state";
import { viewFor } from "@/domain/view/view";

const at = (name: string, teamRole?: TeamRole): Participant => ({
  role: "player",
  participantId: name,
  name,
  lane: 1,
  side: "responder",
  ...(teamRole ? { teamRole } : {}),
});
const send = (audience: InjectAudience, text: string, afterMs: number): Step => ({
  by: carol,
  afterMs,
  command: { type: "SendAdHocInject", lane: 1, kind: "phone", audience, from: "", text, incident: null },
});

/** People come in or change desks, and things are sent, in this order. */
function happen(drill: Drill, happenings: readonly (Participant | Step)[]): RecordedEvent[] {
  return happenings.flatMap((happening) => {
    if ("role" in happening) return joined(drill, happening, drill.atMs, START_MS + drill.atMs);
    const { decided } = ask(drill, happening.by, happening.command, START_MS + happening.afterMs);
    if (decided instanceof Error) throw decided;
    return decided;
  });
}

function inboxOf(drill: Drill, teamRole?: TeamRole): string[] {
  const view = View.parse(viewFor(drill, { kind: "side", side: "responder", lane: 1, teamRole }));
  if (view.kind !== "side") throw new Error("A side has a side's view.");
  return textsOf(view);
}
const textsOf = ({ inbox }: SideView) => inbox.map(({ n, text }) => `${n} ${text.en}`);
const begun = () => readDrill(play([startEx]));

describe("an inject for a desk", () => {
  test("reaches those who sit there, and neither the others of their team nor the other side", () => {
    const drill = begun();
    happen(drill, [
      at("Dora", "dispatcher"),
      at("Carl", "crew"),
      rita,
      omar,
      send("dispatcher", "for dispatch", 1_000),
      send("responder", "for all", 2_000),
      send("crew", "for crews", 3_000),
    ]);
    expect(inboxOf(drill, "dispatcher")).toEqual(["1 for dispatch", "2 for all"]);
    expect(inboxOf(drill, "crew")).toEqual(["1 for all", "2 for crews"]);
    expect(inboxOf(drill)).toEqual(["1 for all"]);
    // Who looks at it again afterwards reads what all of them had.
    expect(viewFor(drill, { kind: "officer", side: "responder", lane: 1 })).toMatchObject({
      inbox: [{ n: 1 }, { n: 2 }, { n: 3 }],
    });
    expect(JSON.stringify(viewFor(drill, { kind: "side", side: "opposition", lane: 1 }))).not.toContain(
      "for ",
    );
    const control = View.parse(viewFor(drill, { kind: "control" }));
    expect(control).toMatchObject({
      lanes: [{ deliveries: [{ audience: "dispatcher" }, { audience: "responder" }, { audience: "crew" }] }],
    });
  });

  test("is the whole side's when nobody sits there, and stays so when somebody sits down later", () => {
    const drill = begun();
    happen(drill, [rita, send("duty-room", "for the duty room", 1_000), at("Dora", "duty-room")]);
    for (const desk of [undefined, ...TeamRole.options]) {
      expect(inboxOf(drill, desk)).toEqual(["1 for the duty room"]);
    }
  });

  test("is the whole side's again when everybody has got up from there: it never ends with nobody", () => {
    const drill = begun();
    happen(drill, [rita, at("Dora", "crew"), send("crew", "for crews", 1_000)]);
    expect(inboxOf(drill)).toEqual([]);
    happen(drill, [at("Dora")]);
    expect(inboxOf(drill)).toEqual(["1 for crews"]);
  });

  test("that is planned reports its call to the whole side and tells the words to the desk alone", () => {
    const setup: Setup = {
      ...testSetup,
      scenario: {
        ...testSetup.scenario,
        injects: testSetup.scenario.injects.map((inject) =>
          inject.id === "first-call" ? { ...inject, audience: "dispatcher" } : inject,
        ),
      },
    };
    const drill = readDrill(play([startEx], setup));
    happen(drill, [
      rita,
      at("Dora", "dispatcher"),
      { by: carol, afterMs: 5_000, command: { type: "DeliverInject", lane: 1, injectId: "first-call" } },
    ]);
    expect(viewFor(drill, { kind: "side", side: "responder", lane: 1 })).toMatchObject({
      inbox: [],
      incidents: [{ number: 1, status: "reported" }],
    });
    expect(inboxOf(drill, "dispatcher")).toEqual(["1 Someone broke in!"]);
  });
});

const people = fc.tuple(
  fc.constantFrom("Ada", "Bo", "Cy"),
  fc.option(fc.constantFrom(...TeamRole.options), { nil: undefined }),
);
const happenings = fc
  .array(fc.oneof(people, fc.constantFrom(...InjectAudience.options)), { maxLength: 12 })
  .map((list) =>
    list.map((one, i) => (typeof one === "string" ? send(one, `${one} ${i}`, (i + 1) * 1_000) : at(...one))),
  );

propertyTest.prop([happenings])("whatever is sent to responders reaches somebody who is there", (list) => {
  const drill = begun();
  happen(drill, [at("Zoe"), ...list]);
  const desks = Object.values(drill.participants).flatMap((one) =>
    one.role === "player" ? [one.teamRole] : [],
  );
  const read = new Set(
    desks.flatMap((desk) => inboxOf(drill, desk).map((line) => line.replace(/^\d+ /, ""))),
  );
  for (const { audience, text } of drill.lanes[0]?.deliveries ?? []) {
    if (audience !== "control" && audience !== "opposition") expect(read).toContain(text.en);
  }
});

propertyTest.prop([happenings, fc.constantFrom(undefined, ...TeamRole.options)])(
  "what is sent to other desks that are held changes nothing of a desk's view, number and order neither",
  (list, desk) => {
    const all = TeamRole.options.map((role) => at(`always ${role}`, role));
    const others: readonly string[] = TeamRole.options.filter((role) => role !== desk);
    const view = (some: typeof list) => {
      const drill = begun();
      happen(drill, [...all, ...some]);
      // Both are looked at when the same drill time has come.
      letDueHappen(drill, 60_000, START_MS);
      return JSON.stringify(viewFor(drill, { kind: "side", side: "responder", lane: 1, teamRole: desk }));
    };
    const known = list.filter(
      (one) => "role" in one || !("audience" in one.command && others.includes(one.command.audience)),
    );
    expect(view(known)).toBe(view(list));
  },
);
