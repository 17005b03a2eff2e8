import { describe, expect, it } from 'vitest';
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
