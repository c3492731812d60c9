import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { blankCase } from "@/domain/case-study/blank";
import type { CaseStudy } from "@/domain/case-study/schema";
import { newPerson, refusedWith, signedInAs } from "@/server/auth/testing";
import { users } from "@/server/db/schema/auth";
import { openTestDatabase } from "@/server/db/test-database";
import { createCaseDraft, storeStarterCase } from "@/server/library/mutations";
import { plainCase } from "@/server/library/testing";

const { db } = await openTestDatabase();

const gasSmell: CaseStudy = {
  ...plainCase({ zh: "望海小区燃气异味处置", en: "Gas smell at a housing block" }),
  kind: "exemplary",
  summary: {
    zh: "居民报警称楼道有异味，来源不明，多部门联动疏散。",
    en: "Residents reported a smell of unknown source; agencies evacuated the block together.",
  },
  category: { zh: "公共安全", en: "Public safety" },
  tags: [
    { zh: "燃气", en: "gas" },
    { zh: "疏散", en: "evacuation" },
  ],
  sections: [
    {
      id: "handling",
      heading: { zh: "处置经过", en: "How it was handled" },
      body: {
        zh: "先期到场民警拉起警戒带，逐户敲门通知居民撤离，并提醒不得使用明火和电器开关。",
        en: "The first crew set a cordon and went from door to door, warning people about open flames.",
      },
    },
  ],
  decisions: [
    {
      id: "valve",
      prompt: { zh: "谁来关阀？", en: "Who closes the valve?" },
      options: [
        {
          id: "police",
          label: { zh: "民警", en: "The crew" },
          feedback: { zh: "专业操作应交给燃气公司。", en: "Leave it to the specialists." },
        },
        {
          id: "company",
          label: { zh: "燃气公司", en: "The company" },
          feedback: { zh: "正确。", en: "Right." },
        },
      ],
      bestOptionId: "company",
    },
  ],
};
const drunkMan: CaseStudy = {
  ...plainCase({ zh: "深夜便利店醉酒滋事", en: "A drunk man in a night shop" }),
  kind: "discussion",
  category: { zh: "治安", en: "Public order" },
  tags: [{ zh: "醉酒", en: "drunkenness" }],
};

await storeStarterCase(db, { slug: "gas-smell", content: gasSmell, scenarioId: null });
await storeStarterCase(db, { slug: "drunk-man", content: drunkMan, scenarioId: null });

const officer = await signedInAs(db, "officer");
const library = (await officer.call()).library;
const slugsFor = async (filter: Parameters<typeof library.search>[0]) =>
  (await library.search(filter)).cases.map(({ slug }) => slug);

describe("search", () => {
  test("finds a Chinese word inside a sentence", async () => {
    expect(await slugsFor({ q: "警戒带" })).toEqual(["gas-smell"]);
    expect(await slugsFor({ q: "便利店" })).toEqual(["drunk-man"]);
  });

  test("finds an English word by its stem", async () => {
    expect(await slugsFor({ q: "evacuating" })).toEqual(["gas-smell"]);
    expect(await slugsFor({ q: "shops" })).toEqual(["drunk-man"]);
  });

  test("finds part of a word, and takes the signs of a pattern for themselves", async () => {
    expect(await slugsFor({ q: "cordo" })).toEqual(["gas-smell"]);
    expect(await slugsFor({ q: "%" })).toEqual([]);
    expect(await slugsFor({ q: "_" })).toEqual([]);
  });

  test("wants every word of the query, in whatever language", async () => {
    expect(await slugsFor({ q: "燃气 evacuate" })).toEqual(["gas-smell"]);
    expect(await slugsFor({ q: "燃气 醉酒" })).toEqual([]);
  });

  test("says which words to mark, and where in the body they stand", async () => {
    const found = await library.search({ q: "警戒带" });
    expect(found.marks).toContain("警戒带");
    expect(found.cases[0]?.excerpt?.zh).toContain("警戒带");
  });

  test("counts each facet without its own choice", async () => {
    const { total, facets } = await library.search({ kind: "exemplary" });
    expect(total).toBe(1);
    expect(facets.kinds.map(({ value, count }) => [value, count]).sort()).toEqual([
      ["discussion", 1],
      ["exemplary", 1],
    ]);
    expect(facets.categories.map(({ value }) => value)).toEqual(["公共安全"]);
    expect(await slugsFor({ tag: "醉酒" })).toEqual(["drunk-man"]);
  });

  test("does not find a case by the answer to its question", async () => {
    expect(await slugsFor({ q: "专业操作" })).toEqual([]);
  });

  test.each(["'", "a & | ! b", "<->", "\\", "燃气:*", "((("])(
    "takes %j for words, not for operators",
    async (q) => {
      await expect(library.search({ q })).resolves.toBeDefined();
    },
  );
});

