import { describe, expect, it } from 'vitest';
import type { ChangeAction } from '../../src/plan/change.ts';
import type { Step } from '../../src/plan/step.ts';
import { largeShare, touchedTypes, type TypeCount } from '../../src/plan/type-share.ts';
import type { AccountId, Region } from '../../src/task/ids.ts';
import { deployStep } from '../execute/fixtures.ts';
import { athena } from './fixtures.ts';

const QUEUE = 'AWS::SQS::Queue';

const changes = (action: ChangeAction, count: number, type = QUEUE): Step['changes'] =>
  Array.from({ length: count }, (_, n) => ({
    action,
    logicalId: `Queue${n}`,
    type,
    ownerAgent: 'Kotler',
    properties: [],
    losesData: false,
    isSensitive: false,
    isConditional: false,
  }));

const stepOf = (...all: readonly Step['changes'][]): Step => deployStep({ changes: all.flat() });

const countOf = (count: TypeCount['count'], type = QUEUE): TypeCount => ({
  accountId: athena.id,
  type,
  count,
});

const refusalOf = (steps: readonly Step[], ...counts: readonly TypeCount[]): string => {
  const refusal = largeShare(steps, { counts, accounts: [athena], percent: 20 });
  return refusal === undefined ? 'may' : `${refusal.code}: ${refusal.because} ${refusal.next}`;
};

describe('the share of a type that one plan may lose or change', () => {
  /** So many in one stack; one in each of two. */
  const six = [stepOf(changes('delete', 6))];
  const apart = [stepOf(changes('change', 1)), stepOf(changes('delete', 1))];
  const twice = [
    stepOf(changes('change', 1).map((one) => ({ ...one, physicalId: 'q-1' }))),
    stepOf(changes('delete', 1).map((one) => ({ ...one, physicalId: 'q-1' }))),
  ];
  const elsewhere = { ...countOf(99), accountId: '222222222222' as AccountId };

  it.each([
    ['nothing', [], []],
    ['one resource alone, whatever there is', [stepOf(changes('delete', 1))], [countOf(1)]],
    ['one that is changed before it goes', twice, [countOf(1)]],
    ['five that stand together', [stepOf(changes('change', 5))], []],
    ['five of each of two types', [stepOf(changes('change', 5), changes('change', 5, 'T'))], []],
    ['what is created', [stepOf(changes('create', 9))], []],
    ['what is imported', [stepOf(changes('import', 9))], []],
    ['six of thirty', six, [countOf(30)]],
    ['six of more', six, [countOf(31)]],
    ['one in each of two stacks, of ten', apart, [countOf(10)]],
    ['a type that is listed only with another', six, [countOf('not listed')]],
  ])('A65 may be %s', (_, steps, counts) => {
    expect(refusalOf(steps, ...counts)).toBe('may');
  });

  it('counts what is called before it is deleted once', () => {
    const change = { ...changes('change', 1)[0], physicalId: 'q' } as Step['changes'][number];
    const call = { ...stepOf([change]), kind: 'operate' } as unknown as Step;
    const gone = stepOf([{ ...change, action: 'delete' }]);
    expect(refusalOf([call, gone], countOf(1))).toBe('may');
    expect(refusalOf([call, stepOf(changes('delete', 1))], countOf(1))).toMatch(/^too-many/);
  });

  it.each([
    ['six of twenty-nine', six, [countOf(29)]],
    ['six of none that AWS lists', six, [countOf(0)]],
    ['five changed and one replaced', [stepOf(changes('change', 5), changes('replace', 1))], []],
    ['one in each of two stacks, of nine', apart, [countOf(9)]],
    ['six of an unknown number', six, [countOf('unknown')]],
    ['six that nobody counted', six, []],
    ['six that were counted in another account', six, [elsewhere]],
    ['six that were counted as another type', six, [countOf(99, 'AWS::SQS::QueuePolicy')]],
  ])('A65 may not be %s', (_, steps, counts) => {
    expect(refusalOf(steps, ...counts)).toMatch(/^too-many-resources: /);
  });

  it('A65 says how many may be touched, and never none', () => {
    expect(refusalOf([stepOf(changes('delete', 9))], countOf(40))).toBe(
      'too-many-resources: 9 of 40 of the type `AWS::SQS::Queue` in athena-dev would be lost or changed; ' +
        'one plan may touch 20 % of a type, or 5. Split the request or the template so that each ' +
        'plan touches at most 8 of the type `AWS::SQS::Queue`.',
    );
    expect(refusalOf(six, countOf(8))).toContain('at most 5 of the type `AWS::SQS::Queue`');
    expect(refusalOf(apart, countOf(3))).toContain('at most 1 of the type `AWS::SQS::Queue`');
    expect(refusalOf(apart, countOf('unknown'))).toContain(
      'at most 1 of the type `AWS::SQS::Queue`',
    );
    const limits = { counts: [countOf(3)], accounts: [], percent: 20 };
    expect(largeShare(six, limits)?.because).toContain('in 333333333333 would');
  });

  it('where a type is touched is known, in the order of the plan', () => {
    const steps = [
      deployStep({ region: 'us-west-2' as Region, changes: changes('change', 1) }),
      deployStep({ changes: changes('change', 2) }),
    ];
    expect(touchedTypes(steps)).toEqual([
      {
        accountId: athena.id,
        type: QUEUE,
        resources: 3,
        steps: 2,
        regions: ['us-west-2', 'us-east-1'],
      },
    ]);
  });
});
