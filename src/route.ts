import type { IncomingMessage, ServerResponse } from "node:http";

/** One route of the web server, in the form Bolt's receivers take. */
export type Route = {
  path: string;
  method: string | string[];
  handler: (req: IncomingMessage, res: ServerResponse) => void;
};
