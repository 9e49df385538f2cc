import { expect, test } from "vitest";
import { said } from "../../src/slack/messages/words.ts";

test.each([
  ["<!channel> & co", 300, "&lt;!channel&gt; &amp; co"],
  ["two\n lines\t\u0000here", 300, "two lines here"],
  ["\u202Eturned", 300, "turned"],
  ["\uD800lone", 300, "lone"],
  ["*big* and _slanted_ and ~gone~ and `code`", 300, "big and slanted and gone and 'code'"],
  ["invoice-*, a_b_c, 2*3*4, ~20 € or ~30 €", 300, "invoice-*, a_b_c, 2*3*4, ~20 € or ~30 €"],
  ["", 300, "–"],
  ["abcdef", 4, "abc…"],
  ["<<<<", 8, "&lt;…"],
  ["👩‍🚒👩‍🚒", 5, "👩‍…"],
])("%j in %d characters is %j", (words, most, shown) => {
  expect(said(words, most)).toBe(shown);
});
