import { describe, expect, test } from "vitest";
import { tPlus } from "@/domain/duration";
import { testScenario } from "@/domain/drill/given";
import { Scenario } from "@/domain/scenario/schema";
import { headingOf, mappingBy } from "./columns";
import { recognised } from "./formats";
import { placed } from "./place";
import { blankInject, type ForeignPlan } from "./plan";
import type { Table } from "./plan";
import { planIn, readingOf } from "./table";
import { fromStart, readTime, timesOf } from "./times";
import { writtenOut } from "./written-out";

describe("a time of a plan", () => {
  const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];
  test.each([
    ["5", 5 * minute],
    ["T+5", 5 * minute],
    ["t + 5", 5 * minute],
    ["T＋５分", 5 * minute],
    ["T+03:30", 3 * minute + 30 * second],
    ["T-2", -2 * minute],
    ["+15 min", 15 * minute],
    ["5分", 5 * minute],
    ["二十五分钟后", 25 * minute],
    ["1小时5分", hour + 5 * minute],
    ["1h 5min", hour + 5 * minute],
    ["90s", 90 * second],
    ["D+2 H+3 M+45", 2 * day + 3 * hour + 45 * minute],
    ["D+1", day],
    ["J-60", -60 * day],
  ])("“%s” is a distance from StartEx", (text, ms) => {
    expect(readTime(text)).toEqual({ is: "distance", ms });
  });
  test.each([
    ["09h05", 9 * hour + 5 * minute],
    ["07:29 PM", 19 * hour + 29 * minute],
    ["12:10 am", 10 * minute],
    ["上午9:10", 9 * hour + 10 * minute],
    ["下午3点半", 15 * hour + 30 * minute],
    ["九点十分", 9 * hour + 10 * minute],
    ["Monday 9:30 AM", 9 * hour + 30 * minute],
  ])("“%s” is a moment on the clock", (text, ms) => {
    expect(readTime(text)).toEqual({ is: "moment", ms, hasDay: false });
  });
  test.each([
    ["26/06/2024 09h00", "2024-06-26T09:00:00Z"],
    ["06/26/2024 09:00", "2024-06-26T09:00:00Z"],
    ["2024-06-26T09:00:00", "2024-06-26T09:00:00Z"],
    ["2024/6/26 9:00", "2024-06-26T09:00:00Z"],
    ["2024年6月26日 9点", "2024-06-26T09:00:00Z"],
    ["2024-06-26T09:00:00Z", "2024-06-26T09:00:00Z"],
  ])("“%s” is a moment of a day", (text, iso) => {
    expect(readTime(text)).toEqual({ is: "moment", ms: Date.parse(iso), hasDay: true });
  });
  test.each(["soon", "?", "25:61:00 uhr", "13/13/2024"])(
    "“%s” is told as unreadable, not guessed",
    (text) => {
      expect(readTime(text).is).toBe("unreadable");
    },
  );
  test("“—” and nothing are no time", () => {
    expect([readTime("—"), readTime("  ")]).toEqual([{ is: "none" }, { is: "none" }]);
  });
  const column = (...texts: string[]) => {
    const times = texts.map((text) => readTime(text));
    const meant = timesOf(times);
    return times.map((time) => fromStart(time, meant));
  };
  test("that could be minutes or hours is what the others of its column are", () => {
    expect(column("T+0", "03:30")).toEqual([0, 210_000]);
    expect(column("T+0", "00:07:30")).toEqual([0, 450_000]);
    expect(column("10:50", "11:02")).toEqual([0, 12 * minute]);
    expect(column("00:30", "03:30")).toEqual([30_000, 210_000]);
    expect(column("19:29:00", "19:30:00")).toEqual([0, minute]);
  });
  test("on the clock goes on after midnight, and of a day before the first is before StartEx", () => {
    expect(column("23:50", "00:10")).toEqual([0, 20 * minute]);
    expect(column("2024-06-26 09:00", "2024-06-25 09:00")).toEqual([0, -day]);
  });
});

describe("a heading", () => {
  test("is known in several languages, whatever its case, accents, width and punctuation", () => {
    expect([headingOf("Réaction  attendue"), headingOf("Ｔ+min"), headingOf("#")]).toEqual([
      "reactionattendue",
      "tmin",
      "no",
    ]);
    expect(mappingBy(["序号", "时间", "来源", "对象", "情况内容", "预期处置", "考评要点"])).toEqual({
      number: 0,
      time: 1,
      from: 2,
      to: 3,
      text: 4,
      expected: 5,
    });
    expect(
      mappingBy(["id", "horaire", "type", "Emetteur", "Destinataire", "stimuli", "reaction attendue"]),
    ).toEqual({
      number: 0,
      time: 1,
      kind: 2,
      from: 3,
      to: 4,
      text: 5,
      expected: 6,
    });
    expect(
      mappingBy(["T+min", "Inject#", "Delivery", "Description", "Artifacts", "Expected Actions"]),
    ).toEqual({
      time: 0,
      number: 1,
      kind: 2,
      text: 3,
      expected: 5,
    });
  });
});

