import type { DeployDraft } from '../../src/plan/step.ts';
import { draftSteps, type DraftInputs } from '../../src/services/draft-steps.ts';
import type { OwnStack } from '../../src/services/owner.ts';
import type { MutationTask, TaskParameters } from '../../src/task/aws-task.ts';
import { parseRegion, taskId, type TaskId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import type { Tier } from '../../src/task/tier.ts';
import { account, config, issue, sure, task } from './samples.ts';

const REGIONS = ['us-east-1', 'us-west-2'].map((one) => sure(parseRegion(one)));

/** What a task for a part of a network finds where nothing is there yet. */
export const NOTHING_THERE: JsonObject = {
  found: [],
  ownStack: null,
  owner: { owner: 'nobody' },
  properties: null,
  users: [],
  vpcs: [],
  subnets: [],
  served: [],
  tables: [],
  present: [],
  watched: [],
  prefixList: null,
  deliveryStack: null,
  zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
  overlaps: [],
  free: [],
  unread: [],
};

/** One row of an issue: what is made, with what parameters. */
export type Row = readonly [AwsResourceType, TaskParameters];

/** What the thing that a row asks for is called. */
export const namedIn = ([, { name }]: Row): string => (typeof name === 'string' ? name : '');

export const tasksOf = (rows: readonly Row[]): readonly MutationTask[] =>
  rows.map(([type, parameters], index) => task(type, parameters, { id: taskId(index + 1) }));

type Facts = Readonly<Record<TaskId, JsonObject>>;

/** What the tasks of one issue are drafted from, where nothing is there but what `facts` say. */
export const inputsOf = (
  tasks: readonly MutationTask[],
  facts: Facts = {},
  tier?: Tier,
): DraftInputs => ({
  schemaVersion: 1,
  issue,
  tasks,
  accounts: [{ ...account(tier), regions: REGIONS }],
  choices: { skipped: [], added: [] },
  facts: Object.fromEntries(tasks.map(({ id }) => [id, facts[id] ?? NOTHING_THERE])),
});

/** All tasks of one issue drafted together. */
export const draftIssue = (tasks: readonly MutationTask[], facts: Facts = {}, tier?: Tier) =>
  draftSteps(inputsOf(tasks, facts, tier), config);

/** The stack that a step makes, as it stands when that is done. */
export const madeBy = (step: DeployDraft): OwnStack => ({
  stackName: step.stackName,
  stackId: `arn:aws:cloudformation:us-east-1:333333333333:stack/${step.stackName}/1`,
  status: 'CREATE_COMPLETE',
  hasRole: false,
  parameters: {},
  tags: step.tags,
  templateBody: step.templateBody,
  resources: Object.entries(step.template.Resources).map(([logicalId, { Type }], index) => ({
    logicalId,
    type: Type,
    physicalId: `${Type === 'AWS::EC2::VPC' ? 'vpc' : 'id'}-${String(index).padStart(8, '0')}`,
  })),
});

const idIn = (stack: OwnStack, type: string): string =>
  sure(stack.resources.find((row) => row.type === type)).physicalId;

/** What the tasks of an issue find after its stack was made: the first is named for it. */
export const factsAfter = (tasks: readonly MutationTask[], stack: OwnStack): Facts => {
  const vpc = { id: idIn(stack, 'AWS::EC2::VPC'), name: 'ledger', isDefault: false };
  const own = stack as unknown as JsonObject;
  return Object.fromEntries(
    tasks.map(({ id, resourceType }, index) => {
      if (index === 0) return [id, { ...NOTHING_THERE, ownStack: own }];
      const row = stack.resources.find(({ type }) => type === resourceType);
      const found = {
        id: row?.physicalId ?? '',
        identifier: row?.physicalId ?? '',
        name: 'x',
        vpcId: vpc.id,
        isDefault: false,
      };
      const vpcs = [{ ...vpc, cidr: '10.44.0.0/16' }];
      return [id, { ...NOTHING_THERE, found: row === undefined ? [] : [found], vpcs }];
    }),
  );
};
