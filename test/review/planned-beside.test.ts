import { describe, expect, it } from 'vitest';
import { resourcesBeside } from '../../src/review/planned-beside.ts';
import { reviewTemplate } from '../../src/review/review-template.ts';
import { readKnowledge } from '../../src/app/knowledge.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { DeployStep } from '../../src/plan/step.ts';
import type { Template } from '../../src/plan/template.ts';
import { taskId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';

const { baselines } = readKnowledge();

const step = (id: string, template: Template, more: Partial<DeployStep> = {}): DeployStep =>
  ({
    id,
    kind: 'deploy',
    stackName: `stack-${id}`,
    accountId: '333333333333',
    region: 'us-east-1',
    parameters: {},
    resolvedParameters: {},
    template,
    ...more,
  }) as unknown as DeployStep;

const of = (type: string, properties: JsonObject): Template => ({
  Resources: { Thing: { Type: type, Properties: properties } },
});

const DATABASE = of('AWS::RDS::DBInstance', {
  DBInstanceClass: 'db.t4g.medium',
  DBSubnetGroupName: 'orders',
  VPCSecurityGroups: ['sg-1'],
});
const SUBNETS = of('AWS::RDS::DBSubnetGroup', {
  DBSubnetGroupName: 'orders',
  SubnetIds: ['subnet-1', 'subnet-2'],
});
const PRIVATE = { 'subnet-1': true, 'subnet-2': true };

const world = (from: number) => ({ protocol: 'tcp', from, to: from, source: '0.0.0.0/0' });
const read = (groups: JsonObject[]): Readonly<Record<string, JsonObject>> => ({
  [taskId(1)]: { groups },
});

/** What one rule says of the database, beside other steps and what was read. */
const statusOf = (item: string, others: readonly DeployStep[], facts = read([])) => {
  const main = step('step-2', DATABASE);
  const plan = { steps: [...others, main] } as unknown as Plan;
  const found = reviewTemplate({
    template: DATABASE,
    tier: 'production',
    baselines,
    evidence: 'own-template',
    subnets: PRIVATE,
    elsewhere: resourcesBeside(plan, main, { facts }),
  });
  return found.find((one) => one.item === item)?.status;
};

describe('what a stack names and another of the plan makes', () => {
  it.each<readonly [string, readonly DeployStep[], string]>([
    ['nothing', [], 'UNKNOWN'],
    ['the subnet group of its database', [step('step-1', SUBNETS)], 'REMEDIATE'],
    ['one of another name', [step('step-1', of('AWS::RDS::DBSubnetGroup', {}))], 'UNKNOWN'],
    ['one elsewhere', [step('step-1', SUBNETS, { region: 'eu-west-1' } as never)], 'UNKNOWN'],
    ['one of others', [step('step-1', SUBNETS, { accountId: '1' } as never)], 'UNKNOWN'],
  ])('%s', (_name, others, status) => {
    expect(statusOf('RDS-07', others)).toBe(status);
  });
});

describe('a security group that planning looked up', () => {
  it.each<readonly [string, JsonObject, string]>([
    ['lets nobody in', { id: 'sg-1', world: [] }, 'REMEDIATE'],
    ['lets the world in', { id: 'sg-1', world: [world(443)] }, 'BLOCKED'],
    ['is another', { id: 'sg-2', world: [] }, 'UNKNOWN'],
    ['was not read whole', { id: 'sg-1' }, 'UNKNOWN'],
    ['is no group', { id: 7, world: [] }, 'UNKNOWN'],
  ])('%s', (_name, group, status) => {
    expect(statusOf('RDS-03', [], read([group]))).toBe(status);
  });
});
