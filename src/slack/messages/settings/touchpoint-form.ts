import type { InputBlock, ModalView } from "@slack/types";
import { scoreScales } from "../../../domain/touchpoint/score.ts";
import { channelTargetTexts } from "../../../domain/touchpoint/text.ts";
import { metrics, type TouchpointSettings } from "../../../domain/touchpoint/touchpoint.ts";
import type { Words } from "../../language/words.ts";
import { metricName } from "../touchpoint/score-words.ts";
import { plain } from "../words.ts";

export const TOUCHPOINT_FORM = "touchpoint-form";

/** A touchpoint's name and targets; every field's block and action are called the same. */
export function touchpointForm(
  { t }: Words,
  { code, label, targets, channelTargets }: { code: string } & TouchpointSettings,
): ModalView {
  const own = channelTargetTexts({ channelTargets });
  return {
    type: "modal",
    callback_id: TOUCHPOINT_FORM,
    private_metadata: code,
    title: { type: "plain_text", text: t("touchpoint.formTitle") },
    submit: { type: "plain_text", text: t("touchpoint.formSave") },
    close: { type: "plain_text", text: t("touchpoint.formClose") },
    blocks: [
      input("label", t("touchpoint.formLabel"), plain(label, 80)),
      ...metrics.map((metric) => {
        const { min, max } = scoreScales[metric];
        const target = targets[metric];
        const about = t("touchpoint.formTarget", { metric: metricName(metric), min, max });
        return optional(
          input(metric, about, target === undefined ? "" : String(target)),
          t("touchpoint.formHint"),
        );
      }),
      optional(
        input("channels", t("touchpoint.formChannels"), own.join("\n"), true),
        t("touchpoint.formChannelsHint"),
      ),
    ],
  };
}

function input(id: string, label: string, value: string, multiline = false): InputBlock {
  return {
    type: "input",
    block_id: id,
    label: { type: "plain_text", text: label },
    element: {
      type: "plain_text_input",
      action_id: id,
      max_length: multiline ? 2_000 : 80,
      multiline,
      ...(value && { initial_value: value }),
    },
  };
}

function optional(block: InputBlock, hint: string): InputBlock {
  return { ...block, optional: true, hint: { type: "plain_text", text: hint } };
}
