import type { MetricSpec } from '../../sandbox/metrics.ts';
import type { ResourceSpec, WorldSpec } from '../../sandbox/world-spec.ts';
import type { CostReportConfig } from '../../src/config/config.ts';
import { openCompany, type Company, type CompanyOptions } from '../conversations/company.ts';
import { DEV, REGION } from '../services/samples.ts';

const DAY_MS = 86_400_000;

/** An instance that nobody uses, in development. */
export const IDLE = 'i-0f00000000000000a';

const idle: ResourceSpec = {
  account: DEV,
  region: REGION,
  type: 'AWS::EC2::Instance',
  id: IDLE,
  tags: { Name: 'wiki-idle' },
  properties: { InstanceType: 'm5.xlarge', ImageId: 'ami-0abcdef1234567890' },
  attributes: { State: 'running' },
};

const metric = (name: string, value: number): MetricSpec => ({
  account: DEV,
  region: REGION,
  namespace: 'AWS/EC2',
  metric: name,
  dimensions: { InstanceId: IDLE },
  values: { constant: value, period: 3600 },
});

const WORLD: WorldSpec = {
  resources: [idle],
  metrics: [metric('CPUUtilization', 0.8), metric('NetworkIn', 9), metric('NetworkOut', 9)],
};

export interface SavingOptions extends CompanyOptions {
  readonly report?: Partial<CostReportConfig>;
}

/** A company with a cost report and one idle instance. */
export const openSaving = ({ report = {}, world, ...options }: SavingOptions = {}) =>
  openCompany({
    world: { ...WORLD, ...world },
    ...options,
    config: (config) => ({
      ...config,
      reports: {
        ...config.reports,
        costReport: {
          ...config.reports.costReport,
          repository: { owner: 'acme', repo: 'platform' },
          // Of one account, so that the search is over soon.
          accounts: [DEV],
          ...report,
        },
      },
    }),
  });

/** Has a queue of the schedule looked at, and everything that follows done. */
export const tick = async ({ opened, settle }: Company, ...queues: readonly string[]) => {
  for (const queue of queues) {
    await opened.queue.send(queue, {});
    await settle();
  }
};

/** What a person says on an issue, and what comes of it. */
export const comment = async (one: Company, number: number, body: string, who = 'maintainer') => {
  one.clock.pass(60_000);
  await one.deliver((await one.github.comment(who, number, body)).webhooks);
  await one.settle();
};

/** The text of the newest comment of the application. */
export const lastSaid = async ({ github }: Company, number: number): Promise<string> =>
  (await github.listComments(number)).findLast(({ login }) => login.endsWith('[bot]'))?.body ?? '';

/** An issue is opened, planned and approved; answers its number. */
export const carryOut = async (one: Company, body: string): Promise<number> => {
  const opened = await one.github.openIssue('requester', {
    title: 'A saving',
    body,
    labels: ['aws-task'],
  });
  await one.deliver(opened.webhooks);
  await one.settle();
  const digest = /\/approve ([0-9a-f]{12})/.exec(await lastSaid(one, opened.number))?.[1];
  await comment(one, opened.number, `/approve ${digest ?? ''}`);
  return opened.number;
};

/** To the next days, each with the look of its day. */
export const passDays = async (one: Company, days: number): Promise<void> => {
  for (let day = 0; day < days; day += 1) {
    one.clock.pass(DAY_MS);
    await tick(one, 'receipts-due');
  }
};

/** Somebody starts the instance by hand. */
export const startByHand = async ({ world, clock }: Company): Promise<void> => {
  const keys = await world.credentialsOf('person-admin', DEV)();
  await world.call({
    clientName: 'EC2Client',
    commandName: 'StartInstancesCommand',
    region: REGION,
    input: { InstanceIds: [IDLE] },
    accessKeyId: keys.accessKeyId,
    secretAccessKey: keys.secretAccessKey,
    sessionToken: keys.sessionToken,
  });
  clock.pass(10 * 60_000);
};

/** The cost reports, the oldest first. */
export const reports = ({ github }: Company) =>
  [...github.world.issues.values()].filter(({ labels }) => labels.includes('cost-report'));

export const STOP = `Stop the EC2 instance ${IDLE} in athena-dev, ${REGION}.`;