test("a decision point keeps its answer until the reader has chosen", async () => {
  expect(JSON.stringify(await library.read({ slug: "gas-smell" }))).not.toContain("专业操作");
  const answer = await library.answer({ slug: "gas-smell", decisionId: "valve", optionId: "police" });
  expect(answer.bestOptionId).toBe("company");
  await expect(
    library.answer({ slug: "gas-smell", decisionId: "valve", optionId: "nobody" }),
  ).rejects.toMatchObject(refusedWith("option-unknown"));
});

describe("review", () => {
  test("an officer neither finds nor opens a draft, and cannot list drafts", async () => {
    const { write, caseId } = await setUpDraft();
    const { slug } = await write.readDraft({ caseId });
    expect(await slugsFor({ q: "码头失物" })).toEqual([]);
    await expect(library.read({ slug })).rejects.toMatchObject(refusedWith("case-not-found"));
    await expect(library.drafts()).rejects.toMatchObject(refusedWith("role-not-allowed"));
    await expect(library.readDraft({ caseId })).rejects.toMatchObject(refusedWith("role-not-allowed"));
  });

  test("a case is written, submitted, sent back, improved, published by another, and found", async () => {
    const { write, review, caseId } = await setUpDraft();
    const first = await write.readDraft({ caseId });
    await write.submit({ caseId, revision: first.revision });
    await expect(
      write.saveDraft({ caseId, revision: first.revision, content: first.content }),
    ).rejects.toMatchObject(refusedWith("case-stage-wrong"));
    await review.sendBack({ caseId, revision: first.revision, reason: "补充处置经过" });
    expect(await write.readDraft({ caseId })).toMatchObject({
      status: "draft",
      sentBackReason: "补充处置经过",
    });

    const summary = { zh: "民警连翻八只垃圾桶，找回了外套。", en: "The coat was found in the eighth bin." };
    const { revision } = await write.saveDraft({
      caseId,
      revision: first.revision,
      content: { ...first.content, summary },
    });
    await write.submit({ caseId, revision });
    await expect(write.publish({ caseId, revision })).rejects.toMatchObject(refusedWith("case-own-work"));
    const { slug } = await review.publish({ caseId, revision });

    expect(await slugsFor({ q: "垃圾桶" })).toEqual([slug]);
    expect((await library.read({ slug })).study.summary).toEqual(summary);
  });

  test("the address of a case is made of the title it is first published under, keeps nothing of the one it began with, and stays", async () => {
    const { write, review, caseId } = await setUpDraft();
    const first = await write.readDraft({ caseId });
    const named = { ...first.content, title: { zh: "张三", en: "Officer Zhang San at the quay" } };
    const { revision } = await write.saveDraft({ caseId, revision: first.revision, content: named });
    const plain = { ...named, title: { zh: "码头", en: "An officer at the quay" } };
    const saved = await write.saveDraft({ caseId, revision, content: plain });
    await write.submit({ caseId, revision: saved.revision });
    const { slug } = await review.publish({ caseId, revision: saved.revision });
    expect(slug).toMatch(/^an-officer-at-the-quay(-\d+)?$/);
    expect((await library.read({ slug })).study.title).toEqual(plain.title);

    await write.revise({ caseId, revision: saved.revision });
    const again = await write.saveDraft({ caseId, revision: saved.revision, content: named });
    expect((await write.readDraft({ caseId })).slug).toBe(slug);
    expect(again.revision).toBeGreaterThan(saved.revision);
  });

  test("readers keep the text they have while a published case is revised", async () => {
    const { write, review, caseId } = await setUpDraft();
    const { revision, content } = await write.readDraft({ caseId });
    await write.submit({ caseId, revision });
    const { slug } = await review.publish({ caseId, revision });
    await write.revise({ caseId, revision });
    const changed = { ...content, summary: { zh: "尚未审核的说法", en: "Not reviewed" } };
    await write.saveDraft({ caseId, revision, content: changed });

    expect((await library.read({ slug })).study.summary).toEqual(content.summary);
    expect(await slugsFor({ q: "尚未审核" })).toEqual([]);
  });

  test("a retired case is no longer found or opened", async () => {
    const { write, review, caseId } = await setUpDraft();
    const { revision } = await write.readDraft({ caseId });
    await write.submit({ caseId, revision });
    const { slug } = await review.publish({ caseId, revision });
    await review.retire({ caseId, revision });
    await expect(library.read({ slug })).rejects.toMatchObject(refusedWith("case-not-found"));
    expect(await slugsFor({ q: "quay" })).not.toContain(slug);
  });

  test("of two people who save the same revision, the second is told and overwrites nothing", async () => {
    const { write, review, caseId } = await setUpDraft();
    const { revision, content } = await write.readDraft({ caseId });
    await write.saveDraft({ caseId, revision, content });
    await expect(review.saveDraft({ caseId, revision, content })).rejects.toMatchObject(
      refusedWith("changed-meanwhile"),
    );
  });

  test("a field that no case has is refused", async () => {
    const { write, caseId } = await setUpDraft();
    const { revision, content } = await write.readDraft({ caseId });
    const sneaky = { ...content, html: "<script>" };
    await expect(write.saveDraft({ caseId, revision, content: sneaky })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  test("a case that does not exist is not found", async () => {
    const { write } = await setUpDraft();
    const caseId = crypto.randomUUID();
    await expect(write.readDraft({ caseId })).rejects.toMatchObject(refusedWith("case-not-found"));
    await expect(write.submit({ caseId, revision: 1 })).rejects.toMatchObject(refusedWith("case-not-found"));
  });
});

/** A draft with the texts that every case has, its author and a reviewer. */
async function setUpDraft() {
  const author = await signedInAs(db, "trainer");
  const reviewer = await signedInAs(db, "trainer");
  const write = (await author.call()).library;
  const { caseId } = await write.createDraft({ title: { zh: "码头失物", en: "Lost at the quay" } });
  const { revision, content } = await write.readDraft({ caseId });
  await write.saveDraft({ caseId, revision, content: { ...plainCase(content.title) } });
  return { author, write, review: (await reviewer.call()).library, caseId };
}

describe("a case is not published", () => {
  /** A case as its author wrote it, submitted. */
  async function submitted(change: Partial<CaseStudy>) {
    const { write, review, caseId } = await setUpDraft();
    const { revision, content } = await write.readDraft({ caseId });
    const saved = await write.saveDraft({ caseId, revision, content: { ...content, ...change } });
    await write.submit({ caseId, revision: saved.revision });
    return { review, caseId, revision: saved.revision, problems: saved.problems };
  }

  test.each([
    ["an identity number", { lessons: [{ zh: "身份证330900199002301234", en: "" }] }],
    ["a mobile number", { summary: { zh: "拨打１９９００００００００", en: "" } }],
    ["a plate", { tags: [{ zh: "琼Z00000", en: "" }] }],
    ["an address", { place: { zh: "望潮路12号402室", en: "" } }],
    ["a name", { timeline: [{ atMs: 0, text: { zh: "民警李建国到场", en: "" }, turningPoint: false }] }],
    ["a text that no page can show", { sections: [section(">".repeat(5_000))] }],
    ["a summary that is still to be written", { summary: { zh: "", en: "" } }],
  ])("with %s in it, and its author is told as it is saved", async (_, change) => {
    const { review, caseId, revision, problems } = await submitted(change);
    expect(problems).not.toEqual([]);
    expect((await review.readDraft({ caseId })).problems).toEqual(problems);
    await expect(review.publish({ caseId, revision })).rejects.toMatchObject(
      refusedWith("case-not-publishable"),
    );
    expect((await review.readDraft({ caseId })).status).toBe("in-review");
  });

  test("with the name of a colleague in it, however rare the name", async () => {
    const colleague = await newPerson(db, "officer");
    await db.update(users).set({ latinName: "Quorra Zyx" }).where(eq(users.id, colleague.id));
    const { problems } = await submitted({ lessons: [{ zh: "", en: "Ask Quorra Zyx first." }] });
    expect(problems).toMatchObject([{ code: "identifies", kind: "name", text: "Quorra Zyx" }]);
  });

  test("until whoever reviews it has said of each made-up name that nobody real is meant; of numbers nobody can", async () => {
    const { review, caseId, revision } = await submitted({
      lessons: [{ zh: "民警李建国到场", en: "" }],
    });
    const cleared = [{ kind: "name" as const, text: "李建国" }];
    await review.publish({ caseId, revision, cleared });
    const other = await submitted({ lessons: [{ zh: "电话19900000000", en: "" }] });
    await expect(
      other.review.publish({
        caseId: other.caseId,
        revision: other.revision,
        cleared: [{ kind: "mobile", text: "19900000000" }],
      }),
    ).rejects.toMatchObject(refusedWith("case-not-publishable"));
  });
});

function section(zh: string): CaseStudy["sections"][number] {
  return { id: "handling", heading: { zh: "处置经过", en: "" }, body: { zh, en: "" } };
}

test("a lane of a drill grows into one case, however often it is asked for", async () => {
  const { id: createdBy } = await signedInAs(db, "trainer");
  const origin = { drillId: crypto.randomUUID(), lane: 1 };
  const content = blankCase({ zh: "演练复盘", en: "From a drill" });
  const first = await createCaseDraft(db, { content, createdBy, origin });
  const second = await createCaseDraft(db, { content, createdBy, origin });
  expect(second).toEqual({ ...first, isNew: false });
});
