import { touchpointKeys, touchpointWords } from "../../domain/settings/words.ts";
import {
  channelTarget,
  channelTargetTexts,
  readChannelTarget,
  readTarget,
} from "../../domain/touchpoint/text.ts";
import { metrics, type Targets, type TouchpointSettings } from "../../domain/touchpoint/touchpoint.ts";
import { entryOf, type Note, readLabel } from "./entry.ts";
import type { Pair } from "./piece.ts";

/** A touchpoint's name and targets; `channels` are those of single channels: `phone csat 4.2`. */
export function readTouchpoint(pair: Pair, before: TouchpointSettings, note: Note): TouchpointSettings {
  const entry = entryOf(pair, touchpointKeys, note, touchpointWords(before));
  const targets: Targets = {};
  for (const metric of metrics) {
    const target = entry.orNone(metric, before.targets[metric] ?? null, readTarget(metric));
    if (target !== null) targets[metric] = target;
  }
  const now = channelTargetTexts(before).flatMap((text) => channelTarget(text) ?? []);
  const channelTargets: TouchpointSettings["channelTargets"] = {};
  for (const { channel, metric, target } of entry.list("channels", now, readChannelTarget)) {
    if (channelTargets[channel]?.[metric] !== undefined)
      entry.fault(["channels"], `${channel} has a target for ${metric} already`);
    channelTargets[channel] = { ...channelTargets[channel], [metric]: target };
  }
  return { label: entry.one("label", before.label, readLabel), targets, channelTargets };
}
