import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openRoom } from "../../src/webhooks/room.ts";

let time = 0;
beforeEach(() => {
  time = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** One beat of 20 ms that comes `late` milliseconds after its time. */
function beat(late: number): void {
  time += 20 + late;
  vi.advanceTimersByTime(20);
}

function roomLeft(room: ReturnType<typeof openRoom>): number {
  let entered = 0;
  for (; !room.isFull(); entered++) room.enter();
  for (let left = 0; left < entered; left++) room.leave();
  return entered;
}

test("400 may be at work; late beats halve that, down to 20, and beats in time give it back", () => {
  const room = openRoom(() => new Date(time));
  expect(roomLeft(room)).toBe(400);
  beat(100);
  expect(roomLeft(room)).toBe(400);
  beat(101);
  expect(roomLeft(room)).toBe(200);
  for (let n = 0; n < 9; n++) beat(500);
  expect(roomLeft(room)).toBe(20);
  beat(0);
  expect(roomLeft(room)).toBe(40);
  for (let n = 0; n < 30; n++) beat(5);
  expect(roomLeft(room)).toBe(400);
});
