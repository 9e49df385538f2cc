import type { ModalView } from "@slack/types";
import { scoreScales } from "../../../domain/touchpoint/score.ts";
import { channelTargetTexts } from "../../../domain/touchpoint/text.ts";
import { metrics, type TouchpointSettings } from "../../../domain/touchpoint/touchpoint.ts";
import type { Words } from "../../language/words.ts";
import { form, textField } from "../form.ts";
import { metricName } from "../touchpoint/score-words.ts";
import { plain } from "../words.ts";

export const TOUCHPOINT_FORM = "touchpoint-form";

/** A touchpoint's name and targets; every field's block and action are called the same. */
export function touchpointForm(
  { t, typed }: Words,
  { code, label, targets, channelTargets }: { code: string } & TouchpointSettings,
): ModalView {
  const frame = {
    title: t("touchpoint.formTitle"),
    submit: t("touchpoint.formSave"),
    close: t("touchpoint.formClose"),
  };
  return form({ callbackId: TOUCHPOINT_FORM, metadata: code, ...frame }, [
    textField("label", t("touchpoint.formLabel"), plain(label, 80), { most: 80 }),
    ...metrics.map((metric, at) => {
      const about = t("touchpoint.formTarget", { metric: metricName(metric), ...scoreScales[metric] });
      const hint = at === 0 ? { hint: t("touchpoint.formHint") } : {};
      return textField(metric, about, typed(`${targets[metric] ?? ""}`), {
        ...hint,
        most: 80,
        optional: true,
      });
    }),
    textField(
      "channels",
      t("touchpoint.formChannels"),
      typed(channelTargetTexts({ channelTargets }).join("\n")),
      {
        hint: t("touchpoint.formChannelsHint"),
        most: 2_000,
        multiline: true,
        optional: true,
      },
    ),
  ]);
}
