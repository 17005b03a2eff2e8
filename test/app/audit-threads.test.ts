import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createAuditThreads } from '../../src/app/threads/audit-threads.ts';
import { systemClock } from '../../src/app/system-clock.ts';
import { createReaderSide } from '../../src/aws/reader-side.ts';
import { beginAudit } from '../../src/report/audit/gather/audit-run.ts';
import { unitsOf } from '../../src/report/audit/gather/audit-units.ts';
import { addTally } from '../../src/report/audit/gather/add-tally.ts';
import { gatherAudit } from '../../src/report/audit/gather/gather.ts';
import type { AccountId, Region } from '../../src/task/ids.ts';
import { loadBaselines } from '../review/judging.ts';
import { account, config, sure } from '../services/samples.ts';

const servers: Server[] = [];
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const SCOPE = /Credential=\w{4}(\d{12})\/\d{8}\/([\w-]+)\/(\w+)\//;

const bodyFor = (place: RegExpExecArray, url: string, form: string): string => {
  const [, accountId = '', region = '', service = ''] = place;
  if (service === 'sts') {
    const id = /iam%3A%3A(\d{12})/.exec(form)?.[1] ?? '';
    return (
      '<AssumeRoleResponse><AssumeRoleResult><AssumedRoleUser><AssumedRoleId>A:s</AssumedRoleId>' +
      `<Arn>arn:aws:sts::${id}:assumed-role/AwsCoworkerReader/s</Arn></AssumedRoleUser>` +
      `<Credentials><AccessKeyId>ASIA${id}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>` +
      '<SessionToken>t</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>' +
      '</Credentials></AssumeRoleResult></AssumeRoleResponse>'
    );
  }
  if (!url.startsWith('/?')) return '<PublicAccessBlockConfiguration/>';
  const name = `b-${accountId}-${region}`;
  return `<ListAllMyBucketsResult><Buckets><Bucket><Name>${name}</Name></Bucket></Buckets></ListAllMyBucketsResult>`;
};

/** An AWS on loopback that names every bucket by the keys it was asked with. */
const listen = async (): Promise<string> => {
  const server = createServer((request, response) => {
    let form = '';
    request.on('data', (chunk: Buffer) => (form += chunk.toString()));
    request.on('end', () => {
      const url = request.url ?? '';
      const place = SCOPE.exec(request.headers.authorization ?? '');
      const isPolicy = url.includes('?policy');
      if (place === null || isPolicy) return response.writeHead(404).end(NO_POLICY);
      return response.end(bodyFor(place, url, form));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const NO_POLICY = '<Error><Code>NoSuchBucketPolicy</Code></Error>';

const ACCOUNTS = Array.from({ length: 12 }, (_, n) => ({
  ...account('sandbox'),
  id: String(111111111111 + n) as AccountId,
  name: `a${n}`,
  regions: ['us-east-1', 'eu-west-1'] as Region[],
}));

const ASK = {
  accounts: ACCOUNTS,
  regions: 'all',
  resourceType: 'AWS::S3::Bucket',
  only: new Set(['S3-01']),
  baselines: loadBaselines(),
  config,
  now: new Date('2026-11-20T17:00:00Z'),
} as const;

const openBoth = async () => {
  const options = {
    config,
    clock: systemClock,
    homeRegion: 'us-east-1' as Region,
    endpoint: await listen(),
    readerIdentity: async () => ({ accessKeyId: 'AKIA999999999999', secretAccessKey: 's' }),
  };
  const side = createReaderSide(options);
  const threads = createAuditThreads(options, 1);
  closers.push(threads.close, side.close);
  return { side, threads };
};

describe('a thread that audits', () => {
  it('counts of a unit what is counted here, with the keys of whoever asks', async () => {
    const { side, threads } = await openBoth();
    const [thread] = threads.auditors();
    const alone = await gatherAudit(ASK, side.openReader);
    expect(alone.counts.Critical).toBe(24);
    const run = beginAudit(ASK, side.openReader);
    await sure(thread).ready();
    for (const unit of unitsOf(run, ACCOUNTS, 'account'))
      addTally(run.tally, await sure(thread).audit(ASK, unit), unit.account.id);
    expect(run.tally.counts).toEqual(alone.counts);
    expect(run.tally.findings.map(({ id }) => id).toSorted()).toEqual(
      alone.findings.map(({ id }) => id).toSorted(),
    );
    const [one] = unitsOf(run, ACCOUNTS, 'account');
    const found = await sure(thread).audit(ASK, sure(one));
    expect(() => addTally(run.tally, found, sure(ACCOUNTS[1]).id)).toThrow('another account');
  });

  it('that shares an audit changes nothing in its report, nor does one that is gone', async () => {
    const { side, threads } = await openBoth();
    const alone = await gatherAudit(ASK, side.openReader);
    const [thread] = threads.auditors();
    await sure(thread).ready();
    expect(await gatherAudit(ASK, side.openReader, threads.auditors())).toEqual(alone);
    const gone = {
      ready: async () => undefined,
      audit: () => Promise.reject(new Error('the thread has ended')),
    };
    expect(await gatherAudit(ASK, side.openReader, [gone])).toEqual(alone);
  });
});
