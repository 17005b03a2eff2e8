import { assert, property, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameIn } from '../../src/services/joined/names.ts';
import { partsOf } from '../../src/services/joined/parts.ts';
import { referencesOf } from '../../src/services/resolve.ts';
import { deleted, resourcesIn, stackOf, type Gone } from '../services/joined-gone.ts';
import { namedIn, type Row } from '../services/joined-issue.ts';

const subnet = (name: string, part: number, isPublic: boolean): Row => [
  'AWS::EC2::Subnet',
  { name, vpc: 'ledger', cidr: `10.44.${part}.0/24`, public: isPublic },
];

const ROWS: readonly Row[] = [
  ['AWS::EC2::InternetGateway', { name: 'edge', vpc: 'ledger' }],
  ['AWS::EC2::RouteTable', { name: 'ways', vpc: 'ledger', cidr: '0.0.0.0/0', target: 'edge' }],
  subnet('open', 9, true),
  subnet('inner', 1, false),
  ['AWS::EC2::NatGateway', { name: 'out', subnet: 'open' }],
  ['AWS::EC2::RouteTable', { name: 'away', vpc: 'ledger', cidr: '0.0.0.0/0', target: 'out' }],
  ['AWS::EC2::SecurityGroup', { name: 'web', vpc: 'ledger' }],
  ['AWS::EC2::SecurityGroup', { name: 'app', vpc: 'ledger', port: '443', source: 'web' }],
  ['AWS::EC2::VPCEndpoint', { name: 's3-way', vpc: 'ledger', service: 's3' }],
];

const stack = stackOf([['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }], ...ROWS]);
const before = resourcesIn(stack).Resources;
const namesOf = (rows: readonly Row[]): readonly Gone[] =>
  rows.map((row) => [row[0], namedIn(row)]);

const waitsFor = (one: (typeof before)[string]): readonly string[] =>
  typeof one.DependsOn === 'string' ? [one.DependsOn] : (one.DependsOn ?? []);

describe('some parts of a joined stack', () => {
  it('leave it whole, or are refused with what still leads to them', () => {
    const seen = new Set<string>();
    assert(
      property(subarray([...ROWS], { minLength: 1 }), (rows) => {
        const drafted = deleted(stack, namesOf(rows));
        seen.add(drafted.ok ? 'left' : drafted.refusal.code);
        if (!drafted.ok) return;
        const [step, ...others] = drafted.value.steps;
        expect(others).toEqual([]);
        if (step?.draft.kind !== 'deploy') throw new Error('no update');
        const { template, leaving = {} } = step.draft;
        const after = template.Resources;
        // Nothing leads to what is gone, and nothing else went than what was asked and its ties.
        const named = Object.values(after).flatMap((one) => [
          ...referencesOf(one.Properties),
          ...waitsFor(one),
        ]);
        expect(named.filter((id) => after[id] === undefined)).toEqual([]);
        expect(Object.keys({ ...after, ...leaving }).toSorted()).toEqual(
          Object.keys(before).toSorted(),
        );
        const asked = rows.map(namedIn);
        const lost = new Set(Object.keys(leaving).map((id) => nameIn(resourcesIn(stack), id)));
        expect(asked.every((name) => lost.has(name))).toBe(true);
        const kept = ROWS.map(namedIn).filter((one) => !asked.includes(one));
        expect(kept.filter((name) => lost.has(name))).toEqual([]);
        const parts = Object.values(partsOf(template)).flatMap((part) => Object.values(part));
        expect(parts.filter((id) => after[id] === undefined)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect([...seen].toSorted()).toEqual(['left', 'still-in-use']);
  });
});
