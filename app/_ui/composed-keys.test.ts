import { describe, expect, test } from "vitest";
import { keepComposedKeys } from "./composed-keys";

/** A key press as browsers report it. */
function press(key: string, { isComposing = false, keyCode = 0 }): Event {
  const event = new Event("keydown", { cancelable: true });
  return Object.defineProperties(event, {
    key: { value: key },
    isComposing: { value: isComposing },
    keyCode: { value: keyCode },
  });
}

describe("a key of an input method", () => {
  test.each([
    ["while it composes", press("Enter", { isComposing: true, keyCode: 13 }), 0],
    ["while it composes, as Chromium reports it", press("Process", { isComposing: true, keyCode: 229 }), 0],
    ["after the end of the composition, as Safari reports it", press("Enter", { keyCode: 229 }), 0],
    ["that composes nothing is a key like any other", press("Enter", { keyCode: 13 }), 1],
  ])("%s", (_when, event, heard) => {
    const page = new EventTarget();
    let calls = 0;
    keepComposedKeys(page);
    page.addEventListener("keydown", () => (calls += 1), true);
    page.addEventListener("keydown", () => (calls += 1));
    page.dispatchEvent(event);
    expect(calls).toBe(2 * heard);
  });

  test("that confirms a word sends no form", () => {
    const page = new EventTarget();
    keepComposedKeys(page);
    const confirming = press("Enter", { keyCode: 229 });
    page.dispatchEvent(confirming);
    expect(confirming.defaultPrevented).toBe(true);
  });
});
