import { Command } from "commander";
import { migrate } from "../store/migrate.ts";
import { withDatabaseUrl } from "./store.ts";

export function migrateCommand(): Command {
  return new Command("migrate")
    .description("apply the database's missing migrations (start and demo do it by themselves)")
    .option("--json", "print the names of what was applied as JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const applied = await withDatabaseUrl(migrate);
      if (json) console.log(JSON.stringify({ applied }));
      else
        console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
    });
}