const tableOf = (...rows: string[][]): Table => ({ name: "1", isHidden: false, rows });
const read = (table: Table) => planIn(table, readingOf(table));

describe("a table", () => {
  test("without headings is read by its times; a row that says nothing is told and left out", () => {
    const plan = read(
      tableOf(
        ["Send an SMS", "26/06/2024 09h00", "team1", "", "message1", "call back"],
        ["Send a mail", "26/06/2024 09h05", "team2", "subject", "message2", ""],
        ["???", "26/06/2024 09h10", "", "", "", ""],
      ),
    );
    expect(plan.injects.map(({ text, kind, to, when }) => [text, kind, to, when])).toEqual([
      ["message1", "Send an SMS", "team1", { on: "time", atMs: 0 }],
      ["message2", "Send a mail", "team2", { on: "time", atMs: 300_000 }],
    ]);
    expect(plan.losses).toContainEqual({
      row: 3,
      said: { say: "exchange.loss.row", with: { cells: { list: ["???", "26/06/2024 09h10"], as: "each" } } },
    });
  });
  test("that is no plan asks what its columns are, and takes nothing over", () => {
    const plan = read(tableOf(["Domain", "Task", "Who"], ["Identification", "Confirm", ""]));
    expect(plan.injects).toEqual([]);
    expect(plan.losses).toEqual([{ row: null, said: { say: "exchange.loss.noText" } }]);
  });
  test("tells each column that has no place, each time that cannot be read and each file that it names", () => {
    const plan = read(
      tableOf(["时间", "内容", "备注"], ["T+1", "看 [img graph.png]", "甲"], ["哪天", "乙", "乙"]),
    );
    expect(plan.losses.map(({ row, said }) => [row, said.say])).toEqual([
      [2, "exchange.loss.file"],
      [3, "exchange.loss.time"],
      [null, "exchange.loss.column"],
    ]);
    expect(plan.injects[1]?.when).toEqual({ on: "hand" });
  });
});

describe("a plan in a scenario", () => {
  const plan = (...injects: Partial<ForeignPlan["injects"][number]>[]): ForeignPlan => ({
    title: "",
    injects: injects.map((one, i) => ({ ...blankInject(i + 1, String(i + 1)), text: "有情况", ...one })),
    losses: [],
  });

  test("stands behind what is there, under ids of its own, and fits the shape", () => {
    const once = placed(testScenario, plan({ number: "001" }, { number: "001" }), "zh");
    const twice = placed(once.scenario, plan({ number: "001" }), "zh");
    expect(twice.scenario.injects.slice(0, testScenario.injects.length)).toEqual(testScenario.injects);
    expect(new Set(twice.scenario.injects.map(({ id }) => id)).size).toBe(testScenario.injects.length + 3);
    expect(Scenario.safeParse(twice.scenario).success).toBe(true);
  });
  test("keeps texts in the language they are in, kinds and receivers by their words, and tells what is unknown", () => {
    const { scenario, losses } = placed(
      testScenario,
      plan(
        { text: "码头仓库冒烟。有人受伤", kind: "来电", to: "接警席", from: "报警人" },
        { kind: "pigeon", to: "Legal" },
      ),
      "zh",
    );
    const [call, other] = scenario.injects.slice(-2);
    expect(call).toMatchObject({
      kind: "call",
      audience: "dispatcher",
      title: { zh: "码头仓库冒烟", en: "" },
      from: { zh: "报警人", en: "" },
    });
    expect(other).toMatchObject({ kind: "message", audience: "responder" });
    expect(losses.map(({ row, said }) => [row, said.say])).toEqual([
      [2, "exchange.loss.kind"],
      [2, "exchange.loss.audience"],
    ]);
  });
  test("finds expected actions by their names, and tells the words that are none", () => {
    const { scenario, losses } = placed(testScenario, plan({ expected: "警情定级、跳舞" }), "zh");
    expect(scenario.injects.at(-1)?.expected.map(({ actionId }) => actionId)).toEqual(["classify"]);
    expect(losses).toEqual([
      { row: 1, said: { say: "exchange.loss.expected", with: { what: { list: ["跳舞"], as: "each" } } } },
    ]);
  });
  test("asks what its entries ask, and goes on by the option that is taken", () => {
    const options = [
      { id: "Isolate Now", label: "隔离" },
      { id: "wait", label: "等" },
    ];
    const { scenario } = placed(
      testScenario,
      plan(
        { number: "start", options },
        { number: "next", when: { on: "options", of: [{ number: "start", optionId: "Isolate Now" }] } },
      ),
      "zh",
    );
    const [start, next] = scenario.injects.slice(-2);
    const decision = scenario.decisions.at(-1);
    expect(decision).toMatchObject({
      opens: { op: "inject-delivered", injectId: start?.id },
      options: [{ id: "isolate-now" }, { id: "wait" }],
    });
    expect(next?.trigger).toMatchObject({
      when: { op: "decision-was", decisionId: decision?.id, optionId: "isolate-now" },
    });
  });
});

