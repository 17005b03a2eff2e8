import { assert, constantFrom, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeployDraft } from '../../src/plan/step.ts';
import { logicalIdOf } from '../../src/services/template-edit.ts';
import { isJsonObject, type Json } from '../../src/task/json.ts';
import {
  draftIssue,
  factsAfter,
  madeBy,
  NOTHING_THERE,
  tasksOf,
  type Row,
} from '../services/joined-issue.ts';
import { sure, taken } from '../services/samples.ts';

const VPC: Row = ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }];
const subnet = (name: string, part: number, isPublic = false): Row => [
  'AWS::EC2::Subnet',
  { name, vpc: 'ledger', cidr: `10.44.${part}.0/24`, public: isPublic },
];

const OPEN = subnet('open', 4, true);
const EDGE: Row = ['AWS::EC2::InternetGateway', { name: 'ledger', vpc: 'ledger' }];

/** Names that would clash with what the VPC has itself are among them. */
const PARTS: readonly Row[] = [
  subnet('ledger-a', 1),
  subnet('ledger-b', 2),
  subnet('ledger', 3),
  OPEN,
  ['AWS::EC2::SecurityGroup', { name: 'ledger', vpc: 'ledger' }],
  ['AWS::EC2::SecurityGroup', { name: 'web', vpc: 'ledger', port: '443', cidr: '10.0.0.0/8' }],
  ['AWS::EC2::RouteTable', { name: 'ledger', vpc: 'ledger' }],
  ['AWS::EC2::NetworkAcl', { name: 'ledger-vpc', vpc: 'ledger' }],
  EDGE,
];
const issues = uniqueArray(constantFrom(...PARTS), { minLength: 1, selector: JSON.stringify });

/** Where two have one name, a line less gives the stacks of the others other names. */
const named = issues.map((parts) => parts.filter(([, { name }]) => name !== 'ledger'));

const MAIN = logicalIdOf('ledger', 'Vpc');

const referred = (value: Json): readonly string[] => {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(referred);
  if (!isJsonObject(value)) return [];
  const { Ref, 'Fn::GetAtt': attribute } = value;
  if (typeof Ref === 'string') return [Ref];
  if (Array.isArray(attribute)) return [String(attribute[0])];
  return Object.values(value).flatMap(referred);
};

const onlyStep = (rows: readonly Row[]): DeployDraft => {
  const { steps } = taken(draftIssue(tasksOf(rows)));
  expect(steps).toHaveLength(1);
  const { draft } = sure(steps[0]);
  if (draft.kind !== 'deploy') throw new Error(draft.kind);
  return draft;
};

/** Every logical id that the stack keeps for the tasks that joined it. */
const partIds = ({ template }: DeployDraft): readonly string[] =>
  Object.values(sure(template.Metadata)['CoworkerParts'] as Record<string, object>).flatMap(
    (part) => Object.values(part) as readonly string[],
  );

/** How many resources a task makes by itself, in a network that is there. */
const sizeAlone = (row: Row): number => {
  const tasks = tasksOf([row]);
  const vpcs = [{ id: 'vpc-1', name: 'ledger', isDefault: false, cidr: '10.44.0.0/16' }];
  const facts = { [sure(tasks[0]).id]: { ...NOTHING_THERE, vpcs } };
  const { draft } = sure(taken(draftIssue(tasks, facts)).steps[0]);
  return draft.kind === 'deploy' ? Object.keys(draft.template.Resources).length : 0;
};

describe('what stands in a thing of the same issue', () => {
  it('is in one stack with it: nothing is lost, no id is shared, and each leads to the maker', () => {
    assert(
      property(issues, (parts) => {
        const step = onlyStep([VPC, ...parts]);
        const { Resources } = step.template;
        const ids = partIds(step);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.every((id) => Resources[id] !== undefined)).toBe(true);
        // A public subnet has, beside what it has alone, its way out: to the table of the network,
        // or with one of its own to the gateway of the issue.
        const tied = Object.keys(Resources).filter((id) => /^OpenSubnet./.test(id)).length;
        expect(ids.length - tied).toBe(parts.reduce((sum, row) => sum + sizeAlone(row), 0));
        expect(referred(Resources as unknown as Json).filter((id) => !Resources[id])).toEqual([]);
        expect(JSON.stringify(step.template)).not.toContain('made.');
        const inVpc = ids.map((id) => Resources[id]?.Properties?.['VpcId']).filter(Boolean);
        expect(inVpc.every((id) => JSON.stringify(id) === `{"Ref":"${MAIN}"}`)).toBe(true);
        expect(step.taskIds).toHaveLength(parts.length + 1);
      }),
      { numRuns: 30, examples: [[[OPEN, EDGE]]] },
    );
  });

  it('is planned again to nothing, whatever was left out of the issue since', () => {
    assert(
      property(named, constantFrom(0, 1, 2), (parts, left) => {
        const rows = [VPC, ...parts];
        const stack = madeBy(onlyStep(rows));
        const tasks = tasksOf(rows);
        const still = tasks.slice(0, Math.max(1, tasks.length - left));
        const again = taken(draftIssue(still, factsAfter(still, stack)));
        expect(again.steps).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
