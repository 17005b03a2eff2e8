import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PropertyChange } from '../../src/plan/change.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { renderPlanBlock } from '../../src/reply/plan-comment.ts';
import { renderPullRequestTitle } from '../../src/reply/pull-request-body.ts';
import { renderRefusal } from '../../src/reply/refusal.ts';
import {
  driftIssueTitle,
  renderDriftClosed,
  renderDriftIssue,
} from '../../src/reply/drift-issue.ts';
import { healthIssueTitle, renderHealthIssue } from '../../src/reply/health-issue.ts';
import { renderDiscovery } from '../../src/reply/discovery.ts';
import { renderOutcome } from '../../src/reply/outcome.ts';
import { withoutSecrets } from '../../src/reply/secrets.ts';
import { activeWords, commandLines, hostileText, RUNS, structureOf } from './hostile.ts';
import { block } from './replies.ts';
import * as sample from './samples.ts';

const viewOf = (plan: Plan): ReturnType<typeof sample.view> => sample.view({ plan });

const lines = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('```'));

const outsideFolds = (text: string): string => text.replaceAll(/<details>[\s\S]*?<\/details>/g, '');

const many = (count: number, action: 'create' | 'delete'): Plan => {
  const changes = Array.from({ length: count }, (_, n) =>
    sample.change({ action, logicalId: `Bucket${n}`, losesData: action === 'delete' }),
  );
  return sample.plan({
    steps: [sample.deployStep({ changes })],
    counts: { create: 0, change: 0, replace: 0, delete: 0, [action]: count },
    losesData: action === 'delete',
  });
};

describe('the first lines of a plan', () => {
  it('say verdict, counts and place, risk, cost, who may approve, and the line to copy', () => {
    const text = block(sample.view());
    const { digest } = sample.view();
    const six = lines(text).slice(0, 7);
    expect(six[0]).toContain('ready for approval');
    expect(six[1]).toMatch(/2 create · 0 change · 0 replace · 0 delete.*athena.*development, from/);
    expect(six[2]).toMatch(/Risk low.*only new resources/);
    expect(six[3]).toMatch(
      /Cost a month.*\$0\.00 now → \$1\.27 after \(\+\$1\.27\) · 1 resource not priced/,
    );
    expect(six[4]).toMatch(/Approval.*1 person who has \*maintain\*/);
    expect(six[6]).toBe(`/approve ${digest.slice(0, 12)}`);
  });

  it('two people and the digest are asked for where something is lost', () => {
    const text = block(viewOf(sample.losingPlan()));
    expect(text).toContain('2 different people');
    expect(text).not.toContain('`/approve` alone will do');
  });
});

