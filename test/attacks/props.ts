import { afterEach } from 'vitest';
import type { Company, CompanyOptions } from '../conversations/company.ts';
import { driveIssue, type Driven, type Opening } from '../conversations/drive.ts';
import type { CallRecord } from '../../sandbox/state.ts';
import type { IssueState } from '../../src/store/store.ts';

/** The request that most attacks begin with: harmless, in development. */
export const BUCKET = {
  title: 'Bucket for partner statements',
  body: [
    '### Task type\n\nCreateResource',
    '### Service\n\nS3 bucket',
    '### Account\n\nathena-dev',
    '### Region\n\nus-east-1',
    '### Name\n\nacme-dev-use1-partner-statements',
    '### Details\n\nVersioning on, objects expire after 90 days. Confidentiality: internal.',
  ].join('\n\n'),
} as const;

/** The same request with other values in the fields of the form. */
export const form = (
  fields: Readonly<Record<string, string>>,
): { readonly title: string; readonly body: string } => ({
  title: 'A request',
  body: Object.entries({
    'Task type': 'CreateResource',
    Service: 'S3 bucket',
    Account: 'athena-dev',
    Region: 'us-east-1',
    Name: 'acme-dev-use1-partner-statements',
    Details: 'Confidentiality: internal.',
    ...fields,
  })
    .map(([name, value]) => `### ${name}\n\n${value}`)
    .join('\n\n'),
});

/** A request that gives a CloudFormation template, in athena-dev unless said otherwise. */
export const template = (
  text: string,
  account = 'athena-dev',
): { readonly title: string; readonly body: string } => ({
  title: 'Deploy this template',
  body: `Deploy this as stack given-stack to ${account}, us-east-1:\n\n\`\`\`yaml\n${text}\n\`\`\`\n`,
});

/** Drives issues in companies of their own, and closes those after each test. */
export const createDriver = (): ((
  request: { readonly title: string; readonly body: string },
  options?: CompanyOptions & Opening,
) => Promise<Driven>) => {
  const open: Company[] = [];
  afterEach(async () => {
    for (const company of open.splice(0)) await company.close();
  });
  return async (request, options = {}) => {
    const driven = await driveIssue(request, options);
    open.push(driven.company);
    return driven;
  };
};

/** What the application remembers of the driven issue. */
export const stateOf = async ({ company, issue }: Driven): Promise<IssueState | undefined> =>
  company.opened.store.readIssue({ repositoryId: company.github.repositoryId, number: issue });

const READS =
  /:(Describe|Get|List|Head|Validate|Assume|Detect|BatchGet|Lookup|Search|Simulate|TagSession|SetSource)/;

/** Every call of AWS that changed something, previews included. */
export const writesOf = async ({
  company,
}: Pick<Driven, 'company'>): Promise<readonly CallRecord[]> =>
  (await company.world.snapshot()).calls.filter(
    (call) => call.decision === 'allowed' && !READS.test(call.action),
  );

/** Calls by which our sessions changed something in AWS, change sets aside. */
export const executions = async ({ company }: Pick<Driven, 'company'>): Promise<number> => {
  const { calls } = await company.world.snapshot();
  return calls.filter((call) => call.action === 'cloudformation:ExecuteChangeSet').length;
};

/** Approves by the digest of the heading, where no line to copy is offered. */
export const approveShown = async (driven: Driven): Promise<void> => {
  const digest = /^## Plan `([0-9a-f]{12})`/m.exec(await driven.said())?.[1] ?? 'none';
  await driven.comment('maintainer', `/approve ${digest}`);
};
