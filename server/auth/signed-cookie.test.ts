import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { signedCookie } from "./signed-cookie";

const SECRET = "a secret of this installation";

function cookieOf(value: string, secret = SECRET): string {
  const signature = createHmac("sha256", secret).update(value).digest("base64");
  return encodeURIComponent(`${value}.${signature}`);
}

const read = (cookie: string) => signedCookie(`locale=zh; session=${cookie}`, "session", SECRET);

test("a cookie counts only as it was signed, with our secret", () => {
  const good = cookieOf("token.1");
  expect(read(good)).toBe("token.1");
  expect(read(cookieOf("token.1", "another secret"))).toBeNull();
  expect(read(good.replace("token", "Token"))).toBeNull();
  expect(read(good.slice(0, -6))).toBeNull();
});

test("a cookie that is not there, empty or broken is nobody's, and no error", () => {
  expect(signedCookie("", "session", SECRET)).toBeNull();
  for (const cookie of ["", ".", "token", "token.", ".c2ln", "%E0%A4%A", cookieOf("")]) {
    expect(read(cookie)).toBeNull();
  }
});
