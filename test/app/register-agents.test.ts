import { describe, expect, it } from 'vitest';
import type { WorkerDeps } from '../../src/app/deps.ts';
import { registerAgents } from '../../src/app/register-agents.ts';
import type { MadeResource, Outcome } from '../../src/execute/outcome.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { ServiceAgent } from '../../src/task/aws-resource.ts';
import { resourceKey } from '../../src/task/aws-resource.ts';
import { DEV, REGION } from '../services/samples.ts';

const group = (physicalId: string, more: Partial<MadeResource> = {}): MadeResource => ({
  action: 'create',
  logicalId: 'LedgerWebGroup',
  type: 'AWS::EC2::SecurityGroup',
  physicalId,
  arn: '',
  ...more,
});

const endOf = (made: readonly MadeResource[], stackName = 'aws-coworker-1-ledger') => ({
  plan: { steps: [], cost: { lines: [] } } as unknown as Plan,
  outcome: {
    endedAt: '2026-11-20T17:00:00Z',
    steps: [{ kind: 'done', stepId: 'step-1', accountId: DEV, region: REGION, stackName, made }],
  } as unknown as Outcome,
});

/** The registry after some plans, each with what it made: ids by state. */
const after = async (...ends: readonly ReturnType<typeof endOf>[]) => {
  const agents = new Map<string, ServiceAgent>();
  const store = {
    listServiceAgents: () => Promise.resolve([...agents.values()]),
    saveServiceAgent: (agent: ServiceAgent) => {
      agents.set(resourceKey(agent.resource), agent);
      return Promise.resolve();
    },
  } as unknown as WorkerDeps['store'];
  for (const end of ends) await registerAgents({ store }, end);
  return [...agents.values()].map(({ name, state, resource }) => {
    expect(resource.state).toBe(state);
    return `${name} ${state}`;
  });
};

describe('who looks after a part of a stack', () => {
  it.each<readonly [string, readonly ReturnType<typeof endOf>[], readonly string[]]>([
    ['nothing', [], []],
    [
      'what is made again in its place',
      [endOf([group('sg-1')]), endOf([group('sg-2')])],
      ['sg-1 Terminated', 'sg-2 Active'],
    ],
    [
      'what replaces it',
      [endOf([group('sg-1')]), endOf([group('sg-2', { action: 'replace' })])],
      ['sg-1 Terminated', 'sg-2 Active'],
    ],
    [
      'another part beside it',
      [endOf([group('sg-1')]), endOf([group('sg-2', { logicalId: 'LedgerDbGroup' })])],
      ['sg-1 Active', 'sg-2 Active'],
    ],
    [
      'the same part of another stack',
      [endOf([group('sg-1')]), endOf([group('sg-2')], 'aws-coworker-2-ledger')],
      ['sg-1 Active', 'sg-2 Active'],
    ],
    [
      'what is changed as it stands, and deleted',
      [
        endOf([group('sg-1')]),
        endOf([group('sg-1', { action: 'change' })]),
        endOf([group('sg-1', { action: 'delete' })]),
      ],
      ['sg-1 Terminated'],
    ],
  ])('%s', async (_name, ends, agents) => {
    expect(await after(...ends)).toEqual(agents);
  });
});
