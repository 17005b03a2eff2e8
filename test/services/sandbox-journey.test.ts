import { describe, expect, it } from 'vitest';
import type { PlanInputs } from '../../src/plan/inputs.ts';
import { numberSteps } from '../../src/plan/number-steps.ts';
import type { Step } from '../../src/plan/step.ts';
import { contextOf } from '../../src/services/draft-context.ts';
import { draftSteps } from '../../src/services/draft-steps.ts';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';
import { serviceOf } from '../../src/services/registry.ts';
import type { MutationTask } from '../../src/task/aws-task.ts';
import { approveSteps, athena, made, startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { config, DEV, issue, REGION, sure, taken, taskOf } from './samples.ts';

/** One task through the real doors on an organization in memory, as the workers do it. */
const carryOut = async (journey: Journey, task: MutationTask, plan: string) => {
  const service = sure(serviceOf(task.resourceType));
  const base = {
    schemaVersion: 1,
    issue,
    tasks: [task],
    accounts: [athena()],
    choices: { skipped: [], added: [] },
  } as const;
  const context = taken(contextOf(base, config, task));
  const reader = taken(await journey.aws.reader.openReader(task.accountId));
  const facts = { [task.id]: await service.readFacts(context, reader) };
  const inputs: Omit<PlanInputs, 'previews'> = { ...base, facts };
  const drafted = taken(draftSteps(inputs, config));
  const deploys = drafted.steps.flatMap(({ draft }) => (draft.kind === 'deploy' ? [draft] : []));
  const previews = [];
  for (const draft of deploys) previews.push(made(await journey.preview(draft, plan)));
  const steps = numberSteps(drafted.steps, {
    previews: previews.map((one) => one.preview),
    accounts: [athena()],
    known: planKnowledge,
  });
  if (steps.length === 0) return { steps, outcome: 'empty', checks: [] };
  const approved = approveSteps(
    steps,
    previews.map((one) => one.handle),
  );
  const outcome = await journey.execute(approved);
  return { steps, outcome: outcome.kind, checks: await readBackAll(steps, reader) };
};

type Reader = Parameters<NonNullable<ReturnType<typeof serviceOf>>['readBack']>[0]['reader'] & {
  readonly listStackResources: (
    region: Step['region'],
    name: string,
  ) => Promise<readonly { readonly logicalId: string; readonly physicalId: string }[]>;
};

/** Every check of every resource of the deploy steps that does not hold. */
const readBackAll = async (steps: readonly Step[], reader: Reader): Promise<readonly string[]> => {
  const failed: string[] = [];
  for (const step of steps) {
    if (step.kind !== 'deploy') continue;
    for (const member of await reader.listStackResources(step.region, step.stackName)) {
      const resource = sure(step.template.Resources[member.logicalId]);
      const service = sure(serviceOf(sure(mainTypeOf(resource.Type))));
      const { checks } = await service.readBack({
        reader,
        region: step.region,
        account: athena(),
        logicalId: member.logicalId,
        type: resource.Type,
        physicalId: member.physicalId,
        properties: resource.Properties ?? {},
        tags: step.tags,
      });
      failed.push(
        ...checks
          .filter((check) => !check.holds)
          .map((check) => `${member.logicalId} ${check.name}: ${check.detail}`),
      );
    }
  }
  return failed;
};

const mainTypeOf = (type: string) => {
  if (type.startsWith('AWS::S3::')) return 'AWS::S3::Bucket';
  return type.startsWith('AWS::SNS::') ? 'AWS::SNS::Topic' : 'AWS::DynamoDB::Table';
};

const create = (type: MutationTask['resourceType'], parameters: MutationTask['parameters']) =>
  taskOf(type, 'CreateResource', parameters);

const NAME = 'acme-dev-use1-quarterly';

/** A world in which an earlier plan of ours made one bucket. */
const worldWithBucket = (): Journey => {
  const Properties = { BucketName: NAME, OwnershipControls: { Rules: [] } };
  return startJourney({
    stacks: [
      {
        account: DEV,
        region: REGION,
        name: 'aws-coworker-7-quarterly',
        template: { Resources: { Quarterly: { Type: 'AWS::S3::Bucket', Properties } } },
        tags: { CoworkerManaged: 'true' },
      },
    ],
  });
};

describe('in the sandbox, through the real doors', () => {
  it('a bucket is made as planned, and planned again to nothing', async () => {
    const journey = startJourney();
    const asked = create('AWS::S3::Bucket', { name: NAME, expirationDays: 90 });
    expect(await carryOut(journey, asked, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
  });

  it('a bucket of ours is updated in its stack', async () => {
    const update = taskOf('AWS::S3::Bucket', 'UpdateResource', { name: NAME, expirationDays: 30 });
    const found = await carryOut(worldWithBucket(), update, 'p1');
    expect(found).toMatchObject({ outcome: 'done', checks: [] });
    expect(found.steps.map((step) => step.kind)).toEqual(['deploy']);
  });

  it('an empty bucket of ours is deleted with its stack', async () => {
    const remove = taskOf('AWS::S3::Bucket', 'DeleteResource', { name: NAME });
    const found = await carryOut(worldWithBucket(), remove, 'p1');
    expect(found.steps.map((step) => step.kind)).toEqual(['remove']);
    expect(found.outcome).toBe('done');
  });

  it('a table is made as planned, and planned again to nothing', async () => {
    const journey = startJourney();
    const asked = create('AWS::DynamoDB::Table', { name: 'carts', partitionKey: 'tenantId' });
    expect(await carryOut(journey, asked, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
  });

  const type = 'AWS::DynamoDB::Table';
  const worldWithTable = (): Journey =>
    startJourney({
      resources: [
        {
          account: DEV,
          region: REGION,
          type,
          id: 'old-sessions',
          properties: {
            TableName: 'old-sessions',
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            BillingMode: 'PAY_PER_REQUEST',
          },
        },
      ],
    });

  it('a table that no stack owns is changed through Cloud Control', async () => {
    const update = taskOf(type, 'UpdateResource', {
      name: 'old-sessions',
      pointInTimeRecovery: true,
    });
    const found = await carryOut(worldWithTable(), update, 'p1');
    expect(found.steps.map((step) => step.kind)).toEqual(['change']);
    expect(found.outcome).toBe('done');
  });

  it('a table that no stack owns is backed up, then deleted', async () => {
    const remove = taskOf(type, 'DeleteResource', { name: 'old-sessions' });
    const found = await carryOut(worldWithTable(), remove, 'p1');
    expect(found.steps.map((step) => step.kind)).toEqual(['operate', 'change']);
    expect(found.outcome).toBe('done');
  });

  it('a topic is made as planned, and planned again to nothing', async () => {
    const journey = startJourney();
    const asked = create('AWS::SNS::Topic', { name: 'orders', displayName: 'Orders' });
    expect(await carryOut(journey, asked, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
  });
});
