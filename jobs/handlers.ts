import type { Deps } from "../src/deps.ts";
import type { JobName, Payload } from "../src/queue/registry.ts";
import { aggregate } from "./aggregate.ts";
import { deliver } from "./deliver.ts";
import { detect } from "./detect.ts";
import { hearTerms } from "./hearTerms.ts";
import { judgeTouchpoints } from "./judgeTouchpoints.ts";
import { learnCoding } from "./learnCoding.ts";
import { notify } from "./notify.ts";
import { recode } from "./recode.ts";
import { recount } from "./recount.ts";
import { sweep } from "./sweep.ts";
import { weighRhythms } from "./weighRhythms.ts";

/** What each job does; a job without a handler does not compile. */
export const handlers: { [N in JobName]: (deps: Deps, payload: Payload<N>) => Promise<void> } = {
  aggregate,
  detect,
  judgeTouchpoints,
  weighRhythms,
  deliver,
  hearTerms,
  learnCoding,
  notify,
  recode,
  recount,
  sweep,
};
