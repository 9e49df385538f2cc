import { expect, test } from "vitest";
import { remember } from "../../src/webhooks/remember.ts";

function counted(answer: (key: string) => Promise<string | null>) {
  const asked: string[] = [];
  let time = 0;
  const look = remember(
    (key) => {
      asked.push(key);
      return answer(key);
    },
    { ttlMs: 5_000, most: 2, now: () => new Date(time) },
  );
  const at = (ms: number) => {
    time = ms;
  };
  return { look, asked, at };
}

test("one look-up serves all who ask within 5 s, also when there is nothing", async () => {
  const { look, asked, at } = counted(async (key) => (key === "none" ? null : key));
  expect(await Promise.all([look("a"), look("a"), look("none")])).toEqual(["a", "a", null]);
  at(4_999);
  expect(await look("none")).toBeNull();
  expect(asked).toEqual(["a", "none"]);
  at(5_000);
  await look("a");
  expect(asked).toEqual(["a", "none", "a"]);
});

test("a failed look-up is not kept", async () => {
  let away = true;
  const { look, asked } = counted(async (key) => {
    if (away) throw new Error("away");
    return key;
  });
  await expect(look("a")).rejects.toThrow("away");
  away = false;
  expect(await look("a")).toBe("a");
  expect(asked).toEqual(["a", "a"]);
});

test("the oldest of more than two keys is forgotten", async () => {
  const { look, asked } = counted(async (key) => key);
  for (const key of ["a", "b", "c", "c", "b", "a"]) await look(key);
  expect(asked).toEqual(["a", "b", "c", "a"]);
});
