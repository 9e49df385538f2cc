import { Command, Option } from "commander";
import { SetupError } from "../errors.ts";
import { withStore } from "./store.ts";

/** What sends us events; each kind but `generic` has a connector that knows its words. */
const kinds = ["generic"] as const;

type Json = { json?: boolean };

export function sourceCommand(): Command {
  const json = () => new Option("--json", "print JSON");
  const source = new Command("source").description("the systems that send us events, and their keys");
  source
    .command("add")
    .argument("<kind>", `what it is: ${kinds.join(", ")}`)
    .description("add a source; its token and secret are shown once")
    .requiredOption("--name <name>", "a name of your own, once in the workspace")
    .addOption(json())
    .action(add);
  source.command("list").description("list the sources, without keys").addOption(json()).action(list);
  source
    .command("rotate")
    .argument("<source>", "its id or name")
    .description("make a new signing secret; the one before it works until the next rotation")
    .option("--token", "replace the bearer token too; the old one ends at once")
    .addOption(json())
    .action(rotate);
  return source;
}

async function add(kind: string, { name, json }: { name: string } & Json): Promise<void> {
  if (!kinds.some((known) => known === kind)) {
    throw new SetupError(`There is no kind ${kind}. Use ${kinds.join(" or ")}.`);
  }
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(name)) {
    throw new SetupError("--name takes 1 to 64 letters, digits, spaces, dots, dashes and underscores.");
  }
  const made = await withStore((store, workspace) => store.sources.add(workspace.id, { kind, name }));
  print(made, json, [
    `Added ${made.name} (${made.kind}). Its keys are not shown again:`,
    `  source   ${made.id}`,
    `  token    ${made.token}`,
    `  secret   ${made.secret}`,
  ]);
}

async function list({ json }: Json): Promise<void> {
  const sources = await withStore((store, workspace) => store.sources.list(workspace.id));
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

async function rotate(source: string, { token = false, json }: { token?: boolean } & Json): Promise<void> {
  const made = await withStore((store, workspace) => store.sources.rotate(workspace.id, source, { token }));
  print(made, json, [
    `New keys of ${made.name}, not shown again. The secret before this one works until the next rotation:`,
    ...(made.token === undefined ? [] : [`  token    ${made.token}`]),
    `  secret   ${made.secret}`,
  ]);
}

function print(value: unknown, json: boolean | undefined, lines: string[]): void {
  console.log(json ? JSON.stringify(value) : lines.join("\n"));
}