describe('what is lost', () => {
  it('stands before everything else, outside folds, the worst first', () => {
    const text = outsideFolds(block(viewOf(sample.losingPlan())));
    const order = ['OldTable', 'Queue', 'Worker', 'NewTopic'].map((name) => text.indexOf(name));
    expect(order.every((at) => at > 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(text).toContain('[!CAUTION]');
  });

  it('values that look secret are never shown', () => {
    const text = block(viewOf(sample.losingPlan()));
    expect(text).not.toContain('not shown`');
    expect(text).toContain('*(hidden)*');
    expect(text).toContain('Parameters, values not shown: `DatabasePassword`, `Stage`');
  });

  it('A44 every one of 300 deletions is shown, and other parts make room', () => {
    const text = block(viewOf(many(300, 'delete')));
    expect(text.length).toBeLessThanOrEqual(62_000);
    const shown = outsideFolds(text);
    for (let n = 0; n < 300; n += 1) expect(shown).toContain(`\`Bucket${n}\``);
  });

  it('A44 deletions that do not fit are refused, not cut', () => {
    expect(renderPlanBlock(viewOf(many(2000, 'delete')))).toMatchObject({
      ok: false,
      refusal: { code: 'plan-too-long' },
    });
  });

  it('what is created may be shortened, and says so', () => {
    const text = block(viewOf(many(2000, 'create')));
    expect(text.length).toBeLessThanOrEqual(62_000);
    expect(text).toMatch(/(12|40) of 2000 shown\./);
    expect(text).toContain('left out, there was no room');
  });
});

describe('what changes inside a resource', () => {
  const changed = (properties: readonly PropertyChange[], isSensitive = false): string =>
    outsideFolds(
      block(
        viewOf(
          sample.plan({
            steps: [
              sample.deployStep({
                changes: [sample.change({ action: 'change', properties, isSensitive })],
              }),
            ],
          }),
        ),
      ),
    );

  const rows: readonly {
    readonly name: string;
    readonly properties: readonly PropertyChange[];
    readonly expected: readonly string[];
    readonly hidden?: string;
  }[] = [
    {
      name: 'one value',
      properties: [{ path: '/Properties/Timeout', before: 3, after: 20 }],
      expected: ['  - `Timeout`: `3` → `20`'],
    },
    {
      name: 'only the leaves that differ',
      properties: [{ path: '/Properties/A', before: { B: 1, C: 2 }, after: { B: 1, C: 3 } }],
      expected: ['  - `A.C`: `2` → `3`'],
    },
    {
      name: 'a tree that AWS shows one side of, leaf by leaf',
      properties: [{ path: '/Properties/A', after: { Rules: [{ Days: 30, Id: 'x' }] } }],
      expected: [
        '  - `A.Rules.0.Days`: *(not shown by AWS)* → `30`',
        '  - `A.Rules.0.Id`: *(not shown by AWS)* → `x`',
      ],
    },
    {
      name: 'a tree that was not set before, where AWS says so',
      properties: [
        { path: '/Properties/A', after: { Rules: [{ Days: 30, Id: 'x' }] }, unset: 'before' },
      ],
      expected: [
        '  - `A.Rules.0.Days`: *(not set)* → `30`',
        '  - `A.Rules.0.Id`: *(not set)* → `x`',
      ],
    },
    {
      name: 'a value that is taken away',
      properties: [{ path: '/Properties/Alias', before: 'live', unset: 'after' }],
      expected: ['  - `Alias`: `live` → *(not set)*'],
    },
    {
      name: 'a member that one side has not',
      properties: [{ path: '/Properties/A', before: { B: 1 }, after: { B: 1, C: 2 } }],
      expected: ['  - `A.C`: *(not set)* → `2`'],
    },
    {
      name: 'a value that AWS gives later',
      properties: [
        { path: '/Properties/Id', before: 'a1', after: '{{changeSet:KNOWN_AFTER_APPLY}}' },
      ],
      expected: ['  - `Id`: `a1` → *(given by AWS when it is made)*'],
    },
    {
      name: 'a list of plain values as it is',
      properties: [{ path: '/Properties/A', before: ['x'], after: ['x', 'y'] }],
      expected: ['  - `A`: `["x"]` → `["x","y"]`'],
    },
    {
      name: 'a secret in a tree is hidden',
      properties: [{ path: '/Properties/Env', after: { DB_PASSWORD: 'hunter2', MODE: 'fast' } }],
      expected: [
        '  - `Env.DB_PASSWORD`: *(not shown by AWS)* → *(hidden)*',
        '  - `Env.MODE`: *(not shown by AWS)* → `fast`',
      ],
      hidden: 'hunter2',
    },
    {
      name: 'a secret beside its name is hidden',
      properties: [
        {
          path: '/Properties/Env',
          before: [{ Name: 'API_TOKEN', Value: 'hunter1' }],
          after: [{ Name: 'API_TOKEN', Value: 'hunter2' }],
        },
      ],
      expected: ['  - `Env.0.API_TOKEN`: *(hidden)* → *(hidden)*'],
      hidden: 'hunter',
    },
    {
      name: 'the metadata protection of an instance is no secret',
      properties: [{ path: '/Properties/HttpTokens', before: 'optional', after: 'required' }],
      expected: ['  - `HttpTokens`: `optional` → `required`'],
    },
  ];

  it.each(rows)('shows $name', ({ properties, expected, hidden = 'nothing of this' }) => {
    const text = changed(properties);
    for (const line of expected) expect(text.split('\n')).toContain(line);
    expect(text).not.toContain(hidden);
  });

  const thirty = Array.from({ length: 30 }, (_, n) => ({
    path: `/Properties/P${n}`,
    before: 1,
    after: 2,
  }));

  it('says how many properties of a harmless change are shown', () => {
    expect(changed(thirty)).toContain('8 of 30 shown.');
  });

  it('A44 leaves no property of a weakened protection out', () => {
    const text = changed(thirty, true);
    for (const { path } of thirty)
      expect(text).toContain(`\`${path.replace('/Properties/', '')}\``);
    expect(text).not.toContain('shown.');
  });
});

describe('what a plan costs', () => {
  it('is no amount where nothing could be priced', () => {
    const { cost } = sample.plan();
    const text = block(viewOf(sample.plan({ cost: { ...cost, lines: [] } })));
    expect(text).toContain('**Cost a month** not known: 1 resource not priced\n');
  });

  it('is unchanged where what changes in a stack that stands has no price of its own', () => {
    const { cost } = sample.plan();
    const none = { beforeUsdMonthly: 0, afterUsdMonthly: 0, deltaUsdMonthly: 0, unpriced: [] };
    const costOf = (changeSetType: 'CREATE' | 'UPDATE'): string => {
      const steps = [{ ...sample.deployStep(), changeSetType }];
      const text = block(viewOf(sample.plan({ steps, cost: { ...cost, ...none, lines: [] } })));
      return /\*\*Cost a month\*\* (.*)/.exec(text)?.[1] ?? '';
    };
    expect(costOf('UPDATE')).toBe('unchanged: what changes here has no price of its own');
    expect(costOf('CREATE')).toBe('$0.00 now → $0.00 after (±$0.00)');
  });

  it('is not estimated of operations alone', () => {
    const { cost } = sample.plan();
    const { kind: _, ...base } = sample.deployStep();
    const stop = { kind: 'operate', operation: 'ec2:stop', target: 'i-0abc', input: {} } as const;
    const steps = [{ ...base, ...stop }];
    const text = block(viewOf(sample.plan({ steps, cost: { ...cost, lines: [] } })));
    expect(text).toContain('**Cost a month** not estimated: an operation has no price here\n');
  });
});

describe('operations and other routes', () => {
  const operation = (operationClass: 'non-destructive' | 'destructive'): Plan => {
    const { kind: _, ...base } = sample.deployStep();
    const step = { ...base, kind: 'operate' as const, operation: 'ec2:stop', target: 'i-0abc' };
    return sample.plan({
      steps: [{ ...step, operationClass, input: {}, changes: [] }],
      counts: { create: 0, change: 0, replace: 0, delete: 0 },
    });
  };

  it('an operation is a row and is counted', () => {
    const text = block(viewOf(operation('non-destructive')));
    expect(text).toContain('0 delete · 1 operation**');
    expect(text).toContain('- stop `i-0abc` · data kept · can be undone · SteveJobs');
    expect(text).not.toContain('[!CAUTION]');
  });

  it('an operation that destroys stands among what is lost', () => {
    const text = block(viewOf(operation('destructive')));
    expect(text).toContain('[!CAUTION]');
    expect(text).toContain(
      '- **stop** `i-0abc` · **data may be lost** · can be undone · SteveJobs',
    );
  });

  it('an account of no tier has no line to copy', () => {
    const text = block(viewOf(sample.plan({ route: 'none', tier: 'unknown' })));
    expect(text).toContain('can not be carried out here');
    expect(text).not.toMatch(/^\/approve/m);
  });

  it('a production plan has no line to copy, and says where it is approved', () => {
    const text = block(viewOf(sample.productionPlan()));
    expect(text).toContain('goes through a pull request');
    expect(text).not.toMatch(/^\/approve/m);
  });

  const PRIVATE = { name: 'private', holds: true, detail: 'as planned' };
  const OPEN = { name: 'private', holds: false, detail: 'two blocks are off' };
  const ASIDE = {
    name: 'not compared by CloudFormation',
    holds: false,
    isAside: true,
    detail: 'AWS did not do it',
  } as const;
  const BESIDE = '**not compared by CloudFormation**: AWS did not do it';

  it.each<readonly [string, readonly (typeof PRIVATE | typeof ASIDE)[], string]>([
    ['otherwise than planned', [OPEN], '**differs**: private: two blocks are off'],
    ['as planned, and not compared', [PRIVATE, ASIDE], `as planned: private; ${BESIDE}`],
    [
      'otherwise, and not compared',
      [OPEN, ASIDE],
      `**differs**: private: two blocks are off; ${BESIDE}`,
    ],
    ['not compared at all', [ASIDE], `it is there; ${BESIDE}`],
  ])('what was made is said: %s', (_name, checks, words) => {
    const [step] = sample.DONE.steps;
    if (step?.kind !== 'done') throw new Error('the sample is not done');
    const made = step.checks.map((check) => Object.assign({}, check, { checks }));
    const outcome = { ...sample.DONE, steps: [{ ...step, checks: made }] };
    expect(renderOutcome({ ...OUTCOME, outcome })).toContain(words);
  });
});

describe('the same plan is the same text', () => {
  it('A42 rendering twice gives the same bytes', () => {
    expect(block(sample.view())).toBe(block(sample.view()));
  });

  it('account ids are hidden everywhere when configuration asks for it', () => {
    const config = { ...sample.CONFIG, maskAccountIds: true };
    const text = block(sample.view({ config }));
    expect(text).not.toContain(sample.ACCOUNT);
    expect(text).toContain('2222…2222');
  });
});

describe('personas', () => {
  it('are turned off by configuration, and what they say is said all the same', () => {
    const signed = block(sample.view());
    const text = block(sample.view({ config: { ...sample.CONFIG, personas: false } }));
    expect(signed).toContain('> *SteveJobs, front end*: ');
    expect(text).toBe(signed.replaceAll('> *SteveJobs, front end*: ', '> '));
  });
});

describe('A30 hostile text adds nothing to a reply', () => {
  it('in every place of a plan that others write', () => {
    const calm = structureOf(block(viewOf(poisoned('x'))));
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = block(viewOf(poisoned(`x${text}`)));
        expect(structureOf(shown)).toEqual(calm);
        expect(activeWords(shown)).toEqual([]);
        expect(commandLines(shown)).toEqual([]);
        expect(shown).not.toContain('aws-coworker:plan');
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    );
  });

  it('in refusals', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = renderRefusal({ code: 'name-taken', because: `x${text}`, next: `y${text}` });
        expect(structureOf(shown)).toEqual({ ...structureOf('a\n\nb\n\nc'), strong: 3 });
        expect(activeWords(shown)).toEqual([]);
        expect(commandLines(shown)).toEqual([]);
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  });

  it('in receipts, failures and inventories', () => {
    const rendered = (text: string): string =>
      [
        renderOutcome({ ...OUTCOME, outcome: poisonedFailure(text) }),
        renderDiscovery({
          commitmentGroup: 'finance owner',
          answers: [
            {
              taskId: 'task-2',
              resources: [sample.resource({ id: text, tags: { Name: `${text}n` } })],
              places: 1,
              seen: 0,
              failed: [{ place: text, because: text }],
              isCut: false,
            },
          ],
          tasks: [sample.QUESTION],
          accounts: sample.ACCOUNTS,
        }),
      ].join('\n\n');
    const calm = structureOf(rendered('x'));
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = rendered(`x${text}`);
        expect(structureOf(shown)).toEqual(calm);
        expect(activeWords(shown)).toEqual([]);
        expect(commandLines(shown)).toEqual([]);
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  });

  it('in the answer to a health check, and in the issue of what is ill', () => {
    const rendered = (text: string): string =>
      [
        renderDiscovery({
          commitmentGroup: 'finance owner',
          answers: [sample.healthAnswer(text)],
          tasks: [sample.QUESTION],
          accounts: sample.ACCOUNTS,
        }),
        renderHealthIssue({ ...sample.healthIssue(text), kind: 'single' }),
        renderHealthIssue({ ...sample.healthIssue(text), kind: 'group' }),
      ].join('\n\n');
    const calm = structureOf(rendered('x'));
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = rendered(`x${text}`);
        expect(structureOf(shown)).toEqual(calm);
        expect(activeWords(shown)).toEqual([]);
        expect(commandLines(shown)).toEqual([]);
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  });

  it('in the issue of a stack that drifted, and of what nobody could tell', () => {
    const rendered = (text: string): string =>
      [
        renderDriftIssue(sample.driftIssue(text)),
        renderDriftIssue(sample.driftUnknown(text)),
        renderDriftClosed('in-sync', sample.driftIssue(text)),
      ].join('\n\n');
    const calm = structureOf(rendered('x'));
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = rendered(`x${text}`);
        expect(structureOf(shown)).toEqual(calm);
        expect(activeWords(shown)).toEqual([]);
        expect(commandLines(shown)).toEqual([]);
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  });

  it('in the title of an issue about drift', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const title = driftIssueTitle(sample.driftIssue(text));
        expect(title).not.toMatch(/[@#<>`[\]\n]/);
        expect(title.length).toBeLessThanOrEqual(120);
      }),
    );
  });

  it('and no value whose name, or the name beside it, is that of a secret', () => {
    const shown = renderDriftIssue(sample.driftIssue('hunter2'));
    expect(shown).not.toMatch(/`(?:a|c|d)`/);
    expect(shown.match(/\*\(hidden\)\*/g)?.length).toBeGreaterThanOrEqual(5);
  });

  it('in the title of a health issue', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const title = healthIssueTitle({ ...sample.healthIssue(text), kind: 'single' });
        expect(title).not.toMatch(/[@#<>`[\]\n]/);
        expect(title.length).toBeLessThanOrEqual(120);
      }),
    );
  });

  it('in the title of a pull request', () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const [account] = sample.plan().accounts;
        if (account === undefined) return;
        const title = renderPullRequestTitle(sample.plan({ accounts: [{ ...account, name }] }));
        expect(title).not.toMatch(/[@#<>`[\]\n]/);
        expect(title.length).toBeLessThanOrEqual(120);
      }),
    );
  });
});

