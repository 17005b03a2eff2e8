import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/execute/outcome.ts';
import { renderReceipt } from '../../src/reply/receipt.ts';
import type { ServiceAgent } from '../../src/task/aws-resource.ts';
import * as sample from './samples.ts';

const view = {
  plan: sample.plan(),
  digest: sample.DIGEST,
  outcome: sample.DONE,
  approvals: [sample.APPROVAL],
  agents: [],
};

const agent = (given: Partial<ServiceAgent>): ServiceAgent => ({ ...sample.AGENT, ...given });

const { costUsdDaily: _cost, ...unpriced } = sample.AGENT;

const linesWith = (text: string, part: string): readonly string[] =>
  text.split('\n').filter((line) => line.includes(part));

describe('who looks after what was made', () => {
  const rows: readonly {
    readonly name: string;
    readonly agents: readonly ServiceAgent[];
    readonly expected: readonly string[];
  }[] = [
    { name: 'nothing', agents: [], expected: [] },
    {
      name: 'one thing',
      agents: [agent({ name: 'a' })],
      expected: [
        '**SteveJobs** now looks after `a` · autonomy 4 of 10 · $0.04 a day · ' +
          'health unknown until its first check',
      ],
    },
    {
      name: 'two things of one persona, in one line with one sum',
      agents: [agent({ name: 'a' }), agent({ name: 'b', autonomyLevel: 6, costUsdDaily: 1 })],
      expected: [
        '**SteveJobs** now looks after `a` and `b` · autonomy 4 to 6 of 10 · ' +
          '$1.04 a day together · health unknown until their first check',
      ],
    },
    {
      name: 'a cost that is not known is in no sum',
      agents: [
        agent({ name: 'a' }),
        agent({ name: 'b', decisionMaker: 'Noguchi' }),
        { ...unpriced, name: 'c' },
      ],
      expected: [
        '**SteveJobs** now looks after `a` and `c` · autonomy 4 of 10 · ' +
          '$0.04 a day together, without 1 of unknown cost · health unknown until their first check',
        '**Noguchi** now looks after `b` · autonomy 4 of 10 · $0.04 a day · ' +
          'health unknown until its first check',
      ],
    },
    {
      name: 'more than six are counted',
      agents: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => agent({ name })),
      expected: [
        '**SteveJobs** now looks after `a`, `b`, `c`, `d`, `e`, `f` and 2 more · ' +
          'autonomy 4 of 10 · $0.32 a day together · health unknown until their first check',
      ],
    },
  ];

  it.each(rows)('$name', ({ agents, expected }) => {
    expect(linesWith(renderReceipt({ ...view, agents }), 'now looks after')).toEqual(expected);
  });
});

describe('what was made', () => {
  const [step] = sample.DONE.steps;
  if (step?.kind !== 'done') throw new Error('the sample is no longer done');

  it('says which of two of one type is which', () => {
    const subnet = { action: 'create' as const, type: 'AWS::EC2::Subnet', arn: '' };
    const made = [
      { ...subnet, logicalId: 'NetA', physicalId: 'subnet-1' },
      { ...subnet, logicalId: 'NetB', physicalId: 'subnet-2' },
    ];
    const outcome = { ...sample.DONE, steps: [{ ...step, made, checks: [] }] } as Outcome;
    expect(linesWith(renderReceipt({ ...view, outcome }), '→ `subnet')).toEqual([
      '- create subnet `NetA` → `subnet-1` · not read back',
      '- create subnet `NetB` → `subnet-2` · not read back',
    ]);
  });

  it('says the last part of an ARN, and the whole of it below', () => {
    const arn = 'arn:aws:ecs:us-east-1:333333333333:service/shop/shop-api';
    const gone = { action: 'delete' as const, type: 'AWS::ECS::Service', arn: '' };
    const made = [{ ...gone, logicalId: 'Service', physicalId: arn }];
    const outcome = { ...sample.DONE, steps: [{ ...step, made, checks: [] }] } as Outcome;
    const text = renderReceipt({ ...view, outcome });
    expect(text).toContain('- delete ECS service → `shop/shop-api` · gone\n');
    expect(text).toContain(`- \`${arn}\`\n`);
  });

  it('says of a next revision what its plan said', () => {
    const planned = {
      ...sample.deployStep(),
      changes: sample
        .deployStep()
        .changes.map((change) =>
          Object.assign({}, change, { action: 'replace', isNewRevision: true }),
        ),
    };
    const made = step.made.map((one) => Object.assign({}, one, { action: 'replace' }));
    const outcome = { ...sample.DONE, steps: [{ ...step, made }] } as Outcome;
    const plan = { ...sample.plan(), steps: [planned] };
    const text = renderReceipt({ ...view, plan, outcome });
    expect(text).toContain('- new revision of ');
    expect(text).not.toContain('- replace ');
  });

  it('says what was operated where no setting changed', () => {
    const { kind: _kind, ...base } = sample.deployStep();
    const operated = {
      ...base,
      kind: 'operate' as const,
      operation: 'kms:rotate',
      target: 'key-1',
      input: {},
      summary: 'rotate the key orders (key-1) now',
      changes: [],
    };
    const outcome = { ...sample.DONE, steps: [{ ...step, made: [], checks: [] }] } as Outcome;
    const plan = { ...sample.plan(), steps: [operated] };
    const text = renderReceipt({ ...view, plan, outcome });
    expect(text).toContain('**Done**\n- rotate the key orders (key-1) now · done\n');
    expect(text).not.toContain('read back');
  });
});
