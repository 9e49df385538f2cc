import { Command } from "commander";
import { readConfig } from "../config.ts";
import { accessOf, loadDirectory } from "./settings-file/load-directory.ts";
import { directories, nameIn } from "./settings-file/names.ts";
import { settingsYaml } from "./settings-file/write.ts";
import { withStore, workspaceOption } from "./store.ts";

export function exportConfigCommand(): Command {
  return new Command("export-config")
    .description(
      "print the settings as a file for `earshot apply`; keys, sources and customers are not in it",
    )
    .addOption(workspaceOption())
    .action(async ({ workspace }: { workspace?: string }) => {
      const { settings, access } = await withStore(async (store, { id }) => {
        return { settings: await store.settings.read(id), access: await accessOf(readConfig(), store, id) };
      }, workspace);
      const directory = await loadDirectory(access, directories);
      const unknown = directories.filter((list) => typeof directory[list] === "string");
      for (const list of unknown)
        console.error(`The ${list} of Slack are not named in comments: ${directory[list]}.`);
      console.log(settingsYaml(settings, (id) => nameIn(directory, id)).trimEnd());
    });
}