const poisoned = (text: string): Plan => {
  const clean = sample.losingPlan();
  const [account] = clean.accounts;
  const changes = [
    sample.change({ action: 'delete', logicalId: text, physicalId: text, type: `AWS::${text}` }),
    sample.change({
      action: 'change',
      logicalId: text,
      properties: [{ path: text, before: text, after: { [text]: text } }],
    }),
    sample.change({ logicalId: text }),
  ];
  return {
    ...clean,
    accounts: account === undefined ? [] : [{ ...account, name: text }],
    steps: [
      sample.deployStep({
        summary: text,
        stackName: text,
        isGiven: true,
        templateBody: text,
        parameters: { [text]: text },
        tags: { [text]: text },
        changes,
      }),
    ],
    phases: [{ number: 1, title: text, rollback: text }],
    risk: { level: 'high', because: [text] },
    deviations: [{ ...DEVIATION, asked: text, planned: text, because: text }],
    cost: {
      ...clean.cost,
      lines: clean.cost.lines.map((line) => Object.assign({}, line, { assumptions: [text] })),
      unpriced: [{ logicalId: text, because: text }],
    },
  };
};

const DEVIATION = { taskId: sample.TASK.id, asked: '', planned: '', because: '' };

const OUTCOME = {
  plan: sample.plan(),
  digest: sample.DIGEST,
  approvals: [sample.APPROVAL],
  agents: [],
};

const poisonedFailure = (text: string): typeof sample.FAILED => {
  if (sample.FAILED.kind !== 'failed') throw new Error('the sample does not fail');
  const { failure } = sample.FAILED;
  return {
    ...sample.FAILED,
    failure: {
      ...failure,
      stackName: text,
      state: text,
      cause: { logicalId: text, type: 'AWS::S3::Bucket', status: text, reason: text },
    },
  };
};

describe('credentials are taken out of whatever is posted', () => {
  const rows = [
    { name: 'nothing', text: 'a plain word', isClean: true },
    { name: 'an access key', text: ['key AKIA', 'IOSFODNN7EXAMPLE'].join(''), isClean: false },
    { name: 'a token', text: `ghs_${'a'.repeat(36)}`, isClean: false },
    { name: 'a key', text: ['-----BEGIN ', 'PRIVATE KEY-----\nabc'].join(''), isClean: false },
    {
      name: 'a signed token',
      text: `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`,
      isClean: false,
    },
  ];

  it.each(rows)('A43 $name', ({ text, isClean }) => {
    expect(withoutSecrets(text) === text).toBe(isClean);
  });
});
