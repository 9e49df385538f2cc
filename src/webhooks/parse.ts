import type { z } from "zod";
import type { NewEvents } from "../store/events.ts";
import { type Problem, Refusal } from "./answer.ts";
import { MOST_PROBLEMS, shown } from "./body.ts";

export const MOST_ITEMS = 1_000;

export type ItemSchema = z.ZodType<{ id: string }>;

/**
 * One item or an array of 1 to 1,000, each as `schema` says, as rows to store.
 * @throws Refusal 422 with up to 50 problems, each with the path of its field
 */
export function parseItems(value: unknown, schema: ItemSchema): NewEvents["events"] {
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 0 || items.length > MOST_ITEMS) {
    throw new Refusal(422, `Send 1 to ${MOST_ITEMS} items at a time, not ${items.length}`);
  }
  const problems: Problem[] = [];
  const events: NewEvents["events"] = [];
  items.forEach((item, index) => {
    if (problems.length >= MOST_PROBLEMS) return;
    const read = schema.safeParse(item, {
      error: ({ input }) => (input === undefined ? "is required" : undefined),
    });
    if (read.success) events.push({ externalId: read.data.id, body: JSON.stringify(read.data) });
    else
      problems.push(
        ...read.error.issues.flatMap((issue) => problemsOf(issue, Array.isArray(value) ? [index] : [])),
      );
  });
  if (problems.length > 0) throw new Refusal(422, problems.slice(0, MOST_PROBLEMS));
  return events;
}

function problemsOf(issue: z.core.$ZodIssue, prefix: PropertyKey[]): Problem[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, MOST_PROBLEMS).map((key) => ({
      path: pathText([...path, key]),
      message: "is not a field here; /openapi.json lists the fields",
    }));
  }
  return [{ path: pathText(path), message: issue.message }];
}

/** `[3].customer.phone` */
function pathText(path: PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? shown(String(part)) : `${text}.${shown(String(part))}`;
  }, "");
}
