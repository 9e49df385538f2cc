import { z } from "zod";
import type { Json } from "../slack/blocks.ts";
import { readManifest } from "../slack/manifest.ts";
import type { Clickable } from "../slack/person.ts";
import type { LocalSlack, MemberName, Message } from "../slack/slack.ts";

const target = z.union([z.object({ channel: z.string(), ts: z.string() }), z.object({ view: z.string() })]);
const choices = z.record(z.string(), z.json()).default({});
/** What the page asks for, as it comes in. */
export const deed = z.intersection(
  z.object({ as: z.enum(["maija", "otto", "noor", "admin"]) }),
  z.discriminatedUnion("do", [
    z.object({
      do: z.literal("say"),
      channel: z.string(),
      line: z.string().max(4000),
      threadTs: z.string().optional(),
    }),
    z.object({ do: z.literal("command"), channel: z.string(), line: z.string().max(4000) }),
    z.object({
      do: z.literal("click"),
      target,
      actionId: z.string(),
      blockId: z.string().optional(),
      chosen: z.json().default(null),
      choices,
    }),
    z.object({ do: z.literal("suggest"), target, actionId: z.string(), typed: z.string() }),
    z.object({ do: z.literal("submit"), choices }),
    z.object({ do: z.literal("close") }),
    z.object({ do: z.literal("shortcut"), callbackId: z.string(), target: target.optional() }),
    z.object({ do: z.literal("home") }),
    z.object({ do: z.literal("outage") }),
    z.object({ do: z.literal("call"), outcome: z.enum(["reached", "no-answer"]) }),
    z.object({
      do: z.literal("forward"),
      minutes: z
        .number()
        .positive()
        .max(7 * 24 * 60),
    }),
  ]),
);
export type Deed = z.infer<typeof deed>;

/** What happens outside Slack when somebody asks the demo for it. */
export type Levers = {
  /** Maija calls Liisa. */
  call(outcome: "reached" | "no-answer"): Promise<void>;
  /** A mast goes down, and its customers call. */
  outage(): Promise<void>;
  /** Puts the demo's clock forward; resolves when all that was due by then is set going. */
  forward(ms: number): Promise<void>;
};

/**
 * Does it in the local Slack as that person. Rejects with words for the person when it cannot be done.
 */
export async function perform(slack: LocalSlack, what: Deed, levers: Levers): Promise<Json> {
  const person = slack.as(what.as);
  switch (what.do) {
    case "say":
      await person.say(what.channel, escaped(what.line), what.threadTs);
      return {};
    case "command":
      await person.command(withIds(slack, what.line), { channel: what.channel });
      return {};
    case "click":
      await person.click(
        await find(slack, what.as, what.target),
        what.blockId === undefined ? what.actionId : { actionId: what.actionId, blockId: what.blockId },
        what.chosen as never,
        what.choices as never,
      );
      return {};
    case "suggest":
      return {
        options: await person.suggest(await find(slack, what.as, what.target), what.actionId, what.typed),
      };
    case "submit":
      await person.submit(what.choices as never);
      return {};
    case "close":
      await person.close();
      return {};
    case "shortcut":
      await person.shortcut(what.callbackId, what.target && (await find(slack, what.as, what.target)));
      return {};
    case "home":
      await person.openHome();
      return {};
    case "call":
      await levers.call(what.outcome);
      return {};
    case "outage":
      await levers.outage();
      return {};
    case "forward":
      await levers.forward(what.minutes * 60_000);
      return {};
  }
}

async function find(slack: LocalSlack, as: MemberName, where: z.infer<typeof target>): Promise<Clickable> {
  if ("view" in where) {
    const views = [...slack.modals(as).map(({ view }) => view), slack.home(as)];
    const found = views.find((view) => view?.id === where.view);
    if (found) return found as Clickable;
    throw new Error("This form is closed");
  }
  const own = slack.ephemerals(as).find(({ ts }) => ts === where.ts);
  if (own) return own;
  const top = (await slack.messages(where.channel)).find(({ ts }) => ts === where.ts);
  return top ?? (await reply(slack, where.channel, where.ts));
}

async function reply(slack: LocalSlack, channel: string, ts: string): Promise<Message> {
  for (const parent of await slack.messages(channel)) {
    if (!parent.reply_count) continue;
    const found = (await slack.replies(channel, parent.ts)).find((each) => each.ts === ts);
    if (found) return found;
  }
  throw new Error("This message is gone");
}

/** As Slack's own client sends a command that asks for it: channels and people by their ids. */
function withIds(slack: LocalSlack, line: string): string {
  const [command] = line.split(" ", 1);
  if (!readManifest().commands.some((each) => each.command === command && each.escapes)) return line;
  return line
    .replace(/#([\w-]+)/g, (typed, name) =>
      slack.channels[name] ? `<#${slack.channels[name]}|${name}>` : typed,
    )
    .replace(/@(\w+)/g, (typed, name) =>
      name in slack.users ? `<@${slack.users[name as MemberName].id}|${name}>` : typed,
    );
}

/** What a person types is plain words; Slack's own client escapes them before they are sent. */
const escaped = (words: string): string =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
