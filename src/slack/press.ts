import type { BlockAction, RespondArguments, RespondFn } from "@slack/bolt";
import { isUuid } from "../domain/uuid.ts";

/** What the pressed button says, or the option that was chosen. */
export function pressedValue({ actions: [pressed] }: BlockAction): string | undefined {
  switch (pressed?.type) {
    case "button":
      return pressed.value;
    case "static_select":
    case "overflow":
      return pressed.selected_option?.value;
    default:
      return undefined;
  }
}

/** The id that the pressed block carries (`signal:<id>`), for selects have no value of their own to carry it; anything else is not from us. */
export function pressedId({ actions: [pressed] }: BlockAction, kind: string): string | undefined {
  const [carried, id = ""] = (pressed?.block_id ?? "").split(":");
  return carried === kind && isUuid(id) ? id : undefined;
}

type Answer = { text: string; blocks?: object[]; attachments?: object[] };

/** Answers a command or a press, for whoever made it only: beneath it, or in its place. @throws when Slack does not take it */
export async function answer(respond: RespondFn, reply: Answer, { inPlace = false } = {}): Promise<void> {
  await respond({
    response_type: "ephemeral",
    replace_original: inPlace,
    ...reply,
  } as RespondArguments);
}
