/** What a text can say of a real person, vehicle or home. */
export const IDENTIFYING_KINDS = [
  "id-number",
  "mobile",
  "landline",
  "e-mail",
  "bank-card",
  "account",
  "passport",
  "plate",
  "address",
  "name",
] as const;
export type IdentifyingKind = (typeof IDENTIFYING_KINDS)[number];

/** A place in a text that says who somebody is. */
export type Identifying = { kind: IdentifyingKind; /** As it stands in the text. */ text: string };

/**
 * Kinds of which a reader can tell that nobody real is meant: a made-up street, a plate of no province, a name of the
 * story. A number that people can be called or found by is never made public.
 */
export const CLEARABLE: ReadonlySet<IdentifyingKind> = new Set(["plate", "address", "name"]);

/**
 * Everything in a text that identifies somebody by its shape, in the order in which it stands: numbers of persons,
 * telephones, accounts and cards, plates, addresses. Names have no shape; see `namesIn`.
 *
 * Masked ones ("138****0000", "张某") are none. Full-width digits, Chinese numerals, spaces and invisible characters
 * between digits do not hide a number.
 */
export function identifyingIn(text: string): Identifying[] {
  const plain = plainOf(text);
  const found: { kind: IdentifyingKind; from: number; to: number }[] = [];
  for (const [kind, pattern, isReal] of SHAPES) {
    for (const match of plain.text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (kind === "address" && match[0].includes("某")) continue;
      const isPartOfAnother = found.some((other) => from < other.to && other.from < to);
      if (!isPartOfAnother && isReal(match[0])) found.push({ kind, from, to });
    }
  }
  return found
    .sort((a, b) => a.from - b.from)
    .map(({ kind, from, to }) => ({ kind, text: text.slice(plain.at[from], plain.at[to]).trim() }));
}

const always = () => true;
const digitsOf = (text: string) => text.replace(/\D/g, "");
const GAP = "[ \\-·]?";
const STREET = "(?:路|街|大道|巷|弄|胡同|村|小区|花园|公寓|大厦|新村|家园|苑)";
const NUMBER = "(?:\\d{1,5}|[一二三四五六七八九十百]{1,4})[ ]?";
const NUMBERED = `${NUMBER}(?:号楼|号院|号|弄|幢|栋|座|楼|层|组|队|单元|室|户|门)`;
/** Of a building whose street is not named, floors say nothing of who lives there. */
const FLAT = `${NUMBER}(?:号|单元|室|户|门)`;
const PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领";

