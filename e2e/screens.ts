import type { Page } from "@playwright/test";
import { inLocale } from "@/domain/text";
import type { Language } from "./fixtures";
import { LABELS } from "./scene";
import type { Scene } from "./scene";

export type Say = (key: string, values?: Record<string, string>) => string;

/** Something done on a screen, after which it is looked at again. */
export type Step = {
  name: string;
  /** On a telephone it stands behind another tab. */
  wideOnly: boolean;
  take: (page: Page, say: Say, language: Language) => Promise<unknown>;
  /** The drill's clock has to run for it: nobody acts while it stands. */
  moving?: true;
  /** A selector of what is new on the screen after it; without it, all may be. "nothing": what was seen before is back. */
  changes?: string;
};

const WINDOW = "[role=dialog], [role=alertdialog]";

export type Screen = {
  name: string;
  /** Key of the demo account that looks at it; null for a stranger. */
  as: string | null;
  address: (scene: Scene) => string;
  then?: readonly Step[];
};

/** Every screen with the demo account that looks at it; null for a stranger. */
export const SCREENS: readonly Screen[] = [
  { name: "sign-in", as: null, address: () => "/sign-in" },
  { name: "home", as: "trainer", address: () => "/", then: [opens("Control+k"), closes()] },
  {
    name: "scenarios",
    as: "trainer",
    address: () => "/scenarios",
    then: [button("scenarios.new"), closes()],
  },
  {
    name: "scenario",
    as: "trainer",
    address: ({ scenario }) => `/scenarios/${scenario}`,
    then: [...Array(9).keys()].map((i) => section(i + 1)),
  },
  { name: "drills", as: "trainer", address: () => "/drills" },
  { name: "drill-new", as: "trainer", address: () => "/drills/new" },
  { name: "practice", as: "evaluator-2", address: () => "/drills/practice" },
  { name: "lobby-planned", as: "trainer", address: ({ planned }) => `/drills/${planned}/lobby` },
  { name: "plan", as: "trainer", address: ({ planned }) => `/drills/${planned}/plan` },
  { name: "control-planned", as: "trainer", address: ({ planned }) => `/drills/${planned}/control` },
  { name: "lobby", as: "trainer", address: ({ running }) => `/drills/${running}/lobby` },
  {
    name: "control",
    as: "trainer",
    address: ({ running }) => `/drills/${running}/control`,
    then: [
      tab("control.aside.radio"),
      tab("control.aside.notes"),
      tab("control.aside.people"),
      button("control.contested.rule"),
      closes(),
      button("control.adHoc.open"),
      closes(),
      button("console.stop.button"),
      closes(),
      opens("?"),
    ],
  },
  { name: "lanes", as: "trainer", address: ({ parallel }) => `/drills/${parallel}/control` },
  {
    name: "wall",
    as: "trainer",
    address: ({ running }) => `/drills/${running}/wall`,
    then: [press("ArrowRight"), press("ArrowRight")],
  },
  {
    name: "wall-parallel",
    as: "trainer",
    address: ({ parallel }) => `/drills/${parallel}/wall`,
    then: [press("ArrowRight")],
  },
  {
    name: "review",
    as: "trainer",
    address: ({ finished }) => `/drills/${finished}/review`,
    then: [records()],
  },
  {
    name: "review-captain",
    as: "tide-captain",
    address: ({ finished }) => `/drills/${finished}/review`,
    then: [button("review.result.appeals.file"), closes(), button("review.result.accept.button"), closes()],
  },
  { name: "replay", as: "trainer", address: ({ finished }) => `/drills/${finished}/review/replay` },
  { name: "drafts", as: "trainer", address: () => "/library/drafts" },
  { name: "draft", as: "trainer", address: ({ caseDraft }) => `/library/drafts/${caseDraft}` },
  {
    name: "responder",
    as: "tide-captain",
    address: ({ running }) => `/drills/${running}`,
    then: [
      tab("console.news.radio"),
      tab("console.news.known"),
      tab("console.news.log"),
      line("request-feed"),
      closes(),
    ],
  },
  { name: "lobby-player", as: "tide-captain", address: ({ running }) => `/drills/${running}/lobby` },
  { name: "responder-centre", as: "tide-member", address: ({ running }) => `/drills/${running}` },
  { name: "responder-planned", as: "tide-captain", address: ({ planned }) => `/drills/${planned}` },
  { name: "library", as: "evaluator-2", address: () => "/library" },
  { name: "case", as: "evaluator-2", address: ({ caseStudy }) => `/library/${caseStudy}` },
  { name: "join", as: "tide-captain", address: () => "/join" },
  { name: "join-code", as: "evaluator-2", address: ({ code }) => `/join/${code}` },
  { name: "me", as: "evaluator-2", address: () => "/me" },
  {
    name: "opposition",
    as: "reef-captain",
    address: ({ running }) => `/drills/${running}`,
    then: [tab("console.news.radio"), tab("console.news.log"), move("op-fake-fight"), closes()],
  },
  {
    name: "evaluate",
    as: "evaluator",
    address: ({ running }) => `/drills/${running}/evaluate`,
    then: [radio("evaluate.checklist.all")],
  },
  { name: "field-crew", as: "tide-captain", address: ({ field }) => `/drills/${field}` },
  { name: "field-evaluate", as: "evaluator", address: ({ field }) => `/drills/${field}/evaluate` },
  ...["people", "organisations", "teams"].map((name) => ({
    name,
    as: "administrator",
    address: () => `/admin/${name}`,
    then: [button(`admin.${name}.new`), closes()],
  })),
  { name: "audit", as: "administrator", address: () => "/admin/audit" },
  { name: "limits", as: "administrator", address: () => "/admin/limits" },
];

