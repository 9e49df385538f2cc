import type { Connector } from "./connector.ts";
import { intercom } from "./intercom.ts";
import { typeform } from "./typeform.ts";
import { zendesk } from "./zendesk.ts";

/** Every system whose words we know, by the kind of its source. */
export const connectors = { zendesk, intercom, typeform } satisfies Record<string, Connector>;

export function connectorFor(kind: string): Connector | undefined {
  return Object.entries(connectors).find(([name]) => name === kind)?.[1];
}