/** Longer numbers first: part of a card's number can look like a telephone's. */
const SHAPES: readonly (readonly [IdentifyingKind, RegExp, (text: string) => boolean])[] = [
  ["e-mail", /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, always],
  ["id-number", new RegExp(`(?<!\\d)[1-9](?:${GAP}\\d){16}${GAP}[\\dXx](?!\\d)`, "g"), isPersonNumber],
  ["id-number", /(?<!\d)[1-9]\d{14}(?!\d)/g, isOldPersonNumber],
  ["bank-card", new RegExp(`(?<!\\d)[3-9](?:${GAP}\\d){14,18}(?!\\d)`, "g"), isCardNumber],
  ["mobile", new RegExp(`(?<!\\d)(?:\\+?86${GAP})?1[3-9](?:${GAP}\\d){9}(?!\\d)`, "g"), always],
  ["landline", /(?<!\d)(?:\(0\d{2,3}\)[ ]?|0\d{2,3}[ -])\d{7,8}(?!\d)/g, always],
  ["landline", /(?<!\d)0\d{9,11}(?!\d)/g, always],
  ["account", /(?:微信|wechat|weixin|vx)(?:号|id)?[：: ]{0,2}[A-Za-z][\w-]{5,19}/gi, always],
  ["account", /(?:qq|扣扣)(?:号|群)?[：: ]{0,2}[1-9]\d{4,10}(?!\d)/gi, always],
  ["passport", /(?:护照|通行证|passport)[^\dA-Za-z]{0,6}(?:no\.? ?)?[A-Z]{1,2}\d{7,8}(?!\d)/gi, always],
  ["plate", new RegExp(`WJ[ ]?[${PROVINCE}]?[ .·•-]?\\d{4,5}[A-Z警消边通森金电]?`, "gi"), always],
  [
    "plate",
    new RegExp(
      `[${PROVINCE}][A-HJ-NP-Z][ .·•-]?[A-HJ-NP-Z0-9](?:[ ]?[A-HJ-NP-Z0-9]){3,4}[A-HJ-NP-Z0-9挂学警港澳领]`,
      "gi",
    ),
    (text) => /\d/.test(text),
  ],
  [
    "address",
    new RegExp(
      `[\\p{Script=Han}]{1,12}?${STREET}(?:${STREET}|[东南西北中附段])*[ ]?${NUMBERED}(?:[ ]?${NUMBERED}|\\d{3,4}(?!\\d))*`,
      "gu",
    ),
    always,
  ],
  ["address", new RegExp(`(?:\\d{1,4}|[一二三四五六七八九十]{1,3})(?:幢|栋|号楼)[ ]?${FLAT}`, "gu"), always],
  [
    "address",
    /\b(?:No\.? ?)?\d{1,5}[A-Z]?,? (?:[A-Z][a-z]+ ){1,3}(?:Road|Street|Lane|Avenue|Alley|Drive|Rd|St|Ave)\b/g,
    always,
  ],
  ["address", /\b(?:Room|Flat|Apartment|Apt) \d{1,4}[A-Z]?,? (?:Building|Block) \d{1,3}\b/g, always],
];

/** A citizen's number: six digits of a place, a day of birth, three digits, and a check digit (GB 11643-1999). */
function isPersonNumber(text: string): boolean {
  return isDay(/^\d{6}(\d{8})/.exec(text.replace(/[^\dXx]/g, ""))?.[1] ?? "");
}

/** The number of before 1999, without century and check digit. */
function isOldPersonNumber(text: string): boolean {
  return isDay(`19${/^\d{6}(\d{6})/.exec(text)?.[1] ?? ""}`);
}

function isDay(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
  return (
    year !== undefined &&
    year >= 1900 &&
    year < 2100 &&
    month !== undefined &&
    month >= 1 &&
    month <= 12 &&
    day !== undefined &&
    day >= 1 &&
    day <= 31
  );
}

/** Whether the last digit is the check digit of a card (ISO/IEC 7812, Luhn's sum). */
function isCardNumber(text: string): boolean {
  const digits = digitsOf(text).split("").reverse().map(Number);
  const sum = digits.reduce((total, digit, i) => {
    const weighed = i % 2 === 1 ? digit * 2 : digit;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return digits.length >= 16 && sum % 10 === 0;
}

const CHINESE_DIGITS: Record<string, string> = {
  〇: "0",
  零: "0",
  一: "1",
  幺: "1",
  二: "2",
  三: "3",
  四: "4",
  五: "5",
  六: "6",
  七: "7",
  八: "8",
  九: "9",
};
const SPOKEN_NUMBER = /[〇零一幺二三四五六七八九]{7,}/g;

/**
 * A text with its digits and letters in one width, numbers that are spelt out as digits, and nothing invisible.
 * `at[i]` is where its i-th character stands in the original; `at` has one entry more, for the end.
 */
function plainOf(text: string): { text: string; at: number[] } {
  const spelt = text.replace(SPOKEN_NUMBER, (run) =>
    [...run].map((one) => CHINESE_DIGITS[one] ?? one).join(""),
  );
  const at: number[] = [];
  let plain = "";
  let place = 0;
  for (const character of spelt) {
    const folded = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character)
      ? ""
      : character.normalize("NFKC").replace(/[\s\p{Dash}]/gu, (one) => (/\s/.test(one) ? " " : "-"));
    for (const _ of folded.split("")) at.push(place);
    plain += folded;
    place += character.length;
  }
  return { text: plain, at: [...at, text.length] };
}