describe("a file of a known format", () => {
  const of = (json: unknown) => {
    const { format, found } = recognised(json);
    if ("plan" in found) return { format, ...found.plan };
    return { format, ...("table" in found ? read(found.table) : { refused: found.refused.say }) };
  };

  test("of OpenAEV gives its injects in time or behind each other, and says what it leaves", () => {
    const json = {
      export_version: 1,
      scenario_information: { scenario_name: "演示" },
      scenario_teams: [{ team_id: "t" }],
      scenario_users: [{}, {}],
      scenario_injects: [
        {
          inject_id: "a",
          inject_title: "First",
          inject_depends_duration: 300,
          inject_content: { body: "Hello" },
        },
        {
          inject_id: "b",
          inject_title: "Second",
          inject_depends_from_another: "a",
          inject_depends_duration: 60,
        },
      ],
    };
    expect(of(json)).toMatchObject({
      format: "OpenAEV",
      title: "演示",
      injects: [
        { title: "First", text: "Hello", when: { on: "time", atMs: 300_000 } },
        { title: "Second", when: { on: "after", number: "1", delayMs: 60_000 } },
      ],
      losses: [{ said: { with: { count: 1 } } }, { said: { with: { count: 2 } } }],
    });
  });

  test("of the Common Exercise Format follows its flow, and opens what is packed", () => {
    const json = {
      exercise: { name: "Phishing", total_duration: "7200" },
      inject_flow: [
        {
          inject_uuid: "a",
          sequence: { trigger: ["startex"], followed_by: ["b"] },
          timing: { triggered_at: null },
        },
        { inject_uuid: "b", sequence: { trigger: [] }, timing: {} },
        { inject_uuid: "c", sequence: { trigger: ["manual"] }, timing: { periodic_run_every: 10 } },
      ],
      inject_payloads: [
        {
          uuid: "p",
          parameters: {
            content: btoa("Dear all, this is not what it seems to be."),
            "content-type": "base64",
          },
        },
      ],
      injects: [
        {
          uuid: "a",
          name: "Mail",
          action_payload_resource_uuid: "p",
          inject_evaluation: [{ result: "seen" }],
        },
        { uuid: "b", name: "Flow" },
        { uuid: "c", name: "By hand" },
      ],
    };
    expect(of(json)).toMatchObject({
      format: "Common Exercise Format",
      injects: [
        { text: "Dear all, this is not what it seems to be.", when: { on: "time", atMs: 0 } },
        { when: { on: "after", number: "1", delayMs: 0 } },
        { when: { on: "hand" } },
      ],
      losses: [{ row: 1 }, { row: 3, said: { say: "exchange.loss.repeats" } }],
    });
  });

  test("of rows by name is the table that it is, of cards is dealt by hand", () => {
    const json = [{ "#": 1, "Real Time": "07:29 PM", Subject: "Alert", Script: "Look here", Poll: "" }];
    expect(of(json)).toMatchObject({
      injects: [{ title: "Alert", text: "Look here", when: { on: "time", atMs: 0 } }],
    });
    const deck = {
      title: "D",
      data: [{ name: "Card", type: "initial", image: "", id: "1", details: "<b>Do</b> it" }],
    };
    expect(of(deck)).toMatchObject({ injects: [{ title: "Card", text: "Do it", when: { on: "hand" } }] });
  });

  test("without injects, or of none that is known, is refused in a sentence", () => {
    expect(of({ channels: {}, forces: {} })).toMatchObject({
      format: "Serge",
      refused: "exchange.refused.format",
    });
    expect(of({ dataVersion: 1, currentState: {} })).toMatchObject({ refused: "exchange.refused.format" });
    expect(of({ Msels: [], DataFields: [{ Name: "Title" }] })).toMatchObject({
      refused: "exchange.refused.noInjects",
    });
    expect(of({ hello: 1 })).toMatchObject({ format: null, refused: "exchange.refused.unknown" });
    expect(of([])).toMatchObject({ format: null, refused: "exchange.refused.unknown" });
  });
});

test("a MSEL that was written out as a table comes back with its times, kinds, receivers and texts", () => {
  const scenario = {
    ...testScenario,
    injects: testScenario.injects.filter(({ trigger }) => trigger.on === "time"),
  };
  const column = {
    number: "序号",
    time: "时间",
    title: "标题",
    text: "内容",
    from: "来源",
    to: "接收方",
    kind: "方式",
    expected: "期望处置",
  };
  const words = { call: "报警电话", message: "消息", media: "网络舆情", radio: "电台", phone: "电话" };
  const rows = writtenOut(
    scenario,
    {
      column,
      kind: (kind) => Reflect.get(words, kind) ?? kind,
      audience: (audience) => audience,
      action: (id) => id,
      when: (trigger) => (trigger.on === "time" ? tPlus(trigger.atMs) : ""),
    },
    "zh",
  );
  const { scenario: back } = placed({ ...scenario, injects: [] }, read(tableOf(...rows)), "zh");
  const seen = ({ title, text, kind, audience, trigger }: (typeof back.injects)[number]) => ({
    title: title.zh,
    text: text.zh,
    kind,
    audience,
    trigger,
  });
  expect(scenario.injects.length).toBeGreaterThan(0);
  expect(back.injects.map(seen)).toEqual(scenario.injects.map(seen));
});
