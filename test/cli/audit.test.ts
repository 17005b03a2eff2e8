import { describe, expect, it } from 'vitest';
import { auditExit } from '../../src/cli/audit.ts';
import { renderAuditTable } from '../../src/cli/audit-table.ts';
import { auditParts } from '../../src/reply/audit.ts';
import type { AuditReport } from '../../src/report/audit/audit-report.ts';
import type { Region } from '../../src/task/ids.ts';
import { account } from '../services/samples.ts';

const NONE = { Critical: 0, High: 0, Medium: 0, Low: 0 };
const UNSEEN = [{ accountId: account().id, because: 'there is no role' }];

const EMPTY: AuditReport = {
  findings: [],
  advisory: [],
  counts: NONE,
  byAccount: [],
  advised: 0,
  passed: 0,
  unknown: 0,
  notKnown: [],
  notRead: [],
  notReadCount: 0,
  notSeen: [],
  accounts: 1,
  accountsSeen: 1,
  looked: {},
  leftOut: 0,
  items: {},
};

describe('how an audit ends', () => {
  it.each<readonly [string, Partial<AuditReport>, number]>([
    ['nothing fails', {}, 0],
    ['only Medium and Low fail', { counts: { ...NONE, Medium: 4, Low: 2 } }, 0],
    ['something High fails', { counts: { ...NONE, High: 1 } }, 1],
    ['something Critical fails', { counts: { ...NONE, Critical: 1 } }, 1],
    [
      'something Critical fails and not all was seen',
      { counts: { ...NONE, Critical: 1 }, notSeen: UNSEEN },
      1,
    ],
    ['nothing fails of what was seen', { notSeen: UNSEEN }, 2],
    ['nothing fails of what could be read', { notReadCount: 1 }, 2],
  ])('%s', (_, over, exit) => {
    expect(auditExit({ ...EMPTY, ...over })).toBe(exit);
  });
});

describe('the first words', () => {
  const things = { looked: { buckets: 1 } };
  it.each<readonly [string, Partial<AuditReport>, string, string]>([
    ['all was seen', things, 'nothing', 'fails'],
    ['a thing was not read', { ...things, notReadCount: 1 }, 'nothing that was seen', 'fails'],
    [
      'a part was not seen',
      { ...things, notSeen: UNSEEN, accountsSeen: 0 },
      'nothing that was seen',
      'fails',
    ],
    ['nothing was seen', { notSeen: UNSEEN, accountsSeen: 0 }, 'nothing was seen', ''],
  ])('%s', (_, over, said, fails) => {
    const report = { ...EMPTY, ...over };
    const view = { tasks: [], accounts: [account()] };
    const [first] = auditParts({ kind: 'audit', taskId: '1', report }, view);
    const words = `${said} ${fails}`.trim();
    expect(first?.forms[0]).toContain(`## Audit: ${words} · all services\n`);
    const open = auditParts({ kind: 'audit', taskId: '1', about: 'exposure', report }, view);
    const opened = fails === '' ? said : `${said} is open to the outside`;
    expect(open[0]?.forms[0]).toContain(`## Exposure: ${opened} · all services\n`);
    const [table] = renderAuditTable(report, [account()]).split('\n');
    expect(table?.toLowerCase()).toBe(`${words}.`);
  });
});

describe('the table', () => {
  it('says what was not seen, and lets no name reach the terminal as an order', () => {
    const finding = {
      accountId: account().id,
      region: 'us-east-1' as Region,
      type: 'AWS::S3::Bucket',
      id: 'x',
      name: '\u001b[31mred',
      item: 'S3-06',
      severity: 'Medium',
      detail: 'Status is not set',
    } as const;
    const items = {
      'S3-06': {
        title: 'Versioning is on',
        pillar: 'Reliability',
        remediation: '',
        references: [],
      },
    } as const;
    const report = { ...EMPTY, findings: [finding], items, notSeen: UNSEEN, accountsSeen: 0 };
    expect(renderAuditTable(report, [account()])).toBe(
      [
        'Severity  Rule   Account     Region     Resource      What fails',
        'Medium    S3-06  athena-dev  us-east-1   [31mred (x)  Versioning is on: Status is not set',
        '',
        'Not seen',
        '  athena-dev: there is no role',
        '',
        'Failed: 0 Critical, 0 High, 0 Medium, 0 Low. Passed: 0. Not known: 0. ' +
          'Advisory or excepted, not counted: 0.',
        'Coverage: 0 of 1 accounts, 0 resources.',
      ].join('\n'),
    );
  });
});
