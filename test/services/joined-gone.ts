import { nameIn } from '../../src/services/joined/names.ts';
import type { OwnStack } from '../../src/services/owner.ts';
import { parseOwnTemplate } from '../../src/services/template-edit.ts';
import { taskId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import type { Tier } from '../../src/task/tier.ts';
import { draftIssue, madeBy, namedIn, NOTHING_THERE, tasksOf, type Row } from './joined-issue.ts';
import { sure, taken, task } from './samples.ts';

const THERE = { id: 'vpc-1', name: 'ledger', isDefault: false, cidr: '10.44.0.0/16', isOpen: true };

/** The stack that some rows became; where no VPC is among them, in one that is there. */
export const stackOf = (rows: readonly Row[], tier: Tier = 'development'): OwnStack => {
  const facts = Object.fromEntries(
    rows.map((_row, index) => [taskId(index + 1), { ...NOTHING_THERE, vpcs: [THERE] }]),
  );
  const { steps } = taken(draftIssue(tasksOf(rows), facts, tier));
  const draft = sure(steps.at(-1)).draft;
  if (draft.kind !== 'deploy') throw new Error(draft.kind);
  return madeBy(draft);
};

/** The template of such a stack. */
export const resourcesIn = ({ templateBody }: OwnStack) => taken(parseOwnTemplate(templateBody));

/** What is asked to go: its type and its name in the template. */
export type Gone = readonly [AwsResourceType, string];

interface More {
  readonly tier?: Tier;
  readonly users?: readonly JsonObject[];
  readonly beside?: readonly Row[];
}

/** An issue that deletes some parts of a stack, and changes others beside them. */
export const deleted = (
  stack: OwnStack,
  gone: readonly Gone[],
  { tier, users, beside = [] }: More = {},
) => {
  const template = resourcesIn(stack);
  const tasks = gone.map(([type, name], index) =>
    task(type, { name }, { taskType: 'DeleteResource', id: taskId(index + 1) }),
  );
  const others = beside.map(([type, parameters], index) =>
    task(type, parameters, { id: taskId(gone.length + index + 1), taskType: 'UpdateResource' }),
  );
  const all = [...tasks, ...others];
  const facts = all.map(({ id, resourceType, parameters }, index) => {
    const logicalId = sure(
      Object.keys(template.Resources).find(
        (one) =>
          template.Resources[one]?.Type === resourceType &&
          nameIn(template, one) === parameters['name'],
      ),
    );
    const row = sure(stack.resources.find((one) => one.logicalId === logicalId));
    const one = {
      id: row.physicalId,
      identifier: row.physicalId,
      name: namedIn([resourceType, parameters]),
      vpcId: 'vpc-1',
    };
    const owner = { owner: 'ours', logicalId, stack: stack as unknown as JsonObject };
    return [
      id,
      {
        ...NOTHING_THERE,
        found: [{ ...one, isDefault: false }],
        owner,
        users: index === 0 ? (users ?? []) : [],
      },
    ] as const;
  });
  return draftIssue(all, Object.fromEntries(facts), tier);
};
