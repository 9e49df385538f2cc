import type { IncomingMessage, ServerResponse } from "node:http";
import type { Deps } from "../../deps.ts";
import { languageOf } from "../../domain/language.ts";
import { lastWeek } from "../../domain/report/span.ts";
import { messageOf } from "../../errors.ts";
import { composeReport } from "../../report/compose.ts";
import { reportPage } from "../../report/page.ts";
import type { Route } from "../../route.ts";
import { wordsIn } from "../../slack/language/words.ts";

type ReportDeps = Pick<Deps, "store" | "now">;

/** `/demo/report`: the page that `earshot report` writes, of the last whole week; `?language=fi` in another language. */
export function demoReport(deps: () => ReportDeps | undefined): Route {
  return {
    path: "/demo/report",
    method: "GET",
    handler: (request, response) => {
      sendReport(deps(), request, response).catch((error: unknown) => {
        response.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
        response.end(messageOf(error));
      });
    },
  };
}

async function sendReport(
  deps: ReportDeps | undefined,
  { url = "/" }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (deps === undefined) throw new Error("The report can be read when Earshot has started: a moment more.");
  const workspace = await deps.store.workspaces.sole();
  const asked = new URL(url, "http://localhost").searchParams.get("language") ?? undefined;
  const words = wordsIn(languageOf(asked) ?? workspace.language);
  const report = await composeReport(deps, workspace, lastWeek(workspace.zone, deps.now()));
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "cache-control": "no-store",
  });
  response.end(reportPage(words, report));
}
