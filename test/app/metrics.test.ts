import { afterAll, describe, expect, it } from 'vitest';
import type { CompanyOptions } from '../conversations/company.ts';
import { approveByDigest, driveIssue, type Driven } from '../conversations/drive.ts';

const open: Driven[] = [];
afterAll(async () => {
  for (const { company } of open) await company.close();
});

const REQUEST = {
  title: 'Alerts of the parser',
  body: Object.entries({
    'Task type': 'CreateResource',
    Service: 'SNS topic',
    Account: 'athena-dev',
    Region: 'us-east-1',
    Name: 'parser-alerts',
    Details: 'No subscriptions yet. Confidentiality: internal.',
  })
    .map(([heading, value]) => `### ${heading}\n\n${value}`)
    .join('\n\n'),
};

const drive = async (options: CompanyOptions = {}): Promise<Driven> => {
  const driven = await driveIssue(REQUEST, options);
  open.push(driven);
  return driven;
};

/** Samples of the running application, by name and labels. */
const readMetrics = async ({ company }: Driven): Promise<ReadonlyMap<string, number>> => {
  const text = await (await fetch(`${company.url}/metrics`)).text();
  const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(rows.map((row) => [row.replace(/ \S+$/, ''), Number(row.split(' ').at(-1))]));
};

const DELIVERIES = 'coworker_job_seconds_count{queue="delivery"}';

describe('metrics of the running application', () => {
  it('count deliveries, jobs, a plan and its execution, each once', async () => {
    const driven = await drive();
    await approveByDigest(driven);
    const metrics = await readMetrics(driven);
    expect([...metrics].filter(([name]) => name.startsWith('coworker_plans'))).toEqual([
      ['coworker_plans_total{verdict="PROCEED"}', 1],
    ]);
    expect(metrics.get('coworker_executions_total{outcome="done"}')).toBe(1);
    expect(metrics.get('coworker_deliveries_total{result="stored"}')).toBeGreaterThan(2);
    expect(metrics.get('coworker_job_seconds_count{queue="prepare"}')).toBe(1);
    expect([...metrics.keys()].filter((name) => name.includes('faults'))).toEqual([]);
  });

  it('count a plan that was refused', async () => {
    const error = { name: 'InternalFailure', httpStatus: 500, message: 'no' };
    const world = { failures: [{ match: { client: 'CloudFormation' }, error }] };
    const metrics = await readMetrics(await drive({ world }));
    expect(metrics.get('coworker_plans_total{verdict="REFUSED"}')).toBe(1);
  });

  it('count a job that broke, and the try after it', async () => {
    const driven = await drive();
    const route = /^\/repos\/\{owner\}\/\{repo\}\/collaborators/;
    const before = (await readMetrics(driven)).get(DELIVERIES) ?? 0;
    driven.company.github.meetMishap({ method: 'GET', route, times: 4, status: 502 });
    await driven.comment('maintainer', '/status');
    const metrics = await readMetrics(driven);
    expect(metrics.get('coworker_job_faults_total{queue="delivery",last="false"}')).toBe(1);
    expect(metrics.get(DELIVERIES)).toBeGreaterThan(before + 1);
  });
});
