import { expect, test } from "vitest";
import { namesIn } from "./names-in-text";

// Every name here is made up, for this test.
test.each([
  ["民警张伟赶到现场后控制嫌疑人李建国，报警人王小芳称手机被盗。", ["张伟", "李建国", "王小芳"]],
  ["值班长赵一鸣判断错误，刘洋没有请求支援。", ["赵一鸣", "刘洋"]],
  ["司机孙立军拒不配合，房东何美丽不在", ["孙立军", "何美丽"]],
  ["辅警陈浩然到场", ["陈浩然"]],
  ["张三（身份证号已核）开车离开，王五，男，32岁，住在此处", ["张三", "王五"]],
  ["男子高明（男，30岁）倒地，其妻马丽哭诉，死者安然", ["高明", "马丽", "安然"]],
  ["嫌犯钱多多，绰号老钱；林小雨向民警陈述", ["钱多多", "林小雨"]],
  ["白洁，女，28岁", ["白洁"]],
  ["Officer Warren sent Li Jianguo away", ["Officer Warren", "Li Jianguo"]],
])("names are found in %s", (text, names) => {
  expect(namesIn(text, []).sort()).toEqual([...names].sort());
});

test.each([
  "民警王某与李某某到场，张姓男子逃离",
  "民警马上赶到，高度重视，全部安全撤离，方面任何人不得入内",
  "男子，30岁，女子高声呼救，老人安全，司机马上停车，邻居金某报警",
  "The caller says that a man in a white jacket ran east; Patrol 1 follows.",
])("no name is found in %s", (text) => {
  expect(namesIn(text, [])).toEqual([]);
});

test("whoever has an account is found by name, however rare it is, as a whole word", () => {
  expect(namesIn("买买提江第一个到场", ["买买提江"])).toEqual(["买买提江"]);
  expect(namesIn("then oona Varga arrived", ["Oona Varga", "Oona"])).toEqual(["Oona Varga"]);
  expect(namesIn("the oonas of the town", ["Oona"])).toEqual([]);
});
