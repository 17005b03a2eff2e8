import { afterEach, describe, expect, it } from 'vitest';
import { openCompany, type Company, type CompanyOptions } from '../conversations/company.ts';
import { approveByDigest, driveIn, type Driven } from '../conversations/drive.ts';

const open: Company[] = [];
afterEach(async () => {
  const companies = open.splice(0);
  for (const company of companies) await company.close();
  const broken = companies.flatMap((company) => company.faults);
  if (broken.length > 0) throw new AggregateError(broken, 'an order broke a job');
});

const ask = async (body: string, options: CompanyOptions = {}): Promise<Driven> => {
  const company = await openCompany(options);
  open.push(company);
  return driveIn(company, { title: 'An order', body });
};

const last = async (driven: Driven): Promise<string> => (await driven.bodies()).at(-1) ?? '';

describe('an order by name is carried out and undone, or it can not be undone', () => {
  it.each<readonly [string, string, string, RegExp]>([
    ['start', 'the EC2 instance build-runner-2', 'ec2:StartInstances', /ec2:StopInstances/],
    ['stop', 'the EC2 instance build-runner-1', 'ec2:StopInstances', /ec2:StartInstances/],
    ['reboot', 'the EC2 instance build-runner-1', 'ec2:RebootInstances', /in memory is lost/],
    ['terminate', 'the EC2 instance wiki-old', 'ec2:TerminateInstances', /gone for good/],
    ['take a snapshot of', 'the DynamoDB table sessions', 'dynamodb:CreateBackup', /by hand/],
  ])('%s %s', async (order, target, call, undone) => {
    const driven = await ask(`Please ${order} ${target} in athena-dev, us-east-1.`);
    await approveByDigest(driven);
    expect(await last(driven)).toMatch(/^## Done /);
    expect(await last(driven)).toContain(`\`${call}\``);
    await driven.comment('maintainer', '/rollback');
    if (/^## Rollback plan/m.test(await last(driven))) await approveByDigest(driven);
    expect(await last(driven)).toMatch(undone);
  });
});

describe('an order that nobody carries out is refused, and never looks done', () => {
  it.each<readonly [string, string, RegExp]>([
    ['start', 'the DynamoDB table sessions', /names? a setting|one of `snapshot`/],
    ['redeploy', 'the Lambda function thumbnailer', /s3:\/\/bucket/],
    ['rotate', 'the SNS topic dev-alerts', /rotated by the service/],
    ['detach', 'the IAM role ci-deploy-dev', /where it is managed/],
  ])('%s %s', async (order, target, next) => {
    const driven = await ask(`Please ${order} ${target} in athena-dev, us-east-1.`);
    expect(await driven.said()).toMatch(/^\*\*Not done: `(unsupported-task|no-route)`/);
    expect(await driven.said()).toMatch(next);
  });
});

const form = (service: string, name: string, details: string, type = 'UpdateResource'): string =>
  Object.entries({
    'Task type': type,
    Service: service,
    Account: 'athena-dev',
    Region: service === 'IAM role' ? 'global' : 'us-east-1',
    Name: name,
    Details: details,
  })
    .map(([heading, value]) => `### ${heading}\n\n${value}\n`)
    .join('\n');

describe('what no stack owns', () => {
  it.each<readonly [string, string, string]>([
    ['S3 bucket', 'acme-dev-use1-reports', 'Versioning: yes'],
    ['S3 bucket', 'acme-dev-use1-reports', 'Encryption: aws:kms'],
    ['DynamoDB table', 'feature-flags', 'Point-in-time recovery: yes'],
    ['DynamoDB table', 'feature-flags', 'Deletion protection: yes'],
    ['DynamoDB table', 'feature-flags', 'TTL attribute: expiresAt'],
    ['EC2 instance', 'build-runner-1', 'Instance type: t3.xlarge'],
    ['EC2 instance', 'build-runner-1', 'Termination protection: yes'],
  ])('%s %s: %s is changed in place and read back', async (service, name, details) => {
    const driven = await ask(form(service, name, details));
    await approveByDigest(driven);
    expect(await last(driven)).toMatch(/^## Done /);
    expect(await last(driven)).toContain(' · as planned: ');
  });

  it.each<readonly [string, string, string, string]>([
    ['DynamoDB table', 'feature-flags', 'Partition key: other', 'replaces-named-resource'],
    ['EC2 instance', 'build-runner-1', 'Size: 50 GB', 'unsupported-task'],
    ['EC2 instance', 'build-runner-1', 'OS: Ubuntu 24.04', 'unsupported-task'],
    ['Lambda function', 'thumbnailer', 'Timeout: 30 seconds', 'no-route'],
  ])('%s %s: %s is refused', async (service, name, details, code) => {
    const driven = await ask(form(service, name, details));
    expect(await driven.said()).toContain(`**Not done: \`${code}\`.**`);
  });

  it.each<readonly [string, string, string]>([
    ['IAM role', 'ci-deploy-dev', 'no-route'],
    ['Lambda function', 'thumbnailer', 'no-route'],
    ['S3 bucket', 'no-such-bucket-here', 'target-not-found'],
  ])('%s %s is not deleted: %s', async (service, name, code) => {
    const driven = await ask(form(service, name, 'It is not needed any more.', 'DeleteResource'));
    expect(await driven.said()).toContain(`**Not done: \`${code}\`.**`);
  });
});
