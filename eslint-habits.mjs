// What a screen leaves to one shared part, so that it is done one way everywhere. ESLint enforces it
// (eslint.config.mjs), and eslint.test.ts shows that it does.

const clock = "app/_ui/device-clock.ts tells the time: a device's own clock can be set while a page is open.";
const zone =
  "Calendar times are read and written in the installation's zone: useFormatter, Moment, DateTimeField or app/_i18n/zoned-time.ts.";
const keys =
  "app/_ui/composed-keys.ts keeps the keys of input methods from every handler, on the window, first.";

const dot = "app/_ui/separator.ts knows how the dot between two things is set in each language.";

const habits = [
  { selector: "MemberExpression[property.name=/^(isComposing|keyCode|which)$/]", message: keys },
  {
    selector:
      "CallExpression[callee.object.name='window'][callee.property.name='addEventListener'][arguments.0.value=/^key/]",
    message: keys,
  },
  {
    selector:
      "JSXAttribute[name.name='onChange'] CallExpression[callee.property.name=/^(toUpperCase|toLowerCase|normalize|trim|replace|replaceAll)$/]",
    message: "A field does not rewrite what is being typed: input methods then write their letters twice.",
  },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: clock },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
  { selector: "CallExpression[callee.name='Date']", message: clock },
  {
    selector:
      "CallExpression[callee.property.name=/^get(Hours|Minutes|Seconds|Date|Day|Month|FullYear|TimezoneOffset)$/]",
    message: zone,
  },
  { selector: "CallExpression[callee.property.name=/^toLocale(Date|Time)?String$/]", message: zone },
  { selector: "MemberExpression[object.name='Intl'][property.name='DateTimeFormat']", message: zone },
  {
    selector: "Property[key.name='style'][value.value='percent']",
    message:
      "domain/words/percent.ts turns a share into percent: the same share is the same figure everywhere.",
  },
  {
    selector: "ImportSpecifier[imported.name='percentOf']",
    message: "A share is told in percent by useTelling: { share }.",
  },
  { selector: "Literal[value=/ · /]", message: dot },
  { selector: "TemplateElement[value.raw=/ · /]", message: dot },
  { selector: "JSXText[value=/ · /]", message: dot },
  {
    selector: "CallExpression[callee.property.name='relativeTime']",
    message: "How long ago something was is written by useAgoText.",
  },
  {
    selector: "ImportExpression:not(CallExpression[callee.name='later'] ImportExpression)",
    message: "The line may be down: app/_ui/later.ts fetches what a page needs only later.",
  },
  {
    selector: "JSXAttribute[name.name='type'][value.value='time']",
    message: "A browser writes times of day in its own language: app/_ui/time-of-day-field.tsx has 24 hours.",
  },
  {
    selector: "JSXAttribute[name.name='type'][value.value='datetime-local']",
    message: zone,
  },
];

/** Ticking clocks and fields that are edited as a clock face; every other length of time is in words. */
export const clockFaces = [
  "app/_drill/marks/{clock-text,drill-clock,countdown}.{ts,tsx}",
  "app/_drill/live/{standard-mark,time-parts}.tsx",
  "app/_drill/console/incident-board.tsx",
  "app/_scenario/editor/cells.tsx",
];

const catalogue =
  "Every word on a screen is a message of app/_i18n/messages, in both languages: useTranslations, getTranslations.";

/** Words of a language that stand in a screen's code: between tags, in what people read or hear, or in Chinese. */
const words = [
  {
    selector: ":not(JSXElement[openingElement.name.name='Kbd']) > JSXText[value=/\\p{L}{2}/u]",
    message: catalogue,
  },
  { selector: "JSXElement > JSXExpressionContainer > Literal[value=/\\p{L}{2}/u]", message: catalogue },
  {
    selector:
      "JSXElement > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/\\p{L}{2}/u]",
    message: catalogue,
  },
  {
    selector:
      "JSXAttribute[name.name=/^(label|title|placeholder|alt|hint|description|caption|error|aria-label|aria-description|aria-roledescription|aria-valuetext)$/] > Literal[value=/\\p{L}{2}/u]",
    message: catalogue,
  },
  { selector: ":not(Property[key.name='zh']) > Literal[value=/[\\u3400-\\u9fff]/]", message: catalogue },
  {
    selector:
      ":not(Property[key.name='zh']) > TemplateLiteral > TemplateElement[value.raw=/[\\u3400-\\u9fff]/]",
    message: catalogue,
  },
];

/** What is in both languages at once, or in none that anybody reads. */
export const wordsLive = [
  "app/global-error.tsx",
  "app/_drill/marks/exercise-mark.tsx",
  "app/_drill/live/alarm.tsx",
  // Reads what people type, in either language.
  "app/_drill/marks/clock-text.ts",
  // Asks whether the system draws two characters.
  "app/_ui/cjk-font.tsx",
];

const figures = [
  {
    selector: "ImportSpecifier[imported.name='clockFace']",
    message: "A length of time is written by useDurationText, a moment of the drill by drillMoment.",
  },
];

/** The parts that do it for everybody. */
export const habitsLive = [
  "app/_ui/composed-keys.ts",
  "app/_ui/device-clock.ts",
  "app/_ui/date-time-field.tsx",
  "app/_ui/separator.ts",
  "app/_i18n/zoned-time.ts",
  // In both languages at once: what shows it may not know which one.
  "app/global-error.tsx",
  "app/layout.tsx",
];

const waiting =
  "A test waits for what it wants to see, or for what the database's clock says: expect.poll, untilGoneBy. A time that is long enough here is too short on a busy machine, and too long on every other.";
const notInLoop = ":not(:matches(WhileStatement, DoWhileStatement, ForStatement, ForOfStatement) *)";

/** Fixed sleeps. The pace of a loop that looks again is none. */
const sleeps = [
  { selector: "CallExpression[callee.property.name='waitForTimeout']", message: waiting },
  { selector: `AwaitExpression > CallExpression[callee.name='sleep']${notInLoop}`, message: waiting },
  {
    selector: `AwaitExpression > NewExpression[callee.name='Promise'] CallExpression[callee.name='setTimeout']${notInLoop}`,
    message: waiting,
  },
];

const ruleOf = (forbidden) => ({
  meta: { type: "problem", schema: [] },
  create: (context) =>
    Object.fromEntries(
      forbidden.map(({ selector, message }) => [selector, (node) => context.report({ node, message })]),
    ),
});

export const habitsPlugin = {
  rules: {
    screens: ruleOf(habits),
    "clock-faces": ruleOf(figures),
    words: ruleOf(words),
    sleeps: ruleOf(sleeps),
  },
};
