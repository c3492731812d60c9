import { describe, expect, test } from "vitest";
import { Refusal } from "@/domain/refusal";
import type { ScoredItem } from "@/domain/items/schema";
import {
  ask,
  carol,
  eve,
  omar,
  play,
  readDrill,
  rita,
  START_MS,
  startEx,
  testSetup,
  type Step,
} from "./given";
import type { DrillCommand, Participant } from "./schema";

const dave: Participant = { role: "controller", participantId: "dave", name: "Dave" };
const manner = testSetup.scenario.items.find(({ kind }) => kind === "judgement") as ScoredItem;
const at = (afterMs: number, by: Step["by"], command: DrillCommand): Step => ({ afterMs, by, command });

const END = at(400_000, carol, { type: "EndDrill", how: "ended", reason: "" });
const RATED = at(390_000, eve, { type: "RateItem", lane: 1, itemId: manner.id, rating: "M", note: "" });
const SUBMIT = at(401_000, eve, { type: "SubmitEvaluation", lane: 1 });
const RELEASE = at(410_000, carol, { type: "ReleaseScores" });
const MODERATE: DrillCommand = {
  type: "ModerateLine",
  lane: 1,
  itemId: manner.id,
  says: "S",
  reason: "The tape shows it.",
};
const APPEAL: DrillCommand = {
  type: "FileAppeal",
  lane: 1,
  on: { of: "line", itemId: manner.id },
  text: "We did greet him.",
  evidence: [2],
};
const answer = (settled: { itemId: string; says: "P" | "S" | "met" }[], accepted = settled.length > 0) =>
  ({ type: "AnswerAppeal", lane: 1, no: 1, accepted, reason: "So it was.", settled }) as const;
const ACCEPT: DrillCommand = { type: "AcceptResult" };
const FINAL: DrillCommand = { type: "DeclareFinal" };

const released = [startEx, RATED, END, SUBMIT, RELEASE];
const codeOf = (steps: Step[], by: Participant, command: DrillCommand, afterMs = 500_000) => {
  const { decided } = ask(readDrill(play(steps)), by, command, START_MS + afterMs);
  return decided instanceof Refusal ? decided.code : null;
};

describe("a line in dispute", () => {
  const rated = [startEx, RATED, END, SUBMIT];

  test("is settled by control, and never by a player, an evaluator, or whoever rated it in another seat", () => {
    expect(codeOf(rated, carol, MODERATE)).toBeNull();
    expect(codeOf(rated, eve, MODERATE)).toBe("role-not-allowed");
    expect(codeOf(rated, rita, MODERATE)).toBe("role-not-allowed");
    expect(codeOf(rated, { ...dave, participantId: eve.participantId }, MODERATE)).toBe("finding-own");
  });

  test("is not settled after the release, nor where nobody has handed in", () => {
    expect(codeOf([...rated, RELEASE], carol, MODERATE)).toBe("scores-released");
    expect(codeOf([startEx, RATED, END], carol, MODERATE)).toBe("line-not-evaluated");
  });

  test("is settled in the levels of its own kind only", () => {
    expect(codeOf(rated, carol, { ...MODERATE, says: "met" })).toBe("level-unknown");
  });
});

