import type { ViewOutput } from "@slack/bolt";
import { type Channel, channels } from "../../domain/contact.ts";
import type { Metric } from "../../domain/touchpoint/feedback.ts";
import { scoreScales } from "../../domain/touchpoint/score.ts";
import { channelTarget, targetNumber } from "../../domain/touchpoint/text.ts";
import { metrics, type Targets, type TouchpointSettings } from "../../domain/touchpoint/touchpoint.ts";
import type { Words } from "../language/words.ts";
import { metricName } from "../messages/touchpoint/score-words.ts";
import { said } from "../messages/words.ts";
import { type FormFields, formFields } from "./form-fields.ts";

/** The touchpoint as its form was filled in; or, by field, what is wrong with it. */
export function readTouchpoint(
  words: Words,
  values: ViewOutput["state"]["values"],
): { set: TouchpointSettings } | { errors: Record<string, string> } {
  const form = formFields(words, values);
  const label = form.text("label").slice(0, 80);
  if (label === "") form.errors.label = words.t("team.noName");
  const targets: Targets = {};
  for (const metric of metrics) {
    const typed = form.text(metric);
    if (typed === "") continue;
    const target = targetNumber(typed);
    const wrong = target === undefined ? notNumber(words, metric) : offScale(words, metric, target);
    if (wrong !== undefined) form.errors[metric] = wrong;
    else if (target !== undefined) targets[metric] = target;
  }
  const channelTargets = readChannels(words, form);
  return Object.keys(form.errors).length > 0
    ? { errors: form.errors }
    : { set: { label, targets, channelTargets } };
}

/** Lines such as `phone csat 4.2`; the first that is wrong is told. */
function readChannels(words: Words, form: FormFields): Partial<Record<Channel, Targets>> {
  const { t } = words;
  const read: Partial<Record<Channel, Targets>> = {};
  for (const [at, text] of form.text("channels").split("\n").entries()) {
    if (text.trim() === "" || form.errors.channels !== undefined) continue;
    const line = at + 1;
    const found = channelTarget(text);
    if (found === undefined) {
      form.errors.channels = t("touchpoint.channelLine", { line, channels: channels.join(", ") });
      continue;
    }
    const { channel, metric, target } = found;
    if (offScale(words, metric, target) !== undefined) {
      form.errors.channels = t("touchpoint.channelScale", { line, ...scaleOf(metric) });
    } else if (read[channel]?.[metric] !== undefined) {
      form.errors.channels = t("touchpoint.channelTwice", {
        line,
        channel: said(channel, 20),
        metric: metricName(metric),
      });
    } else read[channel] = { ...read[channel], [metric]: target };
  }
  return read;
}

const notNumber = ({ t, typed }: Words, metric: Metric): string =>
  t("touchpoint.notNumber", { example: typed(metric === "nps" ? "40" : "4.2") });

function offScale({ t }: Words, metric: Metric, target: number): string | undefined {
  const { min, max } = scoreScales[metric];
  return target < min || target > max ? t("touchpoint.scale", scaleOf(metric)) : undefined;
}

const scaleOf = (metric: Metric) => ({ metric: metricName(metric), ...scoreScales[metric] });
