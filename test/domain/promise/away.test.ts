import { expect, test } from "vitest";
import { saysAway } from "../../../src/domain/promise/away.ts";

test.each([
  ["", "", false],
  ["palm_tree", "Vacationing", true],
  ["palm_tree", "", true],
  ["face_with_thermometer", "Out sick", true],
  ["", "Sick today", true],
  ["", "OOO until Monday", true],
  ["calendar", "Out of the office 21-24 Dec", true],
  ["", "On parental leave", true],
  ["", "Day off", true],
  ["", "Off today", true],
  ["", "away", true],
  ["", "Lomalla 24.12. asti", true],
  ["", "Sairaana", true],
  ["", "poissa", true],
  ["spiral_calendar_pad", "In a meeting", false],
  ["bus", "Commuting", false],
  ["house_with_garden", "Working remotely", false],
  ["fork_and_knife", "Lunch", false],
  ["headphones", "Focus time", false],
  ["", "Etätöissä", false],
  ["", "Back from vacation!", false],
  ["palm_tree", "back from holidays", false],
  ["", "Not away, just slow", false],
  ["", "Answering illness claims", false],
  ["", "Will call you back", false],
  ["", "Giveaway team", false],
])("%s %s: away %s", (emoji, text, away) => {
  expect(saysAway({ emoji, text })).toBe(away);
});
