import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

test("a new source is found by its id and by its token, which is kept as a hash only", async () => {
  const { sources } = base.store;
  const made = await sources.add(base.workspaceId, { kind: "generic", name: "desk" });
  expect(made.id).toMatch(/^src_[0-9a-f]{18}$/);
  expect(made.token).toMatch(/^est_[\w-]{43}$/);
  expect(Buffer.from(made.secret.slice("whsec_".length), "base64")).toHaveLength(32);
  const found = await sources.byId(made.id);
  expect(found).toMatchObject({ workspaceId: base.workspaceId, name: "desk", secrets: [made.secret] });
  expect(await sources.byToken(made.token)).toEqual(found);
  expect(await sources.byToken("est_nobody")).toBeNull();
  const { rows } = await base.db.pool.query("SELECT to_jsonb(source)::text AS row FROM source");
  expect(rows[0].row).not.toContain(made.token);
});

test("a name is taken once in a workspace", async () => {
  const { sources } = base.store;
  await sources.add(base.workspaceId, { kind: "generic", name: "twice" });
  await expect(sources.add(base.workspaceId, { kind: "generic", name: "twice" })).rejects.toThrow(
    "A source named twice exists already",
  );
});

test("two rotations keep the last two secrets; the token changes only when asked", async () => {
  const { sources } = base.store;
  const made = await sources.add(base.workspaceId, { kind: "generic", name: "turning" });
  const second = await sources.rotate(base.workspaceId, "turning", { token: false });
  expect((await sources.byId(made.id))?.secrets).toEqual([second.secret, made.secret]);
  const third = await sources.rotate(base.workspaceId, made.id, { token: true });
  expect((await sources.byId(made.id))?.secrets).toEqual([third.secret, second.secret]);
  expect(await sources.byToken(made.token)).toBeNull();
  expect((await sources.byToken(third.token ?? ""))?.id).toBe(made.id);
});

test("another system's source has the secret it issued, if any, and no token that anybody knows", async () => {
  const { sources } = base.store;
  const zendesk = { kind: "zendesk", name: "tickets", secret: "issued-by-zendesk" };
  const made = await sources.addSystem(base.workspaceId, zendesk);
  expect(made).toEqual({ id: made.id, kind: "zendesk", name: "tickets" });
  expect((await sources.byId(made.id))?.secrets).toEqual(["issued-by-zendesk"]);
  await expect(sources.rotate(base.workspaceId, "tickets", { token: false })).rejects.toThrow("--secret");
  const next = { token: false, secret: "issued-again" };
  await sources.rotate(base.workspaceId, "tickets", next);
  expect((await sources.byId(made.id))?.secrets).toEqual(["issued-again", "issued-by-zendesk"]);
  await sources.add(base.workspaceId, { kind: "generic", name: "ours alone" });
  await expect(sources.rotate(base.workspaceId, "ours alone", next)).rejects.toThrow("leave --secret out");
});

test("another workspace neither sees nor rotates a source, and may use its name", async () => {
  const { sources } = base.store;
  const made = await sources.add(base.workspaceId, { kind: "generic", name: "ours" });
  const other = await base.db.prisma.workspace.create({ data: { name: "Other" } });
  await expect(sources.rotate(other.id, made.id, { token: true })).rejects.toThrow("no source");
  expect(await sources.list(other.id)).toEqual([]);
  await expect(sources.add(other.id, { kind: "generic", name: "ours" })).resolves.toBeDefined();
});

test("a disabled source is not found", async () => {
  const { sources } = base.store;
  const made = await sources.add(base.workspaceId, { kind: "generic", name: "gone" });
  await base.db.prisma.source.update({ where: { id: made.id }, data: { disabledAt: new Date() } });
  expect(await sources.byId(made.id)).toBeNull();
  expect(await sources.byToken(made.token)).toBeNull();
});
