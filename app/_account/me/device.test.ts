import { expect, test } from "vitest";
import { deviceIn } from "./device";

test.each([
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Safari/537.36 Edg/118.0.2088.46",
    { browser: "Edge 118", system: "Windows" },
  ],
  [
    "Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Mobile Safari/537.36",
    { browser: "Chrome 116", system: "Android" },
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1",
    { browser: "Safari 16", system: "iOS" },
  ],
  ["curl/8.0", null],
])("names a device as its owner would: %s", (userAgent, device) => {
  expect(deviceIn(userAgent)).toEqual(device);
});
