import type { LocalText } from "@/domain/text";

/**
 * The days from which the editions of laws that police work rests on are in force, in order. A revision that is cited
 * by its day can so be told from the one that replaced it. Kept by hand: a new revision is a new day in its row.
 */
const EDITIONS: Readonly<Record<string, readonly string[]>> = {
  治安管理处罚法: ["2006-03-01", "2013-01-01", "2026-01-01"],
  突发事件应对法: ["2007-11-01", "2024-11-01"],
  刑事诉讼法: ["1997-01-01", "2013-01-01", "2018-10-26"],
  人民警察法: ["1995-02-28", "2013-01-01"],
  道路交通安全法: ["2004-05-01", "2008-05-01", "2011-05-01", "2021-04-29"],
  公安机关办理行政案件程序规定: ["2006-08-24", "2013-01-01", "2014-06-29", "2019-01-01", "2020-08-06"],
  公安机关办理刑事案件程序规定: ["1998-05-14", "2013-01-01", "2020-09-01"],
  城镇燃气管理条例: ["2011-03-01", "2016-02-06"],
};

/** The days from which the editions of a law are in force, in order; none where the register does not know it. */
export function editionsOf(title: LocalText): readonly string[] {
  const name = title.zh
    .replace(/[《》〈〉\s]/gu, "")
    .replace(/[（(].*?[）)]/gu, "")
    .replace(/^中华人民共和国/u, "");
  return EDITIONS[name] ?? [];
}
