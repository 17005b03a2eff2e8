import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openCompany, type Company } from '../conversations/company.ts';
import { driveIn } from '../conversations/drive.ts';
import { WEBHOOK_PATH } from '../../src/app/webhook.ts';
import type { Webhook } from '../../sandbox/github/stage.ts';
import { BUCKET, createDriver, executions, form, stateOf, writesOf } from './props.ts';

const drive = createDriver();

const post = async (
  company: Company,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> => {
  const response = await fetch(`${company.url}${WEBHOOK_PATH}`, { method: 'POST', body, headers });
  return response.status;
};

const signed = (company: Company, body: string, algorithm = 'sha256'): string =>
  `${algorithm}=${createHmac(algorithm, company.github.webhookSecret).update(body).digest('hex')}`;

const headersOf = (company: Company, webhook: Webhook): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  'x-github-event': webhook.event,
  'x-github-delivery': webhook.guid,
  'x-hub-signature-256': signed(company, JSON.stringify(webhook.payload)),
});

/** An issue that is open on GitHub, whose webhooks nobody has delivered. */
const undelivered = async (
  company: Company,
): Promise<{ readonly number: number; readonly webhooks: readonly Webhook[] }> =>
  company.github.openIssue('requester', { ...BUCKET, labels: ['aws-task'] });

const commentsOn = async (company: Company, issue: number): Promise<number> =>
  (await company.github.listComments(issue)).length;