/** A key that changes what is shown. */
function press(key: string): Step {
  return { name: key.toLowerCase(), wideOnly: true, take: (page) => page.keyboard.press(key) };
}

/** A key that opens a window. */
function opens(key: "Control+k" | "?"): Step {
  return {
    name: { "Control+k": "palette", "?": "help" }[key],
    wideOnly: true,
    changes: WINDOW,
    take: async (page) => {
      await page.keyboard.press(key);
      await opened(page);
    },
  };
}

/** Escape, which closes the window that is open. */
function closes(): Step {
  return {
    name: "escape",
    wideOnly: true,
    changes: "nothing",
    take: async (page) => {
      await page.keyboard.press("Escape");
      await windows(page).waitFor({ state: "detached" });
    },
  };
}

function button(key: string): Step {
  return {
    name: lastOf(key),
    wideOnly: true,
    changes: WINDOW,
    take: async (page, say) => {
      await page
        .getByRole("button", { name: say(key), exact: true })
        .first()
        .click();
      await opened(page);
    },
  };
}

/** How the score of a review came about. */
function records(): Step {
  return {
    name: "records",
    wideOnly: false,
    changes: "details",
    take: async (page, say) => {
      await page.getByText(say("review.result.records.title")).click();
      await page.getByText(say("review.result.records.version", { version: "1" }), { exact: true }).waitFor();
    },
  };
}

function tab(key: string): Step {
  return {
    name: lastOf(key),
    wideOnly: true,
    changes: "[role=tablist], [role=tabpanel]",
    take: (page, say) => page.getByRole("tab", { name: say(key) }).click(),
  };
}

function radio(key: string): Step {
  return {
    name: lastOf(key),
    wideOnly: false,
    take: (page, say) => page.getByRole("radio", { name: say(key) }).click(),
  };
}

/** The nth part of the editor. */
function section(n: number): Step {
  return {
    name: `section-${n}`,
    wideOnly: true,
    changes: "main",
    take: async (page, say) => {
      const links = page.getByRole("navigation", { name: say("scenarios.sections.label") }).getByRole("link");
      const link = links.nth(n % (await links.count()));
      await link.click();
      await link.and(page.locator("[aria-current=page]")).waitFor();
    },
  };
}

/** An action from the command line, which a phone has not, whose window opens. */
function line(action: keyof typeof LABELS): Step {
  return {
    name: action,
    moving: true,
    wideOnly: true,
    changes: WINDOW,
    take: async (page, say, language) => {
      await moves(page, say);
      const input = page.getByRole("combobox", { name: say("console.line.label") });
      await input.fill(inLocale(LABELS[action], language));
      await input.press("Enter");
      await opened(page);
    },
  };
}

/** A move of the playbook, whose window opens. */
function move(action: keyof typeof LABELS): Step {
  return {
    name: action,
    moving: true,
    wideOnly: true,
    changes: WINDOW,
    take: async (page, say, language) => {
      await moves(page, say);
      await page
        .getByRole("region", { name: say("console.plot.moves") })
        .getByRole("button", { name: inLocale(LABELS[action], language) })
        .click();
      await opened(page);
    },
  };
}

/** Waits until the page knows that the clock runs. */
async function moves(page: Page, say: Say): Promise<void> {
  const standing = page.getByRole("banner").getByText(say("common.clock.paused"), { exact: true });
  await standing.waitFor({ state: "detached" });
}

async function opened(page: Page): Promise<void> {
  await windows(page).waitFor();
}

function windows(page: Page) {
  return page.getByRole("dialog").or(page.getByRole("alertdialog")).first();
}

function lastOf(key: string): string {
  return key.split(".").at(-1) ?? key;
}
