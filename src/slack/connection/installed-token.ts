import { open, type SealKey, seal } from "../../seal.ts";
import type { SealedToken } from "../../store/installations.ts";

/** A bot token, sealed for one workspace's row. */
export function sealToken(keys: readonly SealKey[], workspaceId: string, token: string): SealedToken {
  return seal(keys, token, placeOf(workspaceId));
}

/** @throws Error when its key is not known any more, or it stood in another workspace's row */
export function openToken(keys: readonly SealKey[], workspaceId: string, token: SealedToken): string {
  return open(keys, token, placeOf(workspaceId));
}

const placeOf = (workspaceId: string): string => `installation of ${workspaceId}`;
