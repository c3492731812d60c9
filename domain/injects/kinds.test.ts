import { describe, expect, test } from "vitest";
import consoleEn from "@/app/_i18n/messages/en/console.json";
import editorEn from "@/app/_i18n/messages/en/scenarios.json";
import consoleZh from "@/app/_i18n/messages/zh/console.json";
import editorZh from "@/app/_i18n/messages/zh/scenarios.json";
import { testSetup } from "@/domain/drill/given";
import { reportsIncident } from "@/domain/scenario/reports";
import { InjectAudience } from "./audience";
import { INJECT_KINDS, injectKindOf } from "./kinds";

describe.each(INJECT_KINDS)("an inject of kind %s", (kind) => {
  const known = injectKindOf(kind);

  test("is called by a name in both languages, where it is written and where it is read", () => {
    for (const { injectKind } of [consoleZh, consoleEn, editorZh, editorEn]) {
      expect(injectKind[kind].trim()).not.toBe("");
    }
  });

  test("is meant for somebody that an inject can be meant for", () => {
    expect(InjectAudience.options).toContain(known.audience);
  });

  test("rings only where somebody speaks", () => {
    if (known.rings) expect(known.look).toBe("voice");
  });

  test("reports its incident as its kind says, where its author does not say and something else would report it", () => {
    const [call] = testSetup.scenario.injects.filter(({ id }) => id === "first-call");
    if (!call) throw new Error("The scenario has a call.");
    const { reports: _, ...unsaid } = call;
    const inject = { ...unsaid, id: "this", kind };
    expect(reportsIncident(inject, { injects: [call, inject] })).toBe(known.reports);
  });
});
