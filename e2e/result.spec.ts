import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { DrillCommand } from "@/domain/drill/schema";
import { inLocale } from "@/domain/text";
import { expect, test, type Language, type Person } from "./fixtures";
import { says } from "./messages";
import { ownBurglary } from "./scene";

const zh = (key: string, values: Record<string, string> = {}) => says("zh", key, values);
const en = (key: string, values: Record<string, string> = {}) => says("en", key, values);
type PersonAs = (key: string) => Promise<Person>;

const asking =
  ({ api }: Person, drillId: string) =>
  (command: DrillCommand) =>
    api.drill.command.mutate({ drillId, commandId: randomUUID(), command });

/** A drill that is over, with a line on which its two evaluators are as far apart as can be. */
async function disputedDrill(personAs: PersonAs) {
  const trainer = await personAs("trainer");
  const { id: scenarioId } = await ownBurglary(trainer.api);
  const { drillId, joinCode } = await trainer.api.drill.create.mutate({
    title: `A line in dispute ${randomUUID().slice(0, 8)}`,
    scenarioId,
    format: "opposed",
    mode: "tabletop",
    noNotice: false,
    teams: [
      { lane: 1, side: "responder", teamId: null, name: "R" },
      { lane: 1, side: "opposition", teamId: null, name: "O" },
    ],
    people: [],
  });
  for (const [key, place] of [
    ["tide-captain", { role: "player", lane: 1, side: "responder" }],
    ["reef-captain", { role: "player", lane: 1, side: "opposition" }],
    ["evaluator", { role: "evaluator" }],
    ["evaluator-2", { role: "evaluator" }],
    ["trainer-2", { role: "controller" }],
  ] as const) {
    await (await personAs(key)).api.drill.join.mutate({ code: joinCode, ...place });
  }
  const control = asking(trainer, drillId);
  await control({ type: "StartDrill", rate: 1 });
  await control({ type: "JumpClock", toMs: 120_000 });
  await control({ type: "EndDrill", how: "ended", reason: "" });
  const line = (await trainer.api.review.result.query({ drillId })).lines.find(
    ({ side, levels }) => side === "responder" && levels.includes("P"),
  );
  if (!line) throw new Error("The burglary has a judgement of the responder.");
  for (const [key, rating] of [
    ["evaluator", "P"],
    ["evaluator-2", "U"],
  ] as const) {
    const evaluates = asking(await personAs(key), drillId);
    await evaluates({ type: "RateItem", lane: 1, itemId: line.itemId, rating, note: "" });
    await evaluates({ type: "SubmitEvaluation", lane: 1 });
  }
  return { drillId, titleOf: (language: Language) => inLocale(line.title, language === "zh" ? "zh" : "en") };
}

const state = (page: Page) => page.locator("[aria-current=step]");

test("evaluators who disagree, a line control settles, a release, a captain's appeal on a phone, an answer by somebody else, and a final result", async ({
  personAs,
  pageAs,
}) => {
  test.setTimeout(90_000);
  const { drillId, titleOf } = await disputedDrill(personAs);
  const address = `/drills/${drillId}/review`;

  const control = await pageAs("trainer");
  await control.goto(address);
  await expect(state(control)).toHaveText(zh("review.result.state.provisional"));
  const disputes = control.getByRole("list", { name: zh("review.result.disputes.title", { count: "1" }) });
  await expect(disputes.getByRole("listitem").first()).toContainText(titleOf("zh"));
  await control
    .getByRole("button", { name: zh("review.result.disputes.settleOf", { item: titleOf("zh") }) })
    .click();
  const settle = control.getByRole("dialog");
  const confirm = settle.getByRole("button", { name: zh("review.result.settle.confirm") });
  await settle.getByRole("radio", { name: "基本完成（S）" }).click();
  await expect(confirm).toBeDisabled();
  await settle.getByRole("textbox").fill("一起听了录音");
  await confirm.click();
  await expect(settle).toBeHidden();
  await expect(state(control)).toHaveText(zh("review.result.state.moderated"));
  await expect(disputes).toHaveCount(0);

  await control.getByRole("button", { name: zh("review.release.button") }).click();
  await control
    .getByRole("alertdialog")
    .getByRole("button", { name: zh("review.release.button") })
    .click();
  await expect(state(control)).toHaveText(zh("review.result.state.released"));

  const captain = await pageAs("tide-captain", { phone: true });
  await captain.goto(address);
  await captain
    .getByRole("button", { name: zh("review.result.appeals.fileOf", { item: titleOf("zh") }) })
    .click();
  const appeal = captain.getByRole("dialog");
  await appeal.getByRole("textbox", { name: zh("review.result.appeal.why") }).fill("当时已向指挥长报告");
  await appeal.getByRole("combobox", { name: zh("review.result.appeal.evidence") }).click();
  await captain.getByRole("option").first().click();
  await appeal.getByRole("button", { name: zh("review.result.appeal.confirm") }).click();
  await expect(appeal).toBeHidden();
  const filed = captain
    .getByRole("listitem")
    .filter({ hasText: zh("review.result.appeals.no", { no: "1" }) });
  await expect(filed.first()).toContainText("当时已向指挥长报告");

  // Whoever settled the line is not asked to answer.
  await control.reload();
  await expect(state(control)).toHaveText(zh("review.result.state.appealed"));
  const answering = { no: "1" };
  await expect(
    control.getByRole("button", { name: zh("review.result.appeals.answerOf", answering) }),
  ).toHaveCount(0);

  // In English, by keys alone.
  const judge = await pageAs("trainer-2", { language: "en" });
  await judge.goto(address);
  await judge.getByRole("button", { name: en("review.result.appeals.answerOf", answering) }).press("Enter");
  const answer = judge.getByRole("dialog");
  await answer.getByRole("radio", { name: en("review.result.answer.accept"), exact: true }).press("Space");
  await answer.getByRole("radio", { name: /\(P\)/ }).press("Space");
  await answer.getByRole("textbox").fill("The log bears it out");
  await answer.getByRole("button", { name: en("review.result.answer.confirm") }).press("Enter");
  await expect(answer).toBeHidden();
  await judge.getByText(en("review.result.records.title")).click();
  await expect(judge.getByText(/The total goes from .* to/).first()).toBeVisible();

  await captain.reload();
  await expect(filed.first()).toContainText("The log bears it out");
  await captain.getByRole("button", { name: zh("review.result.accept.button") }).click();
  await captain
    .getByRole("alertdialog")
    .getByRole("button", { name: zh("review.result.accept.button") })
    .click();
  await expect(captain.getByRole("alertdialog")).toBeHidden();
  await asking(await personAs("reef-captain"), drillId)({ type: "AcceptResult" });

  await control.reload();
  await control.getByRole("button", { name: zh("review.result.final.button") }).click();
  await control
    .getByRole("alertdialog")
    .getByRole("button", { name: zh("review.result.final.button") })
    .click();
  await expect(state(control)).toHaveText(zh("review.result.state.final"));
});
