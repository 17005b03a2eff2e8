import { describe, expect, it } from 'vitest';
import { followHealth, type JudgedHealth } from '../../src/agents/follow-health.ts';
import type { ServiceAgent } from '../../src/task/aws-resource.ts';
import { AGENT, resource } from '../reply/samples.ts';

const ARN = 'arn:aws:lambda:us-east-1:333333333333:function:orders';

const agent = (part: Partial<ServiceAgent> = {}, id = 'orders', arn = ARN): ServiceAgent => ({
  ...AGENT,
  healthStatus: 'Unknown',
  ...part,
  resource: resource({ id, arn }),
});

const ill: JudgedHealth = { arn: ARN, status: 'Unhealthy' };

const ROWS: readonly (readonly [
  name: string,
  agents: readonly ServiceAgent[],
  judged: readonly JudgedHealth[],
  after: readonly string[],
])[] = [
  ['nobody looked', [agent()], [], []],
  ['nobody looks after it', [], [ill], []],
  ['it is ill', [agent()], [ill], ['Unhealthy']],
  [
    'it is well again',
    [agent({ healthStatus: 'Unhealthy' })],
    [{ ...ill, status: 'Healthy' }],
    ['Healthy'],
  ],
  [
    'nothing was measured any more',
    [agent({ healthStatus: 'Healthy' })],
    [{ ...ill, status: 'Unknown' }],
    ['Unknown'],
  ],
  ['it is as it was', [agent({ healthStatus: 'Unhealthy' })], [ill], []],
  ['another one is ill', [agent({}, 'bills', `${ARN}-other`)], [ill], []],
  ['its id is its ARN', [agent({}, ARN, '')], [ill], ['Unhealthy']],
  ['it is gone', [agent({ state: 'Terminated' })], [ill], []],
];

describe('the health of an agent follows a look', () => {
  it.each(ROWS)('%s', (_, agents, judged, after) => {
    const followed = followHealth(agents, judged);
    expect(followed.map((one) => one.after.healthStatus)).toEqual(after);
    for (const one of followed) {
      expect({ ...one.after, healthStatus: one.before.healthStatus }).toEqual(one.before);
    }
  });
});
