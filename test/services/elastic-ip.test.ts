import { describe, expect, it } from 'vitest';
import { draftElasticIp } from '../../src/services/elastic-ip/draft.ts';
import type { AddressFact, ElasticIpFacts } from '../../src/services/elastic-ip/facts-schema.ts';
import { draftInverse } from '../../src/services/operate-drafts.ts';
import type { MutationTask, MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { contextFor, DEV, NOBODY, ownStack, REGION, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::EC2::EIP';
const ID = 'eipalloc-0a11b22c33d44e55f';
const IP = '203.0.113.7';

const ask = (taskType: MutationType, parameters: TaskParameters): MutationTask =>
  taskOf(TYPE, taskType, parameters);

const address = (more: Partial<AddressFact> = {}): AddressFact => ({
  id: ID,
  name: '',
  publicIp: IP,
  usedBy: '',
  tags: [],
  ...more,
});

const facts = (more: Partial<ElasticIpFacts> = {}): ElasticIpFacts => ({
  found: [address()],
  ownStack: null,
  owner: NOBODY,
  ...more,
});

const draft = (task: MutationTask, seen: ElasticIpFacts) => draftElasticIp(contextFor(task), seen);

const release = ask('DeleteResource', { id: ID });

describe('the release of an address', () => {
  it('is one call that nothing undoes', () => {
    expect(taken(draft(release, facts())).steps).toMatchObject([
      {
        kind: 'operate',
        operation: 'ec2:release-address',
        summary: `release ${ID} (${IP})`,
        operationClass: 'destructive',
        input: { AllocationId: ID },
        inverse: { reversibility: 'irreversible' },
        changes: [{ action: 'delete', type: TYPE, physicalId: ID }],
      },
    ]);
  });

  it('of a stack of ours removes the stack', () => {
    const stack = ownStack(
      { Resources: { GatewayAddress: { Type: TYPE } } },
      { resources: [{ logicalId: 'GatewayAddress', type: TYPE, physicalId: IP }] },
    );
    const owner = { owner: 'ours', logicalId: 'GatewayAddress', stack } as const;
    const { steps } = taken(draft(release, facts({ owner })));
    expect(steps.map(({ kind }) => kind)).toEqual(['remove']);
  });

  it.each<readonly [string, Partial<ElasticIpFacts>, string]>([
    [
      'one that is used names by what',
      { found: [address({ usedBy: 'i-0a11b22c33d44e55f' })] },
      'is used by `i-0a11b22c33d44e55f`',
    ],
    ['one that is not there', { found: [] }, 'There is no Elastic IP'],
    [
      'one of another stack',
      { owner: { owner: 'foreign', stackName: 'shop' } },
      'belongs to the stack `shop`',
    ],
    [
      'one of two of a name',
      { found: [address({ name: 'a' }), address({ id: 'eipalloc-1', name: 'a' })] },
      'Several addresses are named',
    ],
  ])('refuses %s', (_name, more, because) => {
    const decided = draft(release, facts(more));
    expect(decided.ok ? '' : decided.refusal.because).toContain(because);
  });
});

describe('an address that exists', () => {
  it('is tagged by one call where no stack owns it, and the tags that it has stay', () => {
    const task = ask('UpdateResource', { id: ID, owner: 'network' });
    const seen = facts({ found: [address({ tags: [{ Key: 'Owner', Value: 'nobody' }] })] });
    const [step] = taken(draft(task, seen)).steps;
    expect(step).toMatchObject({
      operation: 'ec2:retag-address',
      input: { Resources: [ID], Tags: [{ Key: 'Owner', Value: 'network' }] },
      changes: [{ properties: [{ path: '/Properties/Tags/Owner', before: 'nobody' }] }],
    });
    const has = facts({ found: [address({ tags: [{ Key: 'Owner', Value: 'network' }] })] });
    expect(taken(draft(task, has)).steps).toEqual([]);
  });

  it('gets former values back, and loses the tags that are new', () => {
    const task = ask('UpdateResource', { id: ID, owner: 'network', application: 'reports' });
    const seen = facts({ found: [address({ tags: [{ Key: 'Owner', Value: 'nobody' }] })] });
    const calls = taken(draft(task, seen)).steps.filter((step) => step.kind === 'operate');
    expect(calls.map((call) => draftInverse(contextFor(task), call))).toMatchObject([
      {
        operation: 'ec2:untag-address',
        input: { Resources: [ID], Tags: [{ Key: 'Application', Value: 'reports' }] },
      },
      {
        operation: 'ec2:retag-address',
        input: { Resources: [ID], Tags: [{ Key: 'Owner', Value: 'nobody' }] },
      },
    ]);
  });

  it('is left alone in a foreign stack', () => {
    const task = ask('UpdateResource', { id: ID, owner: 'network' });
    const foreign = facts({ owner: { owner: 'foreign', stackName: 'shop' } });
    expect(draft(task, foreign)).toMatchObject({ refusal: { code: 'no-route' } });
  });

  it('has its name for itself', () => {
    const task = ask('CreateResource', { name: 'partner' });
    expect(draft(task, facts())).toMatchObject({ refusal: { code: 'name-taken' } });
  });
});

describe('addresses in the sandbox, through the real doors', () => {
  const world = (attributes = {}): Journey =>
    startJourney({
      resources: [
        {
          account: DEV,
          region: REGION,
          type: TYPE,
          id: ID,
          attributes: { PublicIp: IP, ...attributes },
        },
      ],
    });

  it('one is allocated as planned, planned again to nothing, and released', async () => {
    const journey = startJourney();
    const create = ask('CreateResource', { name: 'partner-gateway' });
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const gone = await carryOut(journey, ask('DeleteResource', { name: 'partner-gateway' }), 'p3');
    expect(gone.steps.map(({ kind }) => kind)).toEqual(['remove']);
    expect(gone.outcome).toBe('done');
    const { resources } = await journey.world.snapshot();
    expect(resources.filter((one) => one.type === TYPE && one.account === DEV)).toEqual([]);
  });

  it('one that no stack owns is released by its allocation id', async () => {
    const journey = world();
    expect((await carryOut(journey, release, 'p1')).outcome).toBe('done');
    const { resources, calls } = await journey.world.snapshot();
    expect(resources.filter((one) => one.id === ID)).toEqual([]);
    expect(calls.filter((call) => call.action === 'ec2:ReleaseAddress')).toMatchObject([
      { resource: `arn:aws:ec2:us-east-1:${DEV}:elastic-ip/${ID}`, decision: 'allowed' },
    ]);
  });
});
