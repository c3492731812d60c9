import { expect, test } from "./fixtures";
import { says } from "./messages";

const plan = [
  "序号;时间;来源;对象;情况内容;预期处置;考评要点",
  "001;T+0;报警人;接警席;码头旁仓库冒烟，有人受伤;接警、定级;一分钟内接起",
  "002;T+03:30;;值班员;第二通来电：还是那处仓库;并案;",
  "003;尽快;媒体;法务部;网传死亡三人;核实后回应;",
].join("\n");

const say = (key: string, values: Record<string, string> = {}) => says("zh", `scenarios.${key}`, values);

test("a plan in a file becomes injects in one step, and what has no place here stays as a report", async ({
  pageAs,
  personAs,
}) => {
  const { api } = await personAs("trainer");
  const title = { zh: "导入的计划", en: "Imported plan" };
  const [starter] = await api.scenario.list.query();
  if (!starter) throw new Error("The demo comes without scenarios.");
  const from = { kind: "scenario", scenarioId: starter.id } as const;
  const { scenarioId } = await api.scenario.create.mutate({ from, title });
  const page = await pageAs("trainer", { language: "zh" });
  await page.goto(`/scenarios/${scenarioId}?section=msel`);
  await page.getByRole("button", { name: say("import.open"), exact: true }).click();
  const dialog = page.getByRole("dialog", { name: say("import.title") });
  const bring = (name: string, text: string) =>
    dialog
      .getByLabel(say("import.choose"))
      .last()
      .setInputFiles({
        name,
        mimeType: "text/csv",
        buffer: Buffer.from(text),
      });

  await bring("~$plan.xlsx", " ".repeat(165));
  await expect(dialog.getByRole("alert")).toHaveText(says("zh", "exchange.refused.lock"));

  await bring("计划.csv", plan);
  const preview = dialog.getByRole("region", { name: say("import.preview") }).last();
  await expect(preview.getByRole("row", { name: /T\+03:30.*第二通来电/ })).toBeVisible();
  await expect(preview.getByRole("row", { name: /网传死亡三人/ })).toContainText("法务部");
  await expect(dialog.getByText(says("zh", "exchange.loss.time", { text: "尽快" }))).toBeVisible();

  await dialog.getByRole("button", { name: say("import.add", { count: "3" }) }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(say("import.added", { count: "3" }), { exact: true })).toBeVisible();
  const lastTexts = async () => {
    const { content } = await api.scenario.read.query({ scenarioId });
    return content.injects.slice(-3).map(({ text }) => text.zh);
  };
  await expect
    .poll(lastTexts)
    .toEqual(["码头旁仓库冒烟，有人受伤", "第二通来电：还是那处仓库", "网传死亡三人"]);

  await page.getByRole("button", { name: say("import.showReport") }).click();
  const report = page.getByRole("group").filter({ hasText: "计划.csv" });
  await report.getByText("计划.csv").click();
  await expect(report.getByText(says("zh", "exchange.loss.audience", { text: "法务部" }))).toBeVisible();

  await page.getByRole("button", { name: say("undo"), exact: true }).click();
  await expect(report).toBeHidden();
});
