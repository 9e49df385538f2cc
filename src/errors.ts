/** Work that can never succeed by trying again: the queue does not retry it. */
export class PermanentError extends Error {
  override name = "PermanentError";
}

/** Something about the machine or the settings is wrong; the message names the fix and the CLI prints it as one line. */
export class SetupError extends Error {
  override name = "SetupError";
}

/** The store cannot be reached or is too slow now; the caller may try again. */
export class StoreUnavailableError extends Error {
  override name = "StoreUnavailableError";
}

/** The text of anything thrown, for a log line or a person. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
