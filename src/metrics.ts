import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** What Prometheus reads at `/metrics`: counts and seconds, never a customer's words or ids. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: "earshot_http_requests_total",
      help: "Webhook requests answered",
      labelNames: ["route", "status"],
      registers,
    }),
    requestSeconds: new Histogram({
      name: "earshot_http_request_seconds",
      help: "Time to answer a webhook request",
      labelNames: ["route"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    events: new Counter({
      name: "earshot_events_total",
      help: "Events received",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    setAside: new Gauge({
      name: "earshot_events_set_aside",
      help: "Events that could not be processed",
      registers,
    }),
    waiting: new Gauge({
      name: "earshot_events_waiting",
      help: "Events stored and not yet processed",
      registers,
    }),
    jobs: new Counter({
      name: "earshot_jobs_total",
      help: "Jobs run",
      labelNames: ["job", "outcome"],
      registers,
    }),
    jobSeconds: new Histogram({
      name: "earshot_job_seconds",
      help: "Time a job took",
      labelNames: ["job"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
      registers,
    }),
    signals: new Counter({
      name: "earshot_signals_total",
      help: "Signals opened",
      labelNames: ["kind"],
      registers,
    }),
    slackCalls: new Counter({
      name: "earshot_slack_calls_total",
      help: "Calls to Slack",
      labelNames: ["method", "outcome"],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
