import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../src/intake/parse-issue.ts';
import { ACCOUNTS } from './organization.ts';
import { read, say } from './say.ts';

const ABOUT = ['DiscoverResources anything @all about="organization"'];

describe('what is asked of the organization itself', () => {
  it.each<readonly [string, readonly string[]]>([
    ['Which accounts are there?', ABOUT],
    ['Which accounts are there in the organization?', ABOUT],
    ['What AWS accounts do we have?', ABOUT],
    ['List all accounts of the organization.', ABOUT],
    ['Which organizational units are there?', ABOUT],
    ['Which service control policies are there?', ABOUT],
    ['List the SCPs.', ABOUT],
    [
      'Which SQS queues are there in athena-dev, us-east-1?',
      ['DiscoverResources SQS::Queue @3 us-east-1'],
    ],
    [
      'Is the stack aws-coworker-9-inbox drifted in athena-dev, us-east-1?',
      [
        'DiscoverResources CloudFormation::Stack @3 us-east-1 about="drift" name="aws-coworker-9-inbox"',
      ],
    ],
    [
      'Which stacks have drifted in athena-dev, us-east-1?',
      ['DiscoverResources CloudFormation::Stack @3 us-east-1 about="drift"'],
    ],
    [
      'Continue the rollback of the stack aws-coworker-9-inbox in athena-dev, us-east-1.',
      [
        'UpdateResource CloudFormation::Stack @3 us-east-1 action="continue-rollback" name="aws-coworker-9-inbox"',
      ],
    ],
    [
      'Import the SNS topic dev-alerts into a stack in athena-dev, us-east-1.',
      ['UpdateResource SNS::Topic @3 us-east-1 action="import" name="dev-alerts"'],
    ],
    [
      'Import the bucket acme-dev-use1-reports into CloudFormation in athena-dev, us-east-1.',
      ['UpdateResource S3::Bucket @3 us-east-1 action="import" name="acme-dev-use1-reports"'],
    ],
    ['Create a new AWS account named analytics-dev.', ['ask email', 'ask unit']],
    [
      'Create a new AWS account named athena-dev for a@acme.example in the unit Workloads/Dev.',
      [
        'CreateResource Organizations::Account @1 email="a@acme.example" name="athena-dev" unit="Workloads/Dev"',
      ],
    ],
    ['Close the account athena-dev.', ['refuse never-do']],
    ['Remove the account athena-dev from the organization.', ['refuse never-do']],
    ['Leave the organization with athena-dev.', ['refuse never-do']],
    ['Detach the service control policy deny-regions from the OU Sandbox.', ['refuse never-do']],
    ['Delete the SCP deny-regions.', ['refuse never-do']],
  ])('%s', (text, expected) => {
    expect(say(read(text))).toEqual(expected);
  });
});

const FOR = 'for a@acme.example';
const made = (name: string, unit: string): readonly string[] => [
  `CreateResource Organizations::Account @1 email="a@acme.example" name="${name}" unit="${unit}"`,
];
const accountForm = (name: string, details: string): string =>
  [
    ['Task type', 'CreateResource'],
    ['Service', 'AWS::Organizations::Account'],
    ['Name', name],
    ['Details', details],
  ]
    .map(([title, text]) => `### ${title}\n\n${text}`)
    .join('\n\n');

describe('the name and the unit of a new account', () => {
  it.each<readonly [string, readonly string[]]>([
    [
      `Create a new AWS account named "analytics dev" ${FOR} in the unit "Security Tooling".`,
      made('analytics dev', 'Security Tooling'),
    ],
    [
      `Create a new AWS account called \`analytics dev\` ${FOR} in the OU Workloads/Dev, please.`,
      made('analytics dev', 'Workloads/Dev'),
    ],
    [
      'Create a new AWS account.\n\nName: analytics dev\nEmail: a@acme.example\nUnit: Dev Team',
      made('analytics dev', 'Dev Team'),
    ],
    [
      'Create a new AWS account.\n\n- Unit: Dev Team\n- Name: analytics dev\n- a@acme.example',
      made('analytics dev', 'Dev Team'),
    ],
    [
      accountForm('analytics dev', 'Email: a@acme.example\nUnit: Security Tooling'),
      made('analytics dev', 'Security Tooling'),
    ],
    [`Create a new AWS account named lab ${FOR} in the unit Workloads/Dev Team.`, ['ask unit']],
    [`Create a new AWS account named lab ${FOR} in the OU Security Tooling.`, ['ask unit']],
    [`Create a new AWS account named analytics dev ${FOR} in the OU Sandbox.`, ['ask name']],
    [
      `Create a member account lab ${FOR} in the OU Sandbox and give it a production VPC named core.`,
      ['ask details contradictory'],
    ],
    [
      `Create a member account lab ${FOR} in the OU Sandbox. Give it a production VPC named core.`,
      ['ask details contradictory'],
    ],
    [
      accountForm('lab', 'a@acme.example, unit: Sandbox\n\nGive it a production VPC named core.'),
      ['ask details contradictory'],
    ],
  ])('%s', (text, expected) => {
    expect(say(read(text))).toEqual(expected);
  });
});

it('a new account that no known account opens is refused in words', () => {
  const accounts = ACCOUNTS.filter(({ role }) => role !== 'Management');
  const body = `Create a new AWS account named lab ${FOR} in the unit Sandbox.`;
  const request = { title: 'A request', body, labels: ['aws-task'] };
  const result = parseIssue(request, { accounts }, { tasksPerIssue: 10 });
  expect(result.kind === 'refuse' ? result.refusal.because : result.kind).toContain('management');
});