describe('webhooks, against the running application', () => {
  type Forge = (company: Company, webhook: Webhook) => readonly [string, Record<string, string>];
  const forged: readonly (readonly [string, number, Forge])[] = [
    [
      'without a signature',
      401,
      (company, webhook) => {
        const { 'x-hub-signature-256': _, ...rest } = headersOf(company, webhook);
        return [JSON.stringify(webhook.payload), rest];
      },
    ],
    [
      'signed with another secret',
      401,
      (company, webhook) => {
        const body = JSON.stringify(webhook.payload);
        const hash = createHmac('sha256', 'another').update(body).digest('hex');
        return [body, { ...headersOf(company, webhook), 'x-hub-signature-256': `sha256=${hash}` }];
      },
    ],
    [
      'signed by sha1',
      401,
      (company, webhook) => {
        const body = JSON.stringify(webhook.payload);
        const sha1 = signed(company, body, 'sha1');
        return [body, { ...headersOf(company, webhook), 'x-hub-signature-256': sha1 }];
      },
    ],
    [
      'with one byte changed',
      401,
      (company, webhook) => [
        JSON.stringify(webhook.payload).replace('requester', 'Requester'),
        headersOf(company, webhook),
      ],
    ],
    [
      'as a form',
      401,
      (company, webhook) => [
        JSON.stringify(webhook.payload),
        {
          ...headersOf(company, webhook),
          'content-type': 'application/x-www-form-urlencoded',
        },
      ],
    ],
  ];

  it.each(forged)(
    'A70 %s it is %i, and nothing is stored or answered',
    async (_, status, forge) => {
      const company = await openCompany();
      const opened = await undelivered(company);
      for (const webhook of opened.webhooks) {
        expect(await post(company, ...forge(company, webhook))).toBe(status);
      }
      await company.settle();
      expect(await commentsOn(company, opened.number)).toBe(0);
      const guids = opened.webhooks.map(({ guid }) => guid);
      expect((await company.opened.store.listKnownGuids(guids)).size).toBe(0);
      await company.close();
    },
  );

  it('A71 a replay under the same and under a new guid has no effect, hours later too', async () => {
    const driven = await drive(BUCKET);
    const { company } = driven;
    company.clock.pass(30_000);
    const line = `/approve ${await driven.digest()}`;
    const said = await company.github.comment('maintainer', driven.issue, line);
    await company.deliver(said.webhooks);
    await company.settle();
    const before = [await commentsOn(company, driven.issue), await executions(driven)];
    company.clock.pass(7_200_000);
    const again = said.webhooks.map((webhook) => ({ ...webhook, guid: `${webhook.guid}-new` }));
    expect(await company.deliver([...said.webhooks, ...again])).toEqual([202, 202]);
    await company.settle();
    expect([await commentsOn(company, driven.issue), await executions(driven)]).toEqual(before);
  });

  it('A73 webhooks that never came are found in GitHub’s log, and have one effect', async () => {
    const company = await openCompany();
    const opened = await undelivered(company);
    company.clock.pass(60_000);
    await company.opened.queue.send('sweep', {});
    await company.settle();
    const comments = await commentsOn(company, opened.number);
    expect(comments).toBe(1);
    await company.opened.queue.send('sweep', {});
    await company.deliver(opened.webhooks);
    await company.settle();
    expect(await commentsOn(company, opened.number)).toBe(comments);
    await company.close();
  });

  it('A74 an event whose processing breaks is worked on again, and not lost', async () => {
    const driven = await drive(BUCKET);
    const { company } = driven;
    const { store } = company.opened;
    let broken = true;
    Object.assign(store, {
      readIssue: new Proxy(store.readIssue, {
        apply: (target, self, args) =>
          broken ? Promise.reject(new Error('no database')) : Reflect.apply(target, self, args),
      }),
    });
    await driven.comment('requester', '/status');
    expect(await driven.bodies()).toHaveLength(1);
    broken = false;
    company.clock.pass(20 * 60_000);
    await company.opened.queue.send('sweep', {});
    await company.settle();
    expect(await driven.bodies()).toHaveLength(2);
    await company.opened.queue.send('sweep', {});
    await company.settle();
    expect(await driven.bodies()).toHaveLength(2);
  });

  it('A75 what a stranger’s installation sends is acknowledged and forgotten', async () => {
    const company = await openCompany({ config: (config) => ({ ...config, ownerIds: [1] }) });
    const opened = await undelivered(company);
    expect(new Set(await company.deliver(opened.webhooks))).toEqual(new Set([202]));
    await company.settle();
    await company.opened.queue.send('sweep', {});
    await company.settle();
    expect(await commentsOn(company, opened.number)).toBe(0);
    expect(company.github.requests.filter(({ path }) => path.includes('/issues'))).toEqual([]);
    await company.close();
  });

  it('A75 an installation of somebody else in a payload about our repository is not believed', async () => {
    const company = await openCompany();
    const opened = await undelivered(company);
    const spoofed = opened.webhooks.map((webhook) => ({
      ...webhook,
      payload: {
        ...webhook.payload,
        installation: { id: 666, account: { id: 99_999, login: 'mallory' } },
      },
    }));
    await company.deliver(spoofed);
    await company.settle();
    expect(await commentsOn(company, opened.number)).toBe(0);
    await company.close();
  });

  it('A76 in a repository that became public nothing is told, approved, proposed or carried out', async () => {
    const driven = await drive(BUCKET);
    const { company } = driven;
    const digest = await driven.digest();
    const published = await company.github.makePublic('owner');
    await company.deliver(published.webhooks);
    await company.settle();
    for (const line of [`/approve ${digest}`, '/plan', '/status', '/why', '/rollback']) {
      await driven.comment('maintainer', line);
    }
    const prod = await driveIn(company, form({ Account: 'apollo-prod' }));
    const said = `${await driven.said()}\n${await prod.said()}`;
    expect(said).toContain('repository-public');
    expect(said).not.toMatch(/333333333333|222222222222|partner-statements|arn:aws|[0-9a-f]{12}/);
    expect(await executions(driven)).toBe(0);
    expect(await company.github.listPullRequests()).toEqual([]);
    expect(company.logged()).toContain('became public');
  });

  it('A76 an outcome that comes after the repository became public is not told there', async () => {
    const driven = await drive(BUCKET);
    const { company } = driven;
    company.clock.pass(30_000);
    const line = `/approve ${await driven.digest()}`;
    const said = await company.github.comment('maintainer', driven.issue, line);
    await company.deliver(said.webhooks);
    await company.runOnly('delivery');
    await company.runOnly('release');
    await company.runOnly('execute');
    await company.deliver((await company.github.makePublic('owner')).webhooks);
    await company.runOnly('delivery');
    await company.settle();
    expect(await executions(driven)).toBe(1);
    expect((await stateOf(driven))?.status).toBe('Completed');
    expect(await driven.said()).not.toMatch(/333333333333|arn:aws|## Done/);
  });

  it('A78 a body over the cap is turned away before it is read', async () => {
    const company = await openCompany();
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(company.url).port), '127.0.0.1', () => {
        socket.write(
          `POST ${WEBHOOK_PATH} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n` +
            `x-hub-signature-256: sha256=${'0'.repeat(64)}\r\n` +
            `content-length: ${26 * 1024 * 1024}\r\n\r\n`,
        );
      });
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    await company.close();
  });

  it('A78 a hundred events are acknowledged before any is worked on', async () => {
    const company = await openCompany();
    const opened = await undelivered(company);
    const [first] = opened.webhooks;
    if (first === undefined) throw new Error('no webhook');
    const many = Array.from({ length: 100 }, (_, n) => ({
      ...first,
      guid: `flood-${n}`,
      payload: { ...first.payload, action: 'edited', n },
    }));
    const states = await Promise.all(many.map((webhook) => company.deliver([webhook])));
    expect(states.flat().every((status) => status === 202)).toBe(true);
    expect(await commentsOn(company, opened.number)).toBe(0);
    await company.settle();
    expect(await commentsOn(company, opened.number)).toBe(1);
    expect((await writesOf({ company })).map(({ action }) => action)).toEqual([
      'cloudformation:CreateChangeSet',
    ]);
    await company.close();
  });
});
