import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { addressOf } from "./address";

function requestFrom(remoteAddress: string, forwarded: string | undefined): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remoteAddress });
  const request = new IncomingMessage(socket);
  if (forwarded !== undefined) request.headers["x-forwarded-for"] = forwarded;
  return request;
}

describe("the address of a caller", () => {
  test("is the connection's own, whatever a forwarding header claims", () => {
    expect(addressOf(requestFrom("192.0.2.7", "203.0.113.9"), false)).toBe("192.0.2.7");
  });

  test("is the one the operator's proxy added, not those a caller put in front of it", () => {
    expect(addressOf(requestFrom("127.0.0.1", "198.51.100.1, 203.0.113.9"), true)).toBe("203.0.113.9");
  });

  test("is the connection's own when the header behind a proxy holds no address", () => {
    expect(addressOf(requestFrom("127.0.0.1", "unknown"), true)).toBe("127.0.0.1");
  });

  test("is written as IPv4 when that is what it is", () => {
    expect(addressOf(requestFrom("::ffff:192.0.2.7", undefined), false)).toBe("192.0.2.7");
  });
});
