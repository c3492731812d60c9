import { expect, test } from "vitest";
import { identifyingIn } from "./identifying";

// All numbers are made up: places and months that do not exist, prefixes and provinces that nobody has.
test.each([
  ["身份证号330900199002301234登记", "id-number", "330900199002301234"],
  ["身份证 330900 19900230 123X", "id-number", "330900 19900230 123X"],
  ["旧证 330900900230123。", "id-number", "330900900230123"],
  ["电话19900000000联系", "mobile", "19900000000"],
  ["Call +86 199-0000-0000 now", "mobile", "+86 199-0000-0000"],
  ["电话１９９００００００００联系", "mobile", "１９９００００００００"],
  ["电话一九九零零零零零零零零联系", "mobile", "一九九零零零零零零零零"],
  ["电话199\u200b0000\u200b0000联系", "mobile", "199\u200b0000\u200b0000"],
  ["座机0580-0000000", "landline", "0580-0000000"],
  ["座机（0580）0000000", "landline", "（0580）0000000"],
  ["写信给 someone@example.org 即可", "e-mail", "someone@example.org"],
  ["卡号 6222 0000 0000 0000 000", "bank-card", null],
  ["车牌琼Z·00000逃逸", "plate", "琼Z·00000"],
  ["琼ZD00000（新能源）", "plate", "琼ZD00000"],
  ["家住望潮路12号3幢402室，", "address", "家住望潮路12号3幢402室"],
  ["在三幢四单元", "address", "三幢四单元"],
  ["家住望潮路12号3号楼501室", "address", "家住望潮路12号3号楼501室"],
  ["望潮镇东礁村12组7号", "address", "望潮镇东礁村12组7号"],
  ["微信号 tide_00000 转账", "account", "微信号 tide_00000"],
  ["QQ：100000001", "account", "QQ：100000001"],
  ["护照E00000000", "passport", "护照E00000000"],
  ["WJ琼0000警", "plate", "WJ琼0000警"],
  ["lives at 12 Tide Watch Road, with", "address", "12 Tide Watch Road"],
  ["Flat 302, Building 5", "address", "Flat 302, Building 5"],
])("found in %s", (text, kind, found) => {
  expect(identifyingIn(text)).toEqual(found === null ? [] : [{ kind, text: found }]);
});

test.each([
  "138****0000",
  "张某某，男，39岁，现金15万余元",
  "2026年11月30日03时10分，第101组用时480秒到场",
  "《治安管理处罚法》第四十三条第一款",
  "编号 20261130001，警情12起，涉案金额150000元",
  "浙L·****3",
  "走了三里路到十号浮标",
  "用微信告知家属，QQ 群里没有消息，护照已交还",
  "傍晚某小区3幢有煤气味",
  "Unit 101 took 480 seconds; 15,000,000 yuan were paid",
])("nothing is found in %s", (text) => {
  expect(identifyingIn(text)).toEqual([]);
});

test("every one of a text is told, in its order", () => {
  const kinds = identifyingIn("琼Z00000，19900000000，330900199002301234").map(({ kind }) => kind);
  expect(kinds).toEqual(["plate", "mobile", "id-number"]);
});
