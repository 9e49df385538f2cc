import type { AllMiddlewareArgs, AnyMiddlewareArgs, App, ViewOutput } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { Deps } from "../deps.ts";
import { messageOf, StoreUnavailableError } from "../errors.ts";
import { within } from "../store/fence.ts";
import type { Workspace } from "../store/workspaces.ts";
import { workspaceAsked } from "./connection/installer.ts";
import { wordsIn } from "./language/words.ts";
import { wordsFor } from "./reader.ts";
import { answering } from "./request.ts";

type Args = AnyMiddlewareArgs & AllMiddlewareArgs;

/** The workspace a request came from; the gate put it there. */
export function workspaceOf({ context }: Pick<AllMiddlewareArgs, "context">): Workspace {
  const { workspace } = context;
  if (workspace === undefined) throw new Error("a request passed the gate without a workspace");
  return workspace as Workspace;
}

/** What stands before every listener: knows the workspace and its Slack, lets each deed through once, turns trouble into words. */
export function gate({ store, slackFor, now, log }: Pick<Deps, "store" | "slackFor" | "now" | "log">) {
  const underWay = new Set<Promise<void>>();

  async function pass(args: Args): Promise<void> {
    let words = wordsIn("en");
    try {
      const workspace = await workspaceAsked(store, asked(args));
      if (workspace === null) return await tell(args, words.t("gate.notInstalled"));
      words = wordsIn(workspace.language);
      await within(workspace.id, async () => {
        const slack = await slackFor(workspace.id);
        if (!slack && !isFarewell(args)) return tell(args, words.t("gate.notInstalled"));
        const key = deedKey(args);
        if (key !== undefined && !(await store.slackReceipts.first(workspace.id, key, now()))) {
          return acknowledge(args);
        }
        args.context.workspace = workspace;
        if (slack) words = await wordsFor({ store, slack }, workspace, args.context.userId);
        await answering({ slack, words }, () => args.next());
      });
    } catch (error) {
      log.error({ error: messageOf(error) }, "a request of Slack failed");
      await tell(args, words.t(error instanceof StoreUnavailableError ? "gate.noStore" : "gate.trouble"));
    }
  }

  return {
    register(app: App): void {
      app.use(async (args) => {
        const passing = pass(args as Args);
        underWay.add(passing);
        await passing.finally(() => underWay.delete(passing));
      });
    },
    /** Resolves when every request that was let in is dealt with. */
    async finished(): Promise<void> {
      await Promise.allSettled([...underWay]);
    },
  };
}

function asked({ context, body }: Args) {
  const { team_id: team } = body as { team_id?: string };
  const { enterpriseId, isEnterpriseInstall } = context;
  return { teamId: context.teamId ?? team, enterpriseId, isEnterpriseInstall };
}

/** What Slack says of a workspace that Earshot was taken from: heard without a token. */
function isFarewell({ body }: Args): boolean {
  const { event } = body as { event?: { type?: string } };
  return event?.type === "app_uninstalled" || event?.type === "tokens_revoked";
}

/** What tells a repeated delivery from a second deed; undefined for what may run twice (an option list, a home tab). */
function deedKey({ body }: Args): string | undefined {
  const sent = body as {
    type?: string;
    event_id?: string;
    trigger_id?: string;
    view?: { id?: string; hash?: string };
  };
  if (sent.event_id !== undefined) return `event-${sent.event_id}`;
  if (sent.type === "block_suggestion") return undefined;
  if (sent.type === "view_submission" || sent.type === "view_closed") {
    return `view-${sent.view?.id}-${sent.view?.hash}-${sent.trigger_id ?? ""}`;
  }
  return sent.trigger_id === undefined ? undefined : `trigger-${sent.trigger_id}`;
}

/** Only to the person who asked, by whatever way their request leaves open; a form stays open with all they wrote. */
async function tell(args: Args, text: string): Promise<void> {
  const { type, view } = args.body as { type?: string; view?: Pick<ViewOutput, "blocks"> };
  const input = type === "view_submission" && view ? firstInput(view) : undefined;
  if (input !== undefined) return acknowledge(args, { response_action: "errors", errors: { [input]: text } });
  await acknowledge(args);
  if (!("respond" in args) || args.respond === undefined) return;
  await args.respond({ response_type: "ephemeral", replace_original: false, text }).catch(() => undefined);
}

/** The block of a submitted form that can carry an error. */
export function firstInput({ blocks }: Pick<ViewOutput, "blocks">): string | undefined {
  return (blocks as KnownBlock[] | undefined)?.find(({ type }) => type === "input")?.block_id;
}

/** Bolt throws when a listener acknowledged already; that is well. */
async function acknowledge(args: Args, response?: object): Promise<void> {
  if (!("ack" in args) || args.ack === undefined) return;
  await (args.ack as (response?: object) => Promise<void>)(response).catch(() => undefined);
}
