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
/** Words that a name follows. */
const CUE =
  /(?:民警|辅警|警员|队长|所长|组长|站长|调度员|接警员|报警人|事主|受害人|被害人|嫌疑人|当事人|证人|店主|老板|房东|司机|保安|业主|住户|名叫|姓名|叫)[:：是“"「 ]*$/u;
/** Kinds of words (jieba's) that do not begin or go on a given name. */
const NOT_GIVEN = /^[uprcdfmvq]/;

function chineseNamesIn(text: string): string[] {
  const words = jieba().tag(text);
  const found: string[] = [];
  words.forEach(({ word, tag }, i) => {
    const [next, afterNext] = [words[i + 1], words[i + 2]];
    const hasCue = CUE.test(`${words[i - 2]?.word ?? ""}${words[i - 1]?.word ?? ""}`);
    const first = word.charAt(0);
    const mayBegin = SURNAMES.has(first) || (hasCue && ALSO_WORDS.has(first)) || DOUBLE_SURNAMES.test(word);
    if (!mayBegin || !isHan(word)) return;
    if (word.length > 1) {
      const isName = tag.startsWith("nr") && word.charAt(1) !== "某" && word.length <= 4;
      if (isName) found.push(word);
      return;
    }
    if (next === undefined || !isHan(next.word) || /^[某姓]/u.test(next.word)) return;
    const given = givenName(next, afterNext, hasCue);
    if (given !== null) found.push(word + given);
  });
  return found;
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
