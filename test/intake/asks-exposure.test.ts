import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../src/intake/parse-issue.ts';
import { ACCOUNTS } from './organization.ts';

const read = (body: string): string => {
  const issue = { title: '', body, labels: ['aws-task'] };
  const found = parseIssue(issue, { accounts: ACCOUNTS }, { tasksPerIssue: 10 });
  if (found.kind !== 'tasks') return found.kind;
  return found.tasks
    .map(({ taskType, resourceType = 'all', parameters }) =>
      [taskType, resourceType.split('::').at(-1), parameters['about']].join(' ').trim(),
    )
    .join(', ');
};

const WHERE = 'athena-dev, us-east-1';
const EXPOSED = 'SecurityAudit Bucket exposure';

describe('questions about the outside', () => {
  it.each([
    [`Which S3 buckets in ${WHERE} are public?`, EXPOSED],
    [`Are any S3 buckets in ${WHERE} publicly accessible?`, EXPOSED],
    [`Is the S3 bucket acme-dev-use1-reports in ${WHERE} public?`, EXPOSED],
    [`Is anything open to the world in ${WHERE}?`, 'SecurityAudit all exposure'],
    [
      `Which security groups in ${WHERE} are exposed to the internet?`,
      'SecurityAudit SecurityGroup exposure',
    ],
    // Things that are called public are listed as before, and an order to audit asks for all rules.
    [`Which public subnets are there in ${WHERE}?`, 'DiscoverResources Subnet'],
    [`Which S3 buckets are there in ${WHERE}?`, 'DiscoverResources Bucket'],
    [`Audit the security of the S3 buckets in ${WHERE}.`, 'SecurityAudit Bucket'],
    [`Check whether any S3 bucket is public in ${WHERE}.`, 'SecurityAudit Bucket'],
  ])('%s', (body, wanted) => {
    expect(read(body)).toBe(wanted);
  });
});
