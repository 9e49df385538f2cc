import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { recode } from "../../jobs/recode.ts";
import { type Ask, applyCommand } from "../../src/cli/apply.ts";
import { exportConfigCommand } from "../../src/cli/export-config.ts";
import { EXAMPLE_FILE } from "../../src/cli/settings-file/example.ts";
import { accessOf, loadDirectory } from "../../src/cli/settings-file/load-directory.ts";
import { type LocalSlack, startLocalSlack } from "../../src/embedded/slack/slack.ts";
import { sealToken } from "../../src/slack/connection/installed-token.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { earshot } from "../support/earshot.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { type Mood, startSlackStub } from "../support/slackStub.ts";
import { runCommand } from "./runCommand.ts";

let database: TestDatabase;
let slack: LocalSlack;
let dir: string;
let file: string;

beforeAll(async () => {
  [database, slack] = await Promise.all([testDatabase(), startLocalSlack()]);
  dir = await mkdtemp(join(tmpdir(), "earshot-apply-"));
  file = join(dir, "earshot.yaml");
});
afterAll(async () => {
  await Promise.all([database.close(), slack.close()]);
  await rm(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  await database.db.pool.query(
    "TRUNCATE team, staff, reason, touchpoint, route, channel_setting, audit_entry CASCADE",
  );
});

const yes = async () => true;
const nobody: Ask = undefined;
const withSlack = () => ({
  DATABASE_URL: database.url,
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
});
const alone = () => ({ DATABASE_URL: database.url });

/** Applies this text; answers what was printed. */
async function apply(text: string, words: string[] = ["--yes"], ask: Ask = nobody, env = alone()) {
  await writeFile(file, text);
  return runCommand(applyCommand(ask), [file, ...words], env);
}

const exported = (env = alone()) => runCommand(exportConfigCommand(), [], env);
const teams = () => database.store.teams.list(database.workspaceId);

/** The example, with the channels that the local Slack has. */
const example = EXAMPLE_FILE.replaceAll("#delivery", "#sales-alerts").replaceAll("#floor", "#support-leads");

describe("earshot apply", () => {
  it("makes the settings what the file says, by the names of Slack, and the second time nothing", async () => {
    const first = await apply(example, ["--yes"], nobody, withSlack());
    expect(first).toContain("  + teams.billing\n      label             Billing\n");
    expect(first).toContain("      leads             @otto, U0123ABCD\n");
    expect(first).toContain("  + routes.1\n      reasons   invoice-*\n      channels  phone, chat\n");
    expect(first).toContain("  + channels.#billing-alerts\n");
    expect(first.split("\n").at(-1)).toBe("Applied.");
    expect(await apply(example, ["--yes"], nobody, withSlack())).toBe("Nothing to change.");
    expect(await teams()).toEqual([
      {
        code: "billing",
        label: "Billing",
        slackChannel: slack.channels["billing-alerts"],
        leads: [slack.users.otto.id, "U0123ABCD"],
        leadGroup: "S0BILLING",
        calendar: expect.objectContaining({ zone: "Europe/Helsinki", holidays: "FI" }),
        promiseRules: { nextLevel: [slack.users.noor.id, slack.channels["support-leads"]] },
      },
    ]);
    const [audited] = await database.store.audit.latest(database.workspaceId, 1);
    expect(audited).toMatchObject({
      actor: "command line",
      action: "settings applied",
      subject: expect.stringMatching(/^workspace, teams\.billing, staff\.maija, .*, channels\.C/),
    });
  });

  it("changes nothing in a dry run, without a yes, or where nobody can be asked", async () => {
    const text = "version: 1\nteams: {care: {label: Care}}";
    expect(await apply(text, ["--dry-run"])).toMatch(/1 to add\. Nothing was applied: this was a dry run\.$/);
    expect(await apply(text, [], async () => false)).toMatch(/\n1 to add\.\nNothing was applied\.$/);
    await expect(apply(text, [])).rejects.toThrow("Nobody can be asked here: add --yes");
    await expect(apply(text, ["--json"], yes)).rejects.toThrow("Nobody can be asked here");
    expect(await teams()).toEqual([]);
    expect(await apply(text, [], yes)).toMatch(/\nApplied\.$/);
    expect(await teams()).toMatchObject([{ code: "care", label: "Care" }]);
  });

  it("leaves what the file does not mention, and removes what a section does not list when told to", async () => {
    await apply(
      "version: 1\nteams: {old: {channel: C0000OLD}, care: {channel: C000CARE}}\nstaff: {maija: {team: old}}",
    );
    const text = "version: 1\nteams: {care: {label: We care}}";
    const printed = await apply(text);
    expect(printed).toContain("  ~ teams.care\n      label  Care → We care\n");
    expect(printed).toContain(
      "1 thing not listed in the file. It stays, and would be removed with --prune:\n  - teams.old",
    );
    expect(printed).toContain(
      "Not in the file, and left alone: workspace, staff, reasons, touchpoints, routes, channels.",
    );
    expect(await teams()).toMatchObject([{ code: "care", slackChannel: "C000CARE" }, { code: "old" }]);
    expect(await apply(text, ["--prune", "--yes"])).toContain("  - teams.old\n");
    expect(await teams()).toMatchObject([{ code: "care" }]);
    expect(await apply(text, ["--prune", "--yes"])).toContain("Nothing to change.");
  });

  it("puts the routes in the place of those that were", async () => {
    const route = (reason: string) => `  - {reasons: ${reason}, to: C000CARE}\n`;
    await apply(`version: 1\nroutes:\n${route("a")}${route("b")}${route("c")}`);
    const printed = await apply(`version: 1\nroutes:\n${route("d")}${route("c")}${route("a")}`);
    expect(printed.split("\n").filter((line) => /^ {2}\S/.test(line))).toEqual([
      "  - routes.2",
      "  + routes.1",
      "  ~ routes.2",
      "  ~ routes.3",
    ]);
    const routes = await database.store.routes.list(database.workspaceId);
    expect(routes.map(({ reasons }) => reasons)).toEqual([["d"], ["c"], ["a"]]);
  });

  it("applies nothing of a file with a mistake, and tells each with its place", async () => {
    const text = "version: 1\nteams:\n  care:\n    label: Care\n    hours: Mon-Fry 8-16\n    chanel: none\n";
    await writeFile(file, text);
    const { code, stderr } = await earshot(["apply", file, "--yes"], alone());
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toEqual([
      expect.stringContaining(`${file}:5:12  teams.care.hours: "mon-fry" is not a day`),
      `${file}:6:5  teams.care: “chanel” is no setting here; did you mean channel?`,
      `earshot: 2 mistakes in ${file}. Nothing was applied.`,
    ]);
    expect(await teams()).toEqual([]);
  });

  test("whose reasons are merged says that their contacts follow, once", async () => {
    const sent = ["INV", "wrong"].map((code) => contact({ id: code, reasons: [code] }));
    await receive(database, sent);
    await aggregate(jobDeps(database), { workspaceId: database.workspaceId });
    const text = "version: 1\nreasons: {wrong: {label: Invoice is wrong, aliases: [INV]}}";
    expect(await apply(text)).toContain("Applied. Contacts of INV move to another reason within minutes");
    expect(await apply(text)).toContain("Nothing to change.");
    expect(await database.store.recodings.open(database.workspaceId)).toMatchObject([
      { kind: "merge", code: "INV", into: "wrong" },
    ]);
    await recode(jobDeps(database), { workspaceId: database.workspaceId });
    const { rows } = await database.db.pool.query(
      "SELECT reason, count(*)::int FROM contact_reason GROUP BY 1",
    );
    expect(rows).toEqual([{ reason: "wrong", count: 2 }]);
  });

  test("as JSON it prints one line, of changes or of mistakes", async () => {
    const text = "version: 1\nteams: {care: {label: Care}}";
    expect(JSON.parse(await apply(text, ["--json", "--dry-run"]))).toMatchObject({ applied: false });
    expect(JSON.parse(await apply(text, ["--json", "--yes"]))).toEqual({
      applied: true,
      changes: [
        {
          kind: "add",
          section: "teams",
          name: "care",
          settings: expect.arrayContaining([expect.anything()]),
        },
      ],
      unlisted: [],
      promisesMoved: 0,
      codesMoving: [],
    });
    await writeFile(file, "version: 1\nteems: {}");
    const { stdout, code } = await earshot(["apply", file, "--json", "--yes"], alone());
    expect(JSON.parse(stdout)).toEqual({
      applied: false,
      mistakes: [{ line: 2, column: 1, message: "“teems” is no setting here; did you mean teams?" }],
    });
    expect(code).toBe(1);
  });

  test("a name that Slack does not know, a file that is not there", async () => {
    await writeFile(file, 'version: 1\nteams: {care: {leads: "@oto"}}');
    const { stderr } = await earshot(["apply", file, "--yes"], withSlack());
    expect(stderr).toContain("Earshot sees no person “@oto” in Slack; did you mean “@otto”?");
    const gone = runCommand(applyCommand(), [join(dir, "gone.yaml")], alone());
    await expect(gone).rejects.toThrow(/^Cannot read .*gone\.yaml/);
  });

  test.each<[Mood, string]>([
    [{ kind: "rate-limited", retryAfterSeconds: 7 }, "Slack asks to wait 7 seconds"],
    [{ kind: "error", error: "missing_scope" }, "Slack refuses (missing_scope)"],
    [{ kind: "reset", accepted: false }, "Slack does not answer now"],
  ])("a Slack that is %j is no list of names, and says why", async (mood, why) => {
    const stub = await startSlackStub();
    stub.next("conversations.list", mood);
    const directory = await loadDirectory({ botToken: "xoxb-1", apiUrl: stub.apiUrl }, ["channels"]);
    expect(directory).toEqual({ channels: why, people: undefined, groups: undefined });
    await stub.close();
  });

  test("names are looked up by the token that its workspace was installed with", async () => {
    const { workspaceId } = database;
    const sealKeys = [{ id: "k1", bytes: randomBytes(32) }];
    const [clientId, clientSecret, signingSecret, publicUrl] = ["1.2", "s", "t", "https://earshot.example"];
    const oauth = { clientId, clientSecret, signingSecret, publicUrl, sealKeys, apiUrl: slack.apiUrl };
    const installations = { token: async () => sealToken(sealKeys, workspaceId, "xoxb-theirs") };
    const store = { installations: { ...database.store.installations, ...installations } };
    const access = await accessOf({ slack: undefined, oauth }, store, workspaceId);
    expect(access).toEqual({ botToken: "xoxb-theirs", apiUrl: slack.apiUrl });
    expect(await accessOf({ slack: undefined, oauth }, database.store, workspaceId)).toBeUndefined();
  });

  it("says what else follows from a change", async () => {
    const text = 'version: 1\nworkspace: {default-channel: "#sales-alerts"}';
    const env = { ...withSlack(), SLACK_DEFAULT_CHANNEL: "#earshot" };
    expect(await apply(text, ["--dry-run"], nobody, env)).toContain("SLACK_DEFAULT_CHANNEL is set");
    const renamed = "version: 1\nworkspace: {name: Acme, zone: Asia/Tokyo}";
    const printed = await apply(renamed, ["--dry-run"], nobody, env);
    expect(printed).toContain("called again as Slack calls it");
    expect(printed).toContain("cut anew at the midnights of the new zone");
  });

  it("asks on a terminal only: elsewhere it needs --yes", async () => {
    await writeFile(file, "version: 1\nteams: {care: {}}");
    const { code, stderr } = await earshot(["apply", file], alone());
    expect(stderr).toContain("Nobody can be asked here: add --yes to apply it, or --dry-run to look only.");
    expect(code).toBe(1);
  });
});

describe("earshot export-config", () => {
  it("prints what apply takes back, with Slack's names beside the ids", async () => {
    await apply(example, ["--yes"], nobody, withSlack());
    const text = await exported(withSlack());
    expect(text).toContain(`    channel: ${slack.channels["billing-alerts"]} # #billing-alerts\n`);
    expect(text).toContain(`  maija: { slack: ${slack.users.maija.id}, team: billing } # @maija\n`);
    expect(text).toMatch(/\n {4}dates: 6 and 24-26 Dec \d{4}, 31 Dec \d{4} 9-12\n/);
    expect(await apply(text)).toBe("Nothing to change.");
    const before = await teams();
    await apply(
      "version: 1\nteams: {billing: {label: Other, leads: none, hours: none, dates: none, holidays: none}}",
    );
    expect(await teams()).toMatchObject([{ label: "Other", leads: [], calendar: null }]);
    await apply(text);
    expect(await teams()).toEqual(before);
  });

  it("tells no keys, and nothing of customers or their contacts", async () => {
    const { store, workspaceId } = database;
    const source = await store.sources.add(workspaceId, { kind: "generic", name: "desk" });
    const text = await exported(withSlack());
    for (const secret of [source.token, source.secret, source.id, slack.botToken, slack.signingSecret])
      expect(text).not.toContain(secret);
    expect(text).toMatch(
      /\nteams: \{\}\n\nstaff: \{\}\n\nreasons: \{\}\n\ntouchpoints: \{\}\n\nroutes: \[\]\n\nchannels: \{\}$/,
    );
  });

  it("goes without names where Slack does not answer", async () => {
    await apply("version: 1\nteams: {care: {channel: C000CARE}}");
    const nowhere = { ...withSlack(), SLACK_API_URL: "http://127.0.0.1:1/api/" };
    const { stdout, stderr, code } = await earshot(["export-config"], nowhere);
    expect(stdout).toContain("    channel: C000CARE\n");
    expect(stderr).toContain("The channels of Slack are not named in comments: Slack does not answer now.");
    expect(code).toBe(0);
  });
});