describe("an appeal", () => {
  test("is filed by a player of the side whose line it is, once, within the window", () => {
    expect(codeOf(released, rita, APPEAL)).toBeNull();
    expect(codeOf(released, omar, APPEAL)).toBe("item-unknown");
    expect(codeOf(released, carol, APPEAL)).toBe("role-not-allowed");
    expect(codeOf([...released, at(420_000, rita, APPEAL)], rita, APPEAL)).toBe("appeal-twice");
    const windowMs = 172_800_000;
    expect(codeOf(released, rita, APPEAL, 410_000 + windowMs)).toBeNull();
    expect(codeOf(released, rita, APPEAL, 410_001 + windowMs)).toBe("appeal-window-over");
  });

  test("is not filed before the release, about a ruling that was not given, or with evidence still to come", () => {
    expect(codeOf([startEx, RATED, END, SUBMIT], rita, APPEAL)).toBe("scores-not-released");
    expect(codeOf(released, rita, { ...APPEAL, on: { of: "ruling", no: 1 } })).toBe("ruling-unknown");
    expect(codeOf(released, rita, { ...APPEAL, evidence: [9_999] })).toBe("not-found");
  });

  test("is filed by the captain alone", () => {
    const drill = readDrill(play(released));
    const { decided } = ask(drill, rita, APPEAL, START_MS + 500_000, { isCaptain: false });
    expect(decided).toMatchObject({ code: "captain-needed" });
  });

  const filed = [...released, at(420_000, rita, APPEAL)];

  test("is answered by somebody who neither rated the line nor is of a team", () => {
    expect(codeOf(filed, dave, answer([{ itemId: manner.id, says: "P" }]))).toBeNull();
    expect(codeOf(filed, dave, answer([]))).toBeNull();
    expect(codeOf(filed, eve, answer([]))).toBe("finding-own");
    expect(codeOf(filed, rita, answer([]))).toBe("role-not-allowed");
    const drill = readDrill(play(filed));
    const { decided } = ask(drill, dave, answer([]), START_MS + 500_000, { isOfTeam: true });
    expect(decided).toMatchObject({ code: "team-own" });
  });

  test("is not answered by whoever moderated the line", () => {
    const moderated = [startEx, RATED, END, SUBMIT, at(405_000, carol, MODERATE), RELEASE];
    expect(codeOf([...moderated, at(420_000, rita, APPEAL)], carol, answer([]))).toBe("finding-own");
    expect(codeOf([...moderated, at(420_000, rita, APPEAL)], dave, answer([]))).toBeNull();
  });

  test("changes its line when it is accepted, nothing when it is refused, and is answered once", () => {
    expect(codeOf(filed, dave, answer([], true))).toBe("input-invalid");
    expect(codeOf(filed, dave, answer([{ itemId: manner.id, says: "P" }], false))).toBe("input-invalid");
    expect(codeOf(filed, dave, answer([{ itemId: manner.id, says: "met" }]))).toBe("level-unknown");
    expect(codeOf([...filed, at(430_000, dave, answer([]))], dave, answer([]))).toBe("appeal-answered");
    const { lanes } = readDrill(
      play([...filed, at(430_000, dave, answer([{ itemId: manner.id, says: "P" }]))]),
    );
    expect(lanes[0]?.settlements[manner.id]).toMatchObject({ how: "appeal", says: "P", byName: "Dave" });
    expect(lanes[0]?.appeals).toMatchObject([{ no: 1, side: "responder", answer: { accepted: true } }]);
  });
});

describe("a result", () => {
  test("becomes final when the window is over, or as soon as every team has accepted it", () => {
    expect(codeOf(released, carol, FINAL)).toBe("appeal-window-open");
    expect(codeOf(released, carol, FINAL, 410_001 + 172_800_000)).toBeNull();
    const one = [...released, at(420_000, rita, ACCEPT)];
    expect(codeOf(one, carol, FINAL)).toBe("appeal-window-open");
    expect(codeOf([...one, at(421_000, omar, ACCEPT)], carol, FINAL)).toBeNull();
  });

  test("does not become final while an appeal waits, nor is it accepted by the team that filed it", () => {
    const filed = [...released, at(420_000, rita, APPEAL)];
    expect(codeOf(filed, carol, FINAL, 410_001 + 172_800_000)).toBe("appeals-open");
    expect(codeOf(filed, rita, ACCEPT)).toBe("appeals-open");
    expect(codeOf(filed, omar, ACCEPT)).toBeNull();
  });

  test("is not appealed against by a team that has accepted it, nor by anybody once it is final", () => {
    const accepted = [...released, at(420_000, rita, ACCEPT), at(421_000, omar, ACCEPT)];
    expect(codeOf(accepted, rita, APPEAL)).toBe("result-accepted");
    expect(codeOf([...accepted, at(422_000, carol, FINAL)], rita, APPEAL)).toBe("result-final");
  });
});
