import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceAgent } from '../../src/task/aws-resource.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import type { AccountId } from '../../src/task/ids.ts';
import { readsOf } from '../../src/web/reads.ts';
import type { Person } from '../../src/task/issue.ts';
import { openCompany, type Company } from '../conversations/company.ts';
import { driveIn } from '../conversations/drive.ts';
import { AGENT, resource } from '../reply/samples.ts';
import { cookieOf, look, pageOf } from './page-of.ts';

/** What no page may ever hold: it stands wherever the store lets it stand. */
const CANARY = 'canary-9f2c71';

const FORM = (details: string, service: string, name: string): string =>
  `### Task type\n\nCreateResource\n\n### Service\n\n${service}\n\n### Account\n\nathena-dev\n\n` +
  `### Region\n\nus-east-1\n\n### Name\n\n${name}\n\n### Details\n\n${details}\n`;

const TEMPLATE = `Parameters:

- Remark: ${CANARY}

\`\`\`yaml
Parameters:
  Remark:
    Type: String
Resources:
  Inbox:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: coworker-inbox
      SqsManagedSseEnabled: true
      Tags:
        - Key: Note
          Value: !Ref Remark
\`\`\`
`;

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(2)>'&\u202e`;

const agent = (at: number, part: Partial<ServiceAgent> = {}): ServiceAgent => ({
  ...AGENT,
  name: `agent-${at}`,
  resource: resource({ id: `agent-${at}`, arn: `arn:${at}`, tags: { Password: CANARY } }),
  ...part,
});

let company: Company;

beforeAll(async () => {
  company = await openCompany();
  await driveIn(company, {
    title: CANARY,
    body: FORM(TEMPLATE, 'CloudFormation template', 'inbox-queue'),
  });
  await driveIn(company, { title: 'Logs', body: FORM('Versioning on.', 'S3 bucket', 'logs-x') });
  const { store } = company.opened;
  await store.saveServiceAgent(agent(1, { dependencies: ['arn:2'], healthStatus: 'Unhealthy' }));
  await store.saveServiceAgent(agent(2, { name: HOSTILE, serviceType: HOSTILE }));
  await store.saveServiceAgent(agent(3, { state: 'Terminated' }));
  await store.record({ kind: HOSTILE, subject: HOSTILE, detail: { password: CANARY } });
});
afterAll(() => company.close());

const personNamed = (login: string): Person => ({ id: company.github.idOf(login), login });

const seenBy = (login: string, path = '/') =>
  look(pageOf(company), path, cookieOf(personNamed(login), company.clock.now()));

describe('the dashboard', () => {
  it('shows a reader what waits, and what is looked after', async () => {
    const { status, text } = await seenBy('reader');
    expect(status).toBe(200);
    expect(text).toContain('2 plans wait for approval, nothing runs.');
    expect(text).toContain(
      '<a href="https://github.com/acme/platform/issues/2">acme/platform #2</a>',
    );
    expect(text).toMatch(/<code>[0-9a-f]{12}<\/code>/);
    expect(text).toContain('S3 bucket, S3 bucket policy');
    expect(text).toContain('athena-dev (development)');
    expect(text).toMatch(/2.create · 0.change · 0.replace · 0.delete/);
    expect(text).toContain('1 person who has maintain or admin');
    expect(text).toContain('agent-1');
    expect(text).toContain('1 agent Terminated and not listed.');
    expect(text).toContain('Type <code>/cost-report</code>');
    expect(text).toMatch(/\d+ accounts: /);
  });

  it('shows no title, no template and no value of a parameter, wherever it stands', async () => {
    const { store } = company.opened;
    const [plan] = await store.listPlans({ repositoryId: company.github.repositoryId, number: 1 });
    expect(JSON.stringify(plan)).toContain(CANARY);
    for (const path of ['/', '/parts/plans', '/parts/registry']) {
      const { status, text } = await seenBy('owner', path);
      expect(status).toBe(200);
      expect(text).not.toContain(CANARY);
    }
  });

  it('A34 makes nothing of a hostile name but text', async () => {
    const { text } = await seenBy('reader');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<img');
    expect(text).not.toContain('\u202e');
    expect(text.match(/<script[^>]*>/g)).toEqual(['<script src="/assets/htmx.js" defer>']);
    expect(text).not.toMatch(/<[a-z][^<>]*\s(?:on\w+|style)=/);
  });

  it('allows nothing but its own style, script, parts and form', async () => {
    for (const path of ['/', '/parts/plans', '/assets/htmx.js', '/auth/login']) {
      const { headers } = await seenBy('reader', path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; " +
          "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('hides account ids where configuration says so, in names too', async () => {
    const { opened, config } = company;
    const id = '333333333333';
    const named = agent(4, { name: `logs-${id}` });
    const resourceOfIt = { ...named.resource, accountId: id as AccountId };
    await opened.store.saveServiceAgent({ ...named, resource: resourceOfIt });
    const masked = { ...config, maskAccountIds: true };
    const deps = { config: masked, knowledge: KNOWLEDGE, clock: company.clock };
    const cookie = cookieOf(personNamed('reader'), company.clock.now());
    const { text } = await look(pageOf(company, { deps }), '/', cookie);
    expect(text).toContain('logs-3333…3333');
    expect(text).not.toContain(id);
  });

  it('counts plans of other repositories, and does not show them', async () => {
    const { store } = company.opened;
    const own = await store.readIssue({ repositoryId: company.github.repositoryId, number: 2 });
    if (own === undefined) throw new Error('the issue is not there');
    const { version: _, ...state } = own;
    await store.saveIssue({ ...state, ref: { ...state.ref, repositoryId: 99, repo: CANARY } });
    const { text } = await seenBy('reader', '/parts/plans');
    expect(text).toContain('1 plan of other repositories can be seen there only.');
    expect(text).not.toContain(CANARY);
  });
});

describe('what the dashboard is given', () => {
  it('reads, and has nothing that writes', () => {
    expect(Object.keys(readsOf(company.opened.store)).sort()).toEqual([
      'isRedeemed',
      'listApprovals',
      'listNewestLedger',
      'listOpenIssues',
      'listServiceAgents',
      'listUsedItems',
      'now',
      'read',
      'readCache',
      'readLastAnswer',
      'readPlan',
      'readShown',
    ]);
  });
});
