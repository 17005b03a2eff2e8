import { describe, expect, it } from 'vitest';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { change, draft, previewed } from './fixtures.ts';

const IMAGE = '/Properties/ContainerDefinitions/0/Image';

interface Row {
  readonly type?: string;
  readonly paths?: readonly string[];
  readonly replacement?: string;
  readonly properties?: JsonObject;
}

const planOf = (row: Row): Plan => {
  const type = row.type ?? 'AWS::ECS::TaskDefinition';
  const raw = change('Modify', {
    ResourceType: type,
    LogicalResourceId: 'It',
    PhysicalResourceId: 'arn:aws:ecs:us-east-1:1:task-definition/job:1',
    Replacement: row.replacement ?? 'True',
    Details: (row.paths ?? [IMAGE]).map((Path) => ({
      Target: { Path, RequiresRecreation: 'Always' },
    })),
  });
  const resource = { Type: type, Properties: row.properties ?? { Family: 'job' } };
  const drafted = {
    steps: [{ draft: { ...draft, template: { Resources: { It: resource } } }, phase: 1 }],
    deviations: [],
  };
  const made = makePlan({ ...previewed({ changes: [raw] }), drafted });
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};

describe('the next revision of a task definition', () => {
  it('is a change of medium risk by which nothing is lost', () => {
    expect(planOf({})).toMatchObject({
      counts: { create: 0, change: 1, replace: 0, delete: 0 },
      operationClass: 'non-destructive',
      losesData: false,
      lost: { resources: 0, hasStateful: false },
      risk: {
        level: 'medium',
        because: ['a new revision takes the place of one, which starts nothing new any more'],
      },
    });
  });

  it('with another role is as sensitive as ever', () => {
    const plan = planOf({ paths: [IMAGE, '/Properties/BucketEncryption'] });
    expect([plan.operationClass, plan.risk.level]).toEqual(['sensitive', 'high']);
  });

  it.each<readonly [string, Row]>([
    ['another family', { paths: [IMAGE, '/Properties/Family'] }],
    ['no family of its own', { properties: {} }],
    ['a family that is not read', { properties: { Family: { Ref: 'Name' } } }],
    ['nothing that is told', { paths: [] }],
    ['another policy of what stays', { paths: [IMAGE, '/UpdateReplacePolicy'] }],
    ['another type', { type: 'AWS::ECS::Service' }],
    ['what CloudFormation only calls possible', { replacement: 'Conditional' }],
  ])('is a replacement like every other with %s', (_name, row) => {
    const plan = planOf(row);
    expect(plan.counts).toMatchObject({ change: 0, replace: 1 });
    expect(['destructive', 'sensitive']).toContain(plan.operationClass);
    expect(plan.lost.resources).toBe(1);
  });
});
