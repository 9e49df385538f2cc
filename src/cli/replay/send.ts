import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf, SetupError } from "../../errors.ts";
import { sign } from "../../webhooks/verify.ts";
import type { Played } from "./mapping.ts";
import type { RejectedLine } from "./read.ts";

/** A bearer token, or the source and secret that sign. */
export type Keys = { token: string } | { source: string; secret: string };

export type Sent = { accepted: number; duplicates: number; rejected: RejectedLine[] };

type Problems = { errors: { path: string; message: string }[] };

/** Long enough for a server to be restarted. */
const GIVE_UP_MS = 5 * 60_000;

/**
 * Sends contacts to a server's ingest and waits until they are stored. What the server refuses is left out and named by
 * its line; while the server is away or says 429 or 503, it waits as told and tries again.
 * @throws SetupError when the keys or the address are wrong, or the server stays away
 */
export function sender(url: string, keys: Keys, say: (message: string) => void) {
  const address = addressOf(url);
  if ("source" in keys) address.searchParams.set("source", keys.source);

  async function send(batch: Played[]): Promise<Sent> {
    if (batch.length === 0) return { accepted: 0, duplicates: 0, rejected: [] };
    const answer = await post(batch);
    if (answer.status === 202) return { ...((await answer.json()) as Omit<Sent, "rejected">), rejected: [] };
    if (answer.status === 413 && batch.length > 1) return sendHalves(batch);
    const { errors } = (await answer.json().catch(() => ({ errors: [] }))) as Problems;
    if (answer.status !== 422 && answer.status !== 413) {
      throw new SetupError(
        `${address} answered ${answer.status}: ${errors[0]?.message ?? "no Earshot is there"}`,
      );
    }
    const rejected = refusedLines(batch, errors);
    if (rejected.length === 0) return batch.length > 1 ? sendHalves(batch) : refuseAll(batch, errors);
    const lines = new Set(rejected.map(({ line }) => line));
    return sum(
      { accepted: 0, duplicates: 0, rejected },
      await send(batch.filter(({ line }) => !lines.has(line))),
    );
  }

  async function sendHalves(batch: Played[]): Promise<Sent> {
    const half = batch.length >> 1;
    return sum(await send(batch.slice(0, half)), await send(batch.slice(half)));
  }

  async function post(batch: Played[]): Promise<Response> {
    const body = JSON.stringify(batch.map(({ contact }) => contact));
    const since = Date.now();
    for (let attempt = 0; ; attempt++) {
      const answer = await fetch(address, { method: "POST", headers: headersFor(keys, body), body }).catch(
        messageOf,
      );
      const away =
        typeof answer === "string" ? answer : waits(answer) ? `it answered ${answer.status}` : undefined;
      if (typeof answer !== "string" && away === undefined) return answer;
      if (Date.now() - since > GIVE_UP_MS) {
        throw new SetupError(`${address.origin} stays away (${away}). Go on later with --resume.`);
      }
      const seconds = typeof answer === "string" ? Math.min(2 ** attempt, 30) : retryAfter(answer);
      say(`${address.origin}: ${away}; again in ${seconds} s`);
      await sleep(seconds * 1000);
    }
  }

  return send;
}

function addressOf(url: string): URL {
  try {
    return new URL("v1/contacts", url.endsWith("/") ? url : `${url}/`);
  } catch {
    throw new SetupError(`--url ${url} is not an address such as http://localhost:3000.`);
  }
}

function waits({ status }: Response): boolean {
  return status === 429 || status === 502 || status === 503 || status === 504;
}

function retryAfter(answer: Response): number {
  const seconds = Number(answer.headers.get("retry-after") ?? 1);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0.1), 60) : 1;
}

function headersFor(keys: Keys, body: string): Record<string, string> {
  const json = { "content-type": "application/json" };
  if ("token" in keys) return { ...json, authorization: `Bearer ${keys.token}` };
  const id = `msg_${randomUUID()}`;
  const timestamp = `${Math.floor(Date.now() / 1000)}`;
  const signature = sign(keys.secret, id, timestamp, body);
  return { ...json, "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
}

/** `[3].customer.phone` names the fourth of the batch. */
function refusedLines(batch: Played[], errors: Problems["errors"]): RejectedLine[] {
  const byLine = new Map<number, string[]>();
  for (const { path, message } of errors) {
    const [, index, field] = /^\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
    const refused = index === undefined ? undefined : batch[Number(index)];
    if (refused === undefined) continue;
    byLine.set(refused.line, [...(byLine.get(refused.line) ?? []), `${field} ${message}`.trim()]);
  }
  return [...byLine].map(([line, reasons]) => ({ line, reasons }));
}

function refuseAll(batch: Played[], errors: Problems["errors"]): Sent {
  const reasons = errors.map(({ message }) => message);
  return { accepted: 0, duplicates: 0, rejected: batch.map(({ line }) => ({ line, reasons })) };
}

export function sum(a: Sent, b: Sent): Sent {
  return {
    accepted: a.accepted + b.accepted,
    duplicates: a.duplicates + b.duplicates,
    rejected: [...a.rejected, ...b.rejected],
  };
}
