import type { ServiceAgent } from '../../src/task/aws-resource.ts';
import { ownerOf, autonomyOf } from '../../src/agents/roster.ts';
import { startHttpServer } from '../../src/app/http-server.ts';
import { dashboardRoutes } from '../../src/web/routes.ts';
import { createSeals } from '../../src/web/session.ts';
import type { AccountId, StepId } from '../../src/task/ids.ts';
import { openCompany, type Company } from '../conversations/company.ts';
import { driveIn } from '../conversations/drive.ts';
import { AGENT, resource } from '../reply/samples.ts';
import { pageOf, SECRET } from './page-of.ts';

const DEVELOPMENT = '333333333333' as AccountId;
const STAGING = '555555555555' as AccountId;

const ISSUES = [
  'Create the S3 bucket acme-dev-use1-partner-statements in athena-dev, us-east-1, versioning on.',
  'Create the S3 bucket acme-prod-use1-statements in apollo-prod, us-east-1, versioning on.',
  'Create the DynamoDB table feature-cache in hermes-test, us-east-1: partition key cacheKey, ' +
    'on-demand, point-in-time recovery on.',
  'Create the S3 bucket acme-dev-use1-thumbnails in athena-dev, us-east-1, versioning on.',
];

/** Name, type, health, dollars a day, and what it needs by name. */
type Sketch = readonly [
  string,
  string,
  ServiceAgent['healthStatus'],
  number | undefined,
  ...string[],
];

const SKETCHES: readonly Sketch[] = [
  [
    'checkout-api',
    'AWS::Lambda::Function',
    'Healthy',
    0.41,
    'checkout-role',
    'orders',
    'order-events',
  ],
  ['checkout-role', 'AWS::IAM::Role', 'Unknown', 0],
  ['orders', 'AWS::DynamoDB::Table', 'Degraded', 2.18],
  ['order-events', 'AWS::SNS::Topic', 'Healthy', 0.02],
  [
    'invoice-renderer',
    'AWS::Lambda::Function',
    'Unhealthy',
    0.19,
    'renderer-role',
    'invoices',
    'orders',
  ],
  ['renderer-role', 'AWS::IAM::Role', 'Unknown', 0],
  ['invoices', 'AWS::S3::Bucket', 'Healthy', 0.87],
  ['report-runner', 'AWS::EC2::Instance', 'Healthy', 1.64, 'runner-role', 'reports'],
  ['runner-role', 'AWS::IAM::Role', 'Unknown', 0],
  ['reports', 'AWS::S3::Bucket', 'Healthy', 0.33],
  ['audit-trail-archive', 'AWS::S3::Bucket', 'Unknown', undefined],
  ['session-cache', 'AWS::DynamoDB::Table', 'Healthy', 0.74],
];

const agentOf = (sketch: Sketch, at: number, now: Date): ServiceAgent => {
  const [name, type, healthStatus, costUsdDaily, ...needs] = sketch;
  const { costUsdDaily: _, ...base } = AGENT;
  const accountId = at % 5 === 4 ? STAGING : DEVELOPMENT;
  return {
    ...base,
    name,
    serviceType: type,
    resource: resource({ id: name, arn: `arn:${name}`, resourceType: type, accountId }),
    dependencies: needs.map((need) => `arn:${need}`),
    decisionMaker: ownerOf(type),
    autonomyLevel: autonomyOf(type),
    healthStatus,
    ...(costUsdDaily === undefined ? {} : { costUsdDaily }),
    lastSeenAt: new Date(now.getTime() - (at + 1) * 1_300_000).toISOString(),
  };
};

/** The newest issue's plan is being executed: one of its resources is there, one is on its way. */
const runNewest = async (company: Company, number: number): Promise<void> => {
  const { store } = company.opened;
  const state = await store.readIssue({ repositoryId: company.github.repositoryId, number });
  if (state?.planId === undefined) throw new Error('there is no plan to run');
  const { planId } = state;
  const release = { releaseId: 'release-of-the-picture', planId, approvalIds: [], token: '' };
  await store.insertRelease(release);
  await store.redeem(planId, release.releaseId, []);
  const events = [
    ['AcmeDevUse1ThumbnailsBucket', 'AWS::S3::Bucket', 'CREATE_COMPLETE'],
    ['AcmeDevUse1ThumbnailsBucketPolicy', 'AWS::S3::BucketPolicy', 'CREATE_IN_PROGRESS'],
  ] as const;
  for (const [logicalId, type, status] of events) {
    const detail = { logicalId, type, status, reason: '' };
    await store.append({
      planId,
      stepId: 'step-1' as StepId,
      kind: 'event',
      what: 'event',
      detail,
    });
  }
};

const REPOSITORY = { owner: 'acme', repo: 'platform' };

/** A company in which something waits, runs and is looked after, with a cost report. */
export const openFurnished = async (): Promise<Company> => {
  const company = await openCompany({
    world: { bill: { pageSize: 5000 } },
    config: (config) => ({
      ...config,
      reports: {
        ...config.reports,
        costReport: { ...config.reports.costReport, repository: REPOSITORY },
      },
    }),
  });
  let newest = 0;
  for (const [at, body] of ISSUES.entries()) {
    newest = (await driveIn(company, { title: `A request ${at}`, body })).issue;
  }
  await runNewest(company, newest);
  await company.opened.queue.send('reports', {});
  await company.settle();
  const now = company.clock.now();
  for (const [at, sketch] of SKETCHES.entries()) {
    await company.opened.store.saveServiceAgent(agentOf(sketch, at, now));
  }
  return company;
};

/** The page of a company on loopback, and the cookie of a reader of its repository. */
export const servePage = async (company: Company) => {
  const url = 'http://127.0.0.1';
  const page = pageOf(company, { url });
  const server = await startHttpServer({
    port: 0,
    routes: dashboardRoutes(page, url),
    isReady: company.opened.isReady,
  });
  const person = { id: company.github.idOf('reader'), login: 'reader' };
  const value = createSeals(SECRET).sealSession(person, company.clock.now());
  return { ...server, cookie: { name: 'coworker-session', value, url: server.url } };
};
