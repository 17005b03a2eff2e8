import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { QueueDepth } from '../store/queue-depth.ts';
import type { QueueName } from '../store/queues.ts';
import type { Gate } from '../review/finding.ts';
import type { Outcome } from '../execute/outcome.ts';
import type { Fallback, ModelJob, ModelUsage } from '../task/model-message.ts';
import type { WebhookResult } from './webhook.ts';

/** What became of a request to plan: the gate's decision, or why there was nothing to decide. */
export type PlanVerdict = Gate['decision'] | 'NOTHING_TO_DO' | 'REFUSED';

/** One question to the model that came to its end. */
export interface ModelCount {
  readonly job: ModelJob;
  readonly result: 'answered' | Fallback;
  readonly usage: ModelUsage | undefined;
  readonly usd: number;
}

/** What the application counts of itself. Labels come from closed lists, never from requests. */
export interface Metrics {
  readonly countDelivery: (result: WebhookResult) => void;
  readonly countJob: (queue: QueueName, seconds: number) => void;
  readonly countFault: (queue: QueueName, isLast: boolean) => void;
  readonly countPlan: (verdict: PlanVerdict) => void;
  readonly countExecution: (outcome: Outcome['kind']) => void;
  readonly countModel: (count: ModelCount) => void;
  /** Prometheus text. */
  readonly render: () => Promise<string>;
  readonly contentType: string;
}

const counters = (registry: Registry) => {
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({
      name: `coworker_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [registry],
    });
  return {
    deliveries: counter('deliveries_total', 'Webhook requests by what became of them', ['result']),
    faults: counter('job_faults_total', 'Jobs that threw', ['queue', 'last']),
    plans: counter('plans_total', 'Plans made, by verdict', ['verdict']),
    executions: counter('executions_total', 'Executions ended, by outcome', ['outcome']),
    asked: counter('model_questions_total', 'Questions to the model', ['job', 'result']),
    tokens: counter('model_tokens_total', 'Tokens of the model, by kind', ['kind']),
    usd: counter('model_usd_total', 'What the model cost, in USD', ['job']),
  };
};

const depthGauge = (registry: Registry, readDepth: () => Promise<readonly QueueDepth[]>) =>
  new Gauge({
    name: 'coworker_queue_jobs',
    help: 'Jobs that are not done, by queue and state',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      const depths = await readDepth().catch(() => []);
      this.reset();
      for (const { queue, state, jobs } of depths) this.set({ queue, state }, jobs);
    },
  });

/** Metrics of one process, in a registry of their own. */
export const createMetrics = (readDepth: () => Promise<readonly QueueDepth[]>): Metrics => {
  const registry = new Registry();
  const { deliveries, faults, plans, executions, asked, tokens, usd } = counters(registry);
  depthGauge(registry, readDepth);
  const jobs = new Histogram({
    name: 'coworker_job_seconds',
    help: 'How long jobs ran, by queue',
    labelNames: ['queue'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120, 600, 3600],
    registers: [registry],
  });
  return {
    countDelivery: (result) => deliveries.inc({ result }),
    countJob: (queue, seconds) => jobs.observe({ queue }, seconds),
    countFault: (queue, isLast) => faults.inc({ queue, last: String(isLast) }),
    countPlan: (verdict) => plans.inc({ verdict }),
    countExecution: (outcome) => executions.inc({ outcome }),
    countModel: ({ job, result, usage, usd: cost }) => {
      asked.inc({ job, result });
      usd.inc({ job }, cost);
      if (usage === undefined) return;
      tokens.inc({ kind: 'input' }, usage.inputTokens);
      tokens.inc({ kind: 'output' }, usage.outputTokens);
      tokens.inc({ kind: 'cache-read' }, usage.cacheReadTokens);
      tokens.inc({ kind: 'cache-write' }, usage.cacheWriteTokens);
    },
    render: () => registry.metrics(),
    contentType: registry.contentType,
  };
};
