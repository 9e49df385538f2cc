import { Command, InvalidArgumentError, Option } from "commander";
import { readConfig } from "../config.ts";
import { SetupError } from "../errors.ts";
import { timeReader } from "./replay/dates.ts";
import { addValues, codesOf, fieldNames, type Played, parseMap, type ValueMaps } from "./replay/mapping.ts";
import { type Place, placeKeeper } from "./replay/place.ts";
import { play } from "./replay/play.ts";
import { progress } from "./replay/progress.ts";
import { readContacts } from "./replay/read.ts";
import { report, writeRejected } from "./replay/report.ts";
import { readRules } from "./replay/rules.ts";
import { type Keys, sender } from "./replay/send.ts";

type Options = {
  map: string;
  url: string;
  token?: string;
  source?: string;
  secret?: string;
  speed: number;
  reasons?: string;
  zone?: string;
  dateFormat?: string[];
  channelMap?: string;
  values?: string[];
  delimiter: string;
  shiftToNow?: boolean;
  resume?: boolean;
  rejected?: string;
  json?: boolean;
};

const KEEP_PLACE_MS = 1_000;

const help = `
--map names what fills each field: columns on the left (joined by +), or a constant after :=
  --map "Ticket #=id,Day+Time=occurredAt,Topic=reasons,Via=channel,customer.phone=customer.phone,team:=billing"
A field may come several times for reasons: each is one more reason. Without --reasons a text is its own reason
("Dead Animal" becomes dead-animal). Fields: ${fieldNames}.
Dates: YYYY YY MMMM MMM MM M DD D HH H hh h mm m ss s SSS A (AM/PM) Z (offset) and [literal text].
Sending twice is safe: what is there already is counted as a duplicate.`;

export function replayCommand(): Command {
  const many = (value: string, before: string[] = []) => [...before, value];
  const fast = "as fast as it goes";
  return new Command("replay")
    .argument("<file.csv>", "contacts, with a header line, in UTF-8")
    .description("play a file of contacts through a running server's ingest, oldest first")
    .requiredOption("--map <column=field,...>", "which column fills which field")
    .option("--url <url>", "the server", "http://localhost:3000")
    .option("--token <token>", "the source's bearer token")
    .option("--source <id>", "the source that signs, with --secret")
    .option("--secret <whsec>", "its signing secret")
    .addOption(
      new Option("--speed <n>x", "how many times faster than it happened")
        .argParser(parseSpeed)
        .default(Infinity, fast),
    )
    .option("--reasons <rules.yaml>", "rules that give a text its reasons")
    .option("--zone <zone>", "the zone of times without an offset, such as Europe/Helsinki")
    .option("--date-format <format>", "how times are written; may be repeated (default: ISO 8601)", many)
    .option("--channel-map <value=channel,...>", "which value is which channel; * is every other")
    .option("--values <field:value=ours,...>", "the same for any field; may be repeated", many)
    .option("--delimiter <char>", "between columns", ",")
    .option(
      "--shift-to-now",
      "move all times alike, so that the last contact is now (at --speed 1x: the first)",
    )
    .option("--resume", "go on where the last run of the same file ended")
    .option("--rejected <out.csv>", "write the rejected lines there, with their numbers and reasons")
    .option("--json", "print the report as JSON")
    .addHelpText("after", help)
    .action(replay);
}

async function replay(path: string, options: Options): Promise<void> {
  const keys = keysOf(options);
  const file = await readContacts(path, {
    mapping: parseMap(options.map),
    values: valuesOf(options),
    readTime: timeReader(options.dateFormat ?? [], checkZone(options.zone)),
    reasonsOf: options.reasons === undefined ? codesOf : await readRules(options.reasons),
    delimiter: options.delimiter,
  });
  // Read otherwise, the same place in the file is another.
  const { map, url, values, reasons, zone, dateFormat, channelMap, delimiter } = options;
  const read = JSON.stringify({ map, url, values, reasons, zone, dateFormat, channelMap, delimiter });
  const keeper = placeKeeper(readConfig().dir, file.hash, read);
  const kept = options.resume ? await keeper.read() : undefined;
  const start = kept ?? {
    played: 0,
    shiftMs: shiftOf(file.played, options),
    sent: { ...nothing, rejected: [] },
  };
  const end = await playWithProgress(file.played, start, keys, options, keeper.keep);
  await keeper.forget();
  const rejected = [...file.rejected, ...end.sent.rejected].sort((a, b) => a.line - b.line);
  if (options.rejected !== undefined)
    await writeRejected(path, options.delimiter, rejected, options.rejected);
  report({ lines: file.played.length + file.rejected.length, ...end.sent, rejected }, options);
}

const nothing = { accepted: 0, duplicates: 0 };

async function playWithProgress(
  contacts: Played[],
  start: Place,
  keys: Keys,
  { url, speed }: Options,
  keep: (place: Place) => Promise<void>,
): Promise<Place> {
  const shown = progress(contacts.length, start.played);
  let place = start;
  let keptAt = 0;
  try {
    return await play(contacts, {
      speed,
      start,
      send: sender(url, keys, shown.say),
      onPlace: async (next) => {
        place = next;
        shown.at(next.played);
        if (Date.now() - keptAt < KEEP_PLACE_MS) return;
        await keep(next);
        keptAt = Date.now();
      },
    });
  } catch (error) {
    if (place !== start) await keep(place);
    throw error;
  } finally {
    shown.end();
  }
}

function keysOf({ token, source, secret }: Options): Keys {
  if (source !== undefined && secret !== undefined) return { source, secret };
  if (token !== undefined) return { token };
  throw new SetupError(
    "Give --token, or --source and --secret. Make them: earshot source add generic --name replay",
  );
}

function valuesOf({ channelMap, values }: Options): ValueMaps {
  const maps: ValueMaps = new Map();
  if (channelMap !== undefined) addValues(maps, "channel", channelMap);
  for (const text of values ?? []) {
    const at = text.indexOf(":");
    if (at < 1) throw new SetupError(`--values "${text}" is not of the form field:value=ours,...`);
    addValues(maps, text.slice(0, at), text.slice(at + 1));
  }
  return maps;
}

function checkZone(zone: string | undefined): string | undefined {
  try {
    if (zone !== undefined) new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone;
  } catch {
    throw new SetupError(`There is no zone ${zone}. Use an IANA name such as Europe/Helsinki.`);
  }
}

function parseSpeed(text: string): number {
  const speed = Number(text.replace(/x$/, ""));
  if (speed > 0) return speed;
  throw new InvalidArgumentError("Use a number such as 3600x.");
}

function shiftOf(contacts: Played[], { shiftToNow, speed }: Options): number {
  const anchor = speed === 1 ? contacts[0] : contacts.at(-1);
  return shiftToNow && anchor !== undefined ? Date.now() - anchor.at : 0;
}
