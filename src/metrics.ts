/**
 * What Prometheus reads at `/metrics`; the names and labels are a contract with dashboards (`docs/contracts.md`, Health).
 *
 * Labels are words of ours (actions, reasons, categories), never of a message or of people.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What is decided of one message; an `Inspection` has this shape. */
export interface Judged {
  readonly findings: readonly { readonly category: string }[];
  readonly unscannable: readonly { readonly reason: string }[];
  readonly decision: { readonly action: string; readonly reason: string };
}

/** What waits, as read when Prometheus asks. */
export interface Waiting {
  readonly queues: Readonly<
    Record<string, { readonly waiting: number; readonly active: number; readonly delayed: number }>
  >;
  readonly oldestSeconds: number;
  readonly held: number;
  readonly oldestHeldSeconds: number;
}

export type Stage = 'accept' | 'inspect' | 'relay';

export interface Metrics {
  readonly decided: (judged: Judged) => void;
  /** Starts the clock of a stage; calling the result stops it. */
  readonly time: (stage: Stage) => () => void;
  /** Text in Prometheus' exposition format, and its media type. */
  readonly text: () => Promise<{ readonly type: string; readonly body: string }>;
}

/** Seconds: bodies take milliseconds, a large archive the limit of 30 s. */
const STAGE_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Takes how to learn what waits; what that throws, `text` throws. */
export function createMetrics(waiting: () => Promise<Waiting>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'reticent_' });
  const messages = new Counter({
    name: 'reticent_messages_total',
    help: 'Messages decided, by action and reason code.',
    labelNames: ['action', 'reason'],
    registers,
  });
  const findings = new Counter({
    name: 'reticent_findings_total',
    help: 'Findings that reached their threshold, by category.',
    labelNames: ['category'],
    registers,
  });
  const unscannable = new Counter({
    name: 'reticent_unscannable_total',
    help: 'Parts that could not be read, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const stages = new Histogram({
    name: 'reticent_stage_seconds',
    help: 'Seconds that a message spent in a stage.',
    labelNames: ['stage'],
    buckets: STAGE_BUCKETS,
    registers,
  });
  const depth = gauge('reticent_queue_jobs', 'Jobs in a queue, by state.', ['queue', 'state']);
  const age = gauge('reticent_queue_age_seconds', 'Age of the oldest message that waits for inspection.');
  const held = gauge('reticent_holds_waiting', 'Messages that wait for a reviewer.');
  const heldAge = gauge('reticent_holds_age_seconds', 'Age of the oldest message that waits for a reviewer.');

  function gauge<Label extends string>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers });
  }

  return {
    decided: (judged) => {
      messages.inc({ action: judged.decision.action, reason: judged.decision.reason });
      for (const { category } of judged.findings) findings.inc({ category });
      for (const { reason } of judged.unscannable) unscannable.inc({ reason });
    },
    time: (stage) => {
      const stop = stages.startTimer({ stage });
      return () => void stop();
    },
    text: async () => {
      const now = await waiting();
      for (const [queue, counts] of Object.entries(now.queues)) {
        depth.set({ queue, state: 'waiting' }, counts.waiting);
        depth.set({ queue, state: 'active' }, counts.active);
        depth.set({ queue, state: 'delayed' }, counts.delayed);
      }
      age.set(now.oldestSeconds);
      held.set(now.held);
      heldAge.set(now.oldestHeldSeconds);
      return { type: registry.contentType, body: await registry.metrics() };
    },
  };
}
