import "server-only";
import { jieba } from "@/server/db/words-of-text";

/**
 * What looks like the name of a person in a text, in the order in which it stands, each once: names of people who have
 * an account, Chinese names by surname and the words around them, Latin ones by title or by a Chinese surname.
 *
 * It errs towards telling too much: somebody looks at each (domain/case-study/identifying.ts).
 *
 * @param known Names of people of this installation.
 */
export function namesIn(text: string, known: readonly string[]): string[] {
  const own = known.filter(
    (name) => name.length >= 2 && (isHan(name) ? text.includes(name) : hasWord(text, name)),
  );
  const guessed = [...chineseNamesIn(text), ...latinNamesIn(text)];
  const found = [...new Set([...own, ...guessed])];
  // "李建" inside "李建国" is the same find.
  return found.filter((name) => !found.some((longer) => longer !== name && longer.includes(name)));
}

/** Surnames that are hardly ever another word. */
const SURNAMES = new Set(
  "王李张刘陈杨黄赵吴周徐孙朱胡郭罗梁宋郑谢韩唐冯董萧程曹袁邓傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎余潘杜戴夏田姜范邹熊孟秦邱侯尹谭廖崔陆郝孔邵龚汤赖莫倪翟殷裘詹柯鲍",
);
/** Surnames that often are another word: they count behind a word that a name follows. */
const ALSO_WORDS = new Set("于何高林马丁任姚江白金石安常成万方史龙段雷钱黎易武乔文洪康毛贺严牛温葛尤庞樊");
const DOUBLE_SURNAMES = /^(?:欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯)/u;
/** Words that a name follows: what somebody is in the matter, of a family, by their work; and "called". */
const CUE =
  /(?:民警|辅警|警员|警官|队长|所长|组长|站长|调度员|接警员|报警人|报案人|事主|失主|受害人|被害人|受害者|嫌疑人|嫌犯|犯人|逃犯|被告人|同伙|当事人|证人|死者|伤者|死亡人|失踪者|走失者|男子|女子|男孩|女孩|老人|老太|群众|村民|居民|邻居|租客|房客|店主|店员|老板|老板娘|房东|司机|驾驶员|骑手|乘客|顾客|保安|保姆|护工|业主|住户|户主|学生|老师|医生|护士|经理|员工|工人|同事|朋友|女友|男友|妻子|丈夫|前妻|前夫|其妻|其夫|其父|其母|其子|其女|父亲|母亲|儿子|女儿|哥哥|弟弟|姐姐|妹妹|爷爷|奶奶|外公|外婆|侄子|外甥|孙子|孙女|名叫|姓名|名字|化名|叫做|叫)[:：为是“"「 ]*$/u;
/** What follows a name: a number, sex, age, another name. */
const CUE_AFTER =
  /^[（(，,、 ]*(?:身份证|公民身份|证件号|电话|手机|[男女](?:[，,、）)性 ]|$)|现年|时年|\d{1,3} ?岁|绰号|外号|别名|化名|昵称|曾用名)/u;
/** Words that jieba takes for names. */
const NO_NAMES = new Set(["陈述", "陈列", "陈旧", "张望", "周全", "周到", "安然无恙"]);
/** Kinds of words (jieba's) that do not begin or go on a given name. */
const NOT_GIVEN = /^[uprcdfmvq]/;

function chineseNamesIn(text: string): string[] {
  const words = jieba().tag(text);
  const found: string[] = [];
  let end = 0;
  words.forEach(({ word, tag }, i) => {
    end += word.length;
    if (!isHan(word)) return;
    const hasCueBefore = CUE.test(text.slice(Math.max(0, end - word.length - CUE_REACH), end - word.length));
    const name =
      word.length > 1
        ? nameOfWord(word, tag, hasCueBefore || CUE_AFTER.test(text.slice(end)))
        : nameFrom(word, [words[i + 1], words[i + 2]], hasCueBefore, text.slice(end));
    if (name !== null) found.push(name);
  });
  return found;
}

/** How many characters before a name are looked at for what it follows. */
const CUE_REACH = 8;

/** A word that is a name by itself. */
function nameOfWord(word: string, tag: string, hasCue: boolean): string | null {
  const first = word.charAt(0);
  const mayBegin = SURNAMES.has(first) || (hasCue && ALSO_WORDS.has(first)) || DOUBLE_SURNAMES.test(word);
  const isName = tag.startsWith("nr") && word.charAt(1) !== "某" && word.length <= 4;
  return mayBegin && isName && !NO_NAMES.has(word) ? word : null;
}

/** A name that begins with a surname of one character. */
function nameFrom(
  surname: string,
  [next, afterNext]: readonly [Tagged | undefined, Tagged | undefined],
  hasCueBefore: boolean,
  rest: string,
): string | null {
  if (next === undefined || !isHan(next.word) || /^[某姓]/u.test(next.word)) return null;
  const isAlsoWord = ALSO_WORDS.has(surname);
  if (!isAlsoWord && !SURNAMES.has(surname)) return null;
  const hasCueAfter = [1, 2].some((length) => {
    const given = rest.slice(0, length);
    return isHan(given) && CUE_AFTER.test(rest.slice(length));
  });
  const hasCue = hasCueBefore || hasCueAfter;
  // "Lin Xiaoyu" without a word before or after it: only where the given name is one by itself.
  if (isAlsoWord && !hasCue && !(next.word.length === 2 && next.tag === "nr")) return null;
  const given = givenName(next, afterNext, hasCue);
  return given === null ? null : surname + given;
}

type Tagged = { word: string; tag: string };

/** The one or two characters behind a surname that make a name of it; null where they do not. */
function givenName(next: Tagged, afterNext: Tagged | undefined, hasCue: boolean): string | null {
  if (next.word.length === 2) return hasCue || /^(?:nr|x)/.test(next.tag) ? next.word : null;
  if (next.word.length !== 1) return null;
  if (!hasCue && NOT_GIVEN.test(next.tag) && next.word !== "一") return null;
  const goesOn =
    afterNext !== undefined &&
    afterNext.word.length === 1 &&
    isHan(afterNext.word) &&
    (next.word === "一" || !/^[upcrdfvq]/.test(afterNext.tag));
  return next.word + (goesOn ? afterNext.word : "");
}

const TITLED =
  /\b(?:Officer|Constable|Sergeant|Inspector|Captain|Auxiliary|Detective|Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][a-z]+(?: [A-Z][a-z]+)?/g;
const PINYIN_SURNAME =
  /\b(?:Wang|Li|Zhang|Liu|Chen|Yang|Huang|Zhao|Wu|Zhou|Xu|Sun|Zhu|Hu|Guo|Luo|Liang|Song|Zheng|Xie|Han|Tang|Feng|Dong|Cheng|Cao|Yuan|Deng|Fu|Shen|Zeng|Peng|Lu|Su|Jiang|Cai|Jia|Wei|Xue|Ye|Pan|Du|Dai|Xia|Tian|Fan|Zou|Xiong|Meng|Qin|Qiu|Hou|Yin|Tan|Liao|Cui|Hao|Kong|Shao|Gong|He|Gao|Lin|Ma|Ding|Ren|Yao) [A-Z][a-z]+\b/g;

function latinNamesIn(text: string): string[] {
  return [...text.matchAll(TITLED), ...text.matchAll(PINYIN_SURNAME)]
    .map(([found]) => found)
    .filter((found) => !/^(?:He|Song|Fan|Tan|Han) (?:[A-Z][a-z]*ed|[A-Z][a-z]*s)\b/.test(found));
}

function isHan(text: string): boolean {
  return /^[\p{Script=Han}·]+$/u.test(text);
}

function hasWord(text: string, name: string): boolean {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0) return false;
  const isLetter = (character: string) => /[\p{L}\p{N}]/u.test(character);
  return !isLetter(text.charAt(at - 1)) && !isLetter(text.charAt(at + name.length));
}
