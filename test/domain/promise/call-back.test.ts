import { expect, test } from "vitest";
import { isAboutCallBacks } from "../../../src/domain/promise/call-back.ts";

test.each([
  ["call-back", "Where is my call-back", [], true],
  ["no_callback", "Nobody called", [], true],
  ["promised-call", "Promised call", ["Call back missing"], true],
  ["soittopyynto", "Takaisinsoitto ei tullut", [], true],
  ["invoice-wrong", "Invoice is wrong", ["billing error"], false],
  ["recall", "Recalled backpack", [], false],
])("%s (%s, %j): %s", (code, label, aliases, is) => {
  expect(isAboutCallBacks({ code, label, aliases })).toBe(is);
});
