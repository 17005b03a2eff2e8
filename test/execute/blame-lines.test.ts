import { describe, expect, it } from 'vitest';
import { blameLines, linesApart } from '../../src/execute/blame-lines.ts';
import type { Refusal } from '../../src/task/refusal.ts';
import { tasksOf, type Row } from '../services/joined-issue.ts';
import { sure } from '../services/samples.ts';

const subnet = (name: string): Row => ['AWS::EC2::Subnet', { name, vpc: 'ledger' }];
const nat = (name: string, inside: string): Row => [
  'AWS::EC2::NatGateway',
  { name, subnet: inside },
];
const VPC: Row = ['AWS::EC2::VPC', { name: 'ledger' }];
const TASKS = tasksOf([VPC, subnet('a'), nat('out', 'a'), subnet('b'), subnet('c')]);
const LINES = TASKS.slice(1);

const apart = (...tooMuch: readonly (readonly string[])[]) =>
  linesApart(LINES, TASKS, (left) => {
    const staying = TASKS.filter(({ id }) => !left.has(id));
    const stay = new Set<unknown>(staying.map((one) => one.parameters['name']));
    return tooMuch.every((names) => !names.every((name) => stay.has(name)));
  })?.map((one) => one.parameters['name']);

describe('lines that go into an issue of their own', () => {
  it.each<readonly [string, readonly (readonly string[])[], readonly string[] | undefined]>([
    ['the last one, where any would do', [['a', 'b', 'c']], ['c']],
    ['the one that is too much', [['b']], ['b']],
    ['with what stands in it', [['a']], ['a', 'out']],
    ['two, where none alone is enough', [['b'], ['c']], ['b', 'c']],
    ['all, where nothing may stay beside', [['a'], ['b'], ['c']], ['a', 'out', 'b', 'c']],
    ['none, where what they stand in is too much', [['ledger']], undefined],
  ])('%s', (_name, tooMuch, expected) => {
    expect(apart(...tooMuch)).toEqual(expected);
  });
});

it('of very many, which are not tried in pairs, the last that are enough go', () => {
  const names = Array.from({ length: 13 }, (_, index) => `s${index}`);
  const tasks = tasksOf([VPC, ...names.map(subnet)]);
  const found = linesApart(
    tasks.slice(1),
    tasks,
    (left) => left.has(sure(tasks[11]).id) && left.has(sure(tasks[13]).id),
  );
  expect(found?.map((one) => one.parameters['name'])).toEqual(['s10', 's11', 's12']);
});

const TOO_LARGE: Refusal = { code: 'session-policy-too-large', because: 'No.', next: 'Split.' };

it('are named with what to do', () => {
  expect(blameLines(TOO_LARGE, LINES.slice(2, 3)).next).toBe(
    'Take this line out of the issue: create subnet `b`. All others fit. ' +
      'Ask for it in an issue of its own when the others are made.',
  );
  expect(blameLines(TOO_LARGE, LINES.slice(2)).next).toBe(
    'Take these lines out of the issue: create subnet `b`; create subnet `c`. All others fit. ' +
      'Ask for them in an issue of their own when the others are made.',
  );
  expect(blameLines(TOO_LARGE, undefined)).toBe(TOO_LARGE);
  const other: Refusal = { ...TOO_LARGE, code: 'change-set-stale' };
  expect(blameLines(other, LINES)).toBe(other);
});
