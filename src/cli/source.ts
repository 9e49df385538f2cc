import { Command, Option } from "commander";
import { readConfig } from "../config.ts";
import { connectorFor, connectors } from "../connectors/registry.ts";
import { SetupError } from "../errors.ts";
import type { Store } from "../store/index.ts";
import type { Workspace } from "../store/workspaces.ts";
import { withStore, workspaceOption } from "./store.ts";

/** What sends us events; each kind but `generic` has a connector that knows its words. */
const kinds = ["generic", ...Object.keys(connectors)];

type Json = { json?: boolean; workspace?: string };

export function sourceCommand(): Command {
  const json = () => new Option("--json", "print JSON");
  const secret = () => new Option("--secret <secret>", "the signing secret that the other system issued");
  const source = new Command("source").description("the systems that send us events, and their keys");
  source
    .command("add")
    .argument("<kind>", `what it is: ${kinds.join(", ")}`)
    .description("add a source; keys that are made here are shown once")
    .requiredOption("--name <name>", "a name of your own, once in the workspace")
    .addOption(secret())
    .addOption(workspaceOption())
    .addOption(json())
    .action(add);
  source
    .command("list")
    .description("list the sources, without keys")
    .addOption(workspaceOption())
    .addOption(json())
    .action(list);
  source
    .command("rotate")
    .argument("<source>", "its id or name")
    .description("make (or be given) a new signing secret; the one before it works until the next rotation")
    .addOption(secret())
    .option("--token", "replace the bearer token too; the old one ends at once")
    .addOption(workspaceOption())
    .addOption(json())
    .action(rotate);
  return source;
}

type Add = { name: string; secret?: string } & Json;

async function add(kind: string, { name, secret, ...how }: Add): Promise<void> {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(name)) {
    throw new SetupError("--name takes 1 to 64 letters, digits, spaces, dots, dashes and underscores.");
  }
  checkSecret(secret);
  if (kind !== "generic" && connectorFor(kind) === undefined) {
    throw new SetupError(`There is no kind ${kind}. Use one of ${kinds.join(", ")}.`);
  }
  if (kind !== "generic") return addSystem(kind, name, secret, how);
  if (secret !== undefined) {
    throw new SetupError("The secret of a generic source is made here: leave --secret out.");
  }
  return addGeneric(name, how);
}

async function addGeneric(name: string, { json, workspace }: Json): Promise<void> {
  const made = await withStore(
    (store, { id }) => store.sources.add(id, { kind: "generic", name }),
    workspace,
  );
  print(made, json, [
    `Added ${made.name} (${made.kind}). Its keys are not shown again:`,
    `  source   ${made.id}`,
    `  token    ${made.token}`,
    `  secret   ${made.secret}`,
  ]);
}

async function addSystem(
  kind: string,
  name: string,
  secret: string | undefined,
  { json, workspace }: Json,
): Promise<void> {
  const add = (store: Store, { id }: Workspace) => store.sources.addSystem(id, { kind, name, secret });
  const made = await withStore(add, workspace);
  const { publicUrl, port } = readConfig();
  const base = publicUrl?.replace(/\/+$/, "") ?? `http://localhost:${port}`;
  const url = `${base}/v1/hooks/${made.id}`;
  print({ ...made, url }, json, [
    `Added ${made.name} (${made.kind}). Give ${made.kind} this address for its webhook:`,
    `  ${url}`,
    ...(publicUrl === undefined ? ["It must be reached from outside: PUBLIC_URL is where Earshot is."] : []),
    ...(secret === undefined
      ? [`Then say which secret it signs with: earshot source rotate ${made.id} --secret <secret>`]
      : []),
  ]);
}

/** A short key is guessed, and an empty one is everybody's. */
function checkSecret(secret: string | undefined): void {
  if (secret === undefined || /^[\x21-\x7e]{8,256}$/.test(secret)) return;
  throw new SetupError("--secret takes the 8 to 256 characters that the other system shows, without spaces.");
}

async function list({ json, workspace }: Json): Promise<void> {
  const sources = await withStore((store, { id }) => store.sources.list(id), workspace);
  const lines = sources.map(
    ({ id, name, kind, createdAt, disabledAt }) =>
      `${id}  ${kind}  ${name}  since ${createdAt.toISOString().slice(0, 10)}${disabledAt === null ? "" : "  (disabled)"}`,
  );
  print(
    sources,
    json,
    lines.length === 0 ? ["No source yet. Add one: earshot source add generic --name desk"] : lines,
  );
}

type Rotate = { token?: boolean; secret?: string } & Json;

async function rotate(source: string, { token = false, secret, json, workspace }: Rotate): Promise<void> {
  checkSecret(secret);
  const change = (store: Store, { id }: Workspace) => store.sources.rotate(id, source, { token, secret });
  const made = await withStore(change, workspace);
  if (secret !== undefined) {
    const { id, name, kind } = made;
    return print({ id, name, kind }, json, [
      `${name} takes what is signed with the new secret, or the one before it.`,
    ]);
  }
  print(made, json, [
    `New keys of ${made.name}, not shown again. The secret before this one works until the next rotation:`,
    ...(made.token === undefined ? [] : [`  token    ${made.token}`]),
    `  secret   ${made.secret}`,
  ]);
}

function print(value: unknown, json: boolean | undefined, lines: string[]): void {
  console.log(json ? JSON.stringify(value) : lines.join("\n"));
}
