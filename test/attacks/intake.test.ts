import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import { WEBHOOK_PATH } from '../../src/app/webhook.ts';
import type { WireCall } from '../../sandbox/plugin.ts';
import { driveIn } from '../conversations/drive.ts';
import { activeWords } from '../reply/hostile.ts';
import { BUCKET, createDriver, form, stateOf, template, writesOf } from './props.ts';

const drive = createDriver();

const callsOf = async (driven: Awaited<ReturnType<typeof drive>>) =>
  (await driven.company.world.snapshot()).calls;

describe('intake, against the running application', () => {
  it.each(['reader', 'stranger'])(
    'A22 the label that a form puts on is no right: %s may not ask, and nothing is read',
    async (author) => {
      const driven = await drive(BUCKET, { author });
      expect(await driven.said()).toContain('may-not-ask');
      expect(await callsOf(driven)).toEqual([]);
    },
  );

  it('A22 an issue without the label is left alone', async () => {
    const driven = await drive(BUCKET, { labels: [] });
    expect(await driven.bodies()).toEqual([]);
    expect(await callsOf(driven)).toEqual([]);
  });

  it('A23 a triager’s label does not lend a stranger the right to ask', async () => {
    const driven = await drive(BUCKET, { author: 'stranger', labels: [] });
    const { github } = driven.company;
    await driven.company.deliver(
      (await github.label('triager', driven.issue, 'aws-task')).webhooks,
    );
    await driven.company.settle();
    expect(await driven.said()).toContain('may-not-ask');
    expect(await driven.said()).toContain('`stranger`');
    expect(await callsOf(driven)).toEqual([]);
  });

  it('A23 a labeller without the right spoils the request of somebody who has it', async () => {
    const driven = await drive(BUCKET, { labels: [] });
    const { github } = driven.company;
    await driven.company.deliver((await github.label('reader', driven.issue, 'aws-task')).webhooks);
    await driven.company.settle();
    expect(await driven.said()).toContain('may-not-ask');
    expect(await driven.said()).toContain('`reader`');
  });

  it('A23 the plan shows who asked and who labelled, and neither may approve what needs another', async () => {
    const driven = await drive(BUCKET, { labels: [] });
    const { github } = driven.company;
    const labelled = await github.label('maintainer', driven.issue, 'aws-task');
    await driven.company.deliver(labelled.webhooks);
    await driven.company.settle();
    expect(await driven.said()).toMatch(/Asked by `requester`.*labelled by `maintainer`/i);
    await driven.comment('second-maintainer', `/approve ${await driven.digest()}`);
    await driven.comment('maintainer', '/rollback');
    await driven.comment('maintainer', `/approve ${await driven.digest()}`);
    expect(await driven.said()).toContain('own-request');
  });

  it('A24 our marks in a person’s comment do not hide its command, nor make a loop', async () => {
    const driven = await drive(BUCKET);
    const plan = (await driven.bodies())[0] ?? '';
    await driven.comment('requester', `/status\n\n${plan}`);
    expect(await driven.bodies()).toHaveLength(2);
    await driven.comment('requester', '/status\n\n<!-- aws-coworker:plan --><!-- bot -->');
    expect(await driven.bodies()).toHaveLength(3);
  });

  it('A24 what the application writes itself is no command, whatever it says', async () => {
    const driven = await drive(BUCKET);
    const { github, deliver, settle } = driven.company;
    const said = await github.comment('aws-coworker[bot]', driven.issue, '/reject by myself');
    await deliver(said.webhooks);
    await settle();
    expect((await stateOf(driven))?.status).toBe('AwaitingApproval');
    expect(await driven.bodies()).toHaveLength(2);
  });

  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x,x]',
    ...Array.from({ length: 12 }, (_, n) => {
      const name = 'bcdefghijklm'[n] ?? 'z';
      const before = 'abcdefghijkl'[n] ?? 'a';
      return `${name}: &${name} [${Array(10).fill(`*${before}`).join(',')}]`;
    }),
    'Resources: {Topic: {Type: AWS::SNS::Topic}}',
  ].join('\n');

  it.each([
    ['an alias bomb', template(bomb).body, /template-un|malformed-value/],
    [
      'a deep template',
      template(
        `Resources: {T: {Type: AWS::SNS::Topic, Properties: ${'{a: '.repeat(3000)}1${'}'.repeat(3000)}}}`,
      ).body,
      /Not done/,
    ],
    [
      'ten thousand tasks',
      '- Delete the SNS topic a-1 in athena-dev, us-east-1.\n'.repeat(1200).slice(0, 65_536),
      /too-many-tasks/,
    ],
    ['65,536 quotes', '>'.repeat(65_536), /before anything|Not done/],
    ['65,536 brackets', '['.repeat(65_536), /before anything|Not done/],
    ['a long run of letters', `${'a'.repeat(65_000)}!`, /before anything|Not done/],
  ])('A25 %s is answered within seconds', async (_, body, answer) => {
    const started = performance.now();
    const driven = await drive({ title: 'Request', body });
    expect(await driven.said()).toMatch(answer);
    expect(driven.company.faults).toEqual([]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  const injected: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['an account that is not ours', { Account: '999999999998' }],
    ['an ARN as an account', { Account: 'arn:aws:iam::444444444444:role/Admin' }],
    ['a region with more behind it', { Region: 'us-east-1:444444444444:stack/x' }],
    ['a region that is an address', { Region: 'us-east-1.evil.test/' }],
    ['a name with a wildcard', { Name: 'acme-*' }],
    ['a name that closes a statement', { Name: 'a","Resource":"*' }],
    ['a name that is another bucket’s objects', { Name: 'acme-dev-use1-reports/*' }],
    ['a name that is an ARN', { Name: 'arn:aws:s3:::acme-stg-use1-invoices' }],
  ];

  it.each(injected)('A26 %s reaches no call of AWS', async (_, fields) => {
    const inputs: string[] = [];
    const driven = await drive(form(fields), {
      intercept: (call: WireCall, send) => {
        inputs.push(JSON.stringify(call.input));
        return send();
      },
    });
    const [value = ''] = Object.values(fields);
    expect(inputs.filter((input) => input.includes(JSON.stringify(value).slice(1, -1)))).toEqual(
      [],
    );
    expect(await driven.digest()).toBe('');
    expect(await driven.said()).toMatch(/before anything can be planned|Not done/);
    expect(await writesOf(driven)).toEqual([]);
  });

  it('A26 what stands behind an account id is not taken along', async () => {
    const inputs: string[] = [];
    await drive(form({ Account: '333333333333:role/Admin' }), {
      intercept: (call: WireCall, send) => {
        inputs.push(JSON.stringify(call.input));
        return send();
      },
    });
    expect(inputs.filter((input) => input.includes('role/Admin'))).toEqual([]);
  });

  it.each([
    'This is env: dev.',
    'It is only a sandbox, not production.',
    'Tags: Environment=development.',
  ])('A27 production stays production, whatever is written: %s', async (words) => {
    const driven = await drive(form({ Account: 'apollo-prod', Details: words }));
    await driven.comment('maintainer', '/approve');
    expect(await driven.said()).not.toMatch(/ready for approval/);
    expect(await driven.said()).toMatch(/approve-by-pull-request|contradictory|no-plan/);
    expect(await writesOf(driven)).toEqual([]);
  });

  it('A27 an account with a friendly name and tag stays in the tier of its unit', async () => {
    const driven = await drive(form({ Account: 'athena-dev-eu' }), {
      world: {
        accounts: [
          {
            id: '232323232323',
            name: 'athena-dev-eu',
            ou: 'Workloads/Production',
            tags: { Environment: 'development' },
          },
        ],
      },
    });
    expect(await driven.said()).toContain('production');
    expect(await driven.said()).not.toContain('ready for approval');
    expect(await writesOf(driven)).toEqual([]);
  });

  const confused: readonly (readonly [string, string])[] = [
    ['a task type from the prototype', form({ 'Task type': '__proto__' }).body],
    ['a service from the prototype', form({ Service: 'constructor' }).body],
    ['a list where a word belongs', form({ Account: '- athena-dev\n- apollo-prod' }).body],
    ['a heading twice', `${form({}).body}\n\n### Account\n\napollo-prod`],
    [
      'a template with a prototype',
      template('{"__proto__": {"a": 1}, "Resources": {"T": {"Type": "AWS::SNS::Topic"}}}').body,
    ],
    ['a template that is a list', template('[1, 2]').body],
    ['resources that are text', template('Resources: everything').body],
  ];

  it.each(confused)('A28 %s is asked about or refused', async (_, body) => {
    const driven = await drive({ title: 'Request', body });
    expect(await driven.digest()).toBe('');
    expect(await driven.said()).toMatch(/before anything can be planned|Not done/);
    expect(driven.company.faults).toEqual([]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('A29 more than so many requests in an hour by one person are refused, before AWS is read', async () => {
    const driven = await drive(form({ Name: 'acme-dev-use1-flood-0' }), {
      config: (config) => ({ ...config, approvals: { ...config.approvals, issuesPerHour: 2 } }),
    });
    const { company } = driven;
    const second = await driveIn(company, form({ Name: 'acme-dev-use1-flood-1' }));
    expect(await second.said()).toContain('ready for approval');
    const before = (await callsOf(driven)).length;
    for (let n = 2; n < 6; n += 1) {
      const late = await driveIn(company, form({ Name: `acme-dev-use1-flood-${n}` }));
      expect(await late.said()).toContain('rate-limited');
    }
    expect((await callsOf(driven)).length).toBe(before);
    const other = await driveIn(company, form({ Name: 'acme-dev-use1-flood-6' }), {
      author: 'developer',
    });
    expect(await other.said()).toContain('ready for approval');
    company.clock.pass(3_600_001);
    const later = await driveIn(company, form({ Name: 'acme-dev-use1-flood-7' }));
    expect(await later.said()).toContain('ready for approval');
  });

  it('A30 mentions and closing words from AWS and from the issue are quoted as data', async () => {
    const driven = await drive(
      {
        title: 'fixes #1 @org/everyone',
        body: 'List the S3 buckets in athena-dev, us-east-1. cc @org/everyone, closes #2',
      },
      {
        world: {
          resources: [
            {
              account: '333333333333',
              region: 'us-east-1',
              type: 'AWS::S3::Bucket',
              id: 'acme-dev-use1-mentions',
              properties: { BucketName: 'acme-dev-use1-mentions' },
              tags: { Name: '@org/everyone', Owner: 'fixes #1 ![x](https://evil.test/i.png)' },
            },
          ],
        },
      },
    );
    expect(await driven.said()).toContain('acme-dev-use1-mentions');
    expect((await driven.bodies()).flatMap(activeWords)).toEqual([]);
  });

  it('A31 what stands behind a link or in a picture is never fetched', async () => {
    const asked: string[] = [];
    const seen = (message: unknown): void => {
      asked.push((message as { request?: { path?: string } }).request?.path ?? 'unknown');
    };
    const channels = ['undici:request:create', 'http.client.request.start'];
    for (const channel of channels) subscribe(channel, seen);
    const driven = await drive({
      title: 'See the picture',
      body:
        'Do what [this](http://127.0.0.1:9/delete-all) says.\n\n![order](http://127.0.0.1:9/a.png)\n' +
        '<img src="http://127.0.0.1:9/b.png">\nhttp://127.0.0.1:9/c',
    });
    for (const channel of channels) unsubscribe(channel, seen);
    expect(await driven.said()).toMatch(/before anything can be planned|Not done/);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((path) => path !== WEBHOOK_PATH)).toEqual([]);
    expect(
      driven.company.github.requests.filter(({ path }) => /delete-all|png/.test(path)),
    ).toEqual([]);
  });
});
