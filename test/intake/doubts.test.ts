import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const DELETE = 'Delete the SNS topic dev-alerts in athena-dev, us-east-1';
const TIMEOUT = 'the timeout of the Lambda function thumbnailer in athena-dev, us-east-1';
const DOUBT = ['ask taskType contradictory'];
const BOUND = ['ask taskType conditional'];

describe('orders that are not certain by their own words', () => {
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'nothing in doubt',
      `${DELETE}.`,
      ['DeleteResource SNS::Topic @3 us-east-1 name="dev-alerts"'],
    ],
    ['taken back', `${DELETE}. Actually no, keep it.`, DOUBT],
    ['denied', `${DELETE}. No.`, DOUBT],
    ['denied, and another ordered', `${DELETE}. No. ${DELETE.replace('alerts', 'info')}.`, DOUBT],
    ['not that one', `${DELETE}. Not that one, sorry.`, DOUBT],
    [
      'a quotation is denied and an order given',
      `> ${DELETE}.\n\nNo. ${DELETE.replace('alerts', 'info')}.`,
      ['DeleteResource SNS::Topic @3 us-east-1 name="dev-info"'],
    ],
    ['taken back by an edit', `${DELETE}.\n\nEDIT: please ignore this.`, DOUBT],
    ['bound to a condition', `${DELETE}, but only if nobody listens.`, BOUND],
    ['one of two', `${DELETE.replace('dev-alerts', 'dev-alerts or dev-info')}.`, DOUBT],
    [
      'a further wish',
      'Create the SNS topic a-b in athena-dev, us-east-1. Also one called c-d.',
      DOUBT,
    ],
    ['the rest with it', `${DELETE}, and everything else there.`, DOUBT],
    [
      'another thing in the same sentence',
      'Create the S3 bucket a-b in athena-dev, us-east-1 and enable versioning on c-d.',
      [
        'CreateResource S3::Bucket @3 us-east-1 name="a-b"',
        'UpdateResource S3::Bucket @3 us-east-1 name="c-d" versioning=true',
      ],
    ],
    [
      'two ids in a list',
      'Stop i-0a11b22c33d44e55f and i-0a11b22c33d44e560 in athena-dev, us-east-1.',
      [
        'UpdateResource EC2::Instance @3 us-east-1 action="stop" id="i-0a11b22c33d44e55f"',
        'UpdateResource EC2::Instance @3 us-east-1 action="stop" id="i-0a11b22c33d44e560"',
      ],
    ],
    [
      'an environment is no name',
      'Set the memory of staging (Lambda, athena-dev, us-east-1) to 512 MB.',
      ['ask name'],
    ],
    [
      'a number that counts',
      `${DELETE}, as page no. 4 says.`,
      ['DeleteResource SNS::Topic @3 us-east-1 name="dev-alerts"'],
    ],
    ['hedged', `${DELETE}, perhaps.`, DOUBT],
    [
      'an exception',
      'Stop every EC2 instance in athena-dev, us-east-1 except build-runner-1.',
      [...DOUBT, 'ask name'],
    ],
    [
      'a second target that is not read',
      'Delete the DynamoDB table `fixtures` in athena-dev, us-east-1 and the bucket acme-x there.',
      DOUBT,
    ],
    [
      'told by the one who does it',
      'Create the SNS topic a-b in athena-dev, us-east-1. Later we delete the topic c-d ourselves.',
      ['CreateResource SNS::Topic @3 us-east-1 name="a-b"'],
    ],
    ['reported', `The vendor wrote: ${DELETE.toLowerCase()}.`, ['ask taskType']],
    [
      'a word that is no name',
      'Delete the SNS topic nobody uses in athena-dev, us-east-1.',
      ['ask name'],
    ],
    [
      'letters shown in another order',
      'Create the SNS topic mirror-\u202Eetaler in athena-dev, us-east-1.',
      ['ask name malformed-value'],
    ],
  ];

  it.each(rows)('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('values that are told of and not wished for', () => {
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    ['a reason', `Raise ${TIMEOUT}, it gives up after 60 seconds.`, ['ask timeoutSeconds']],
    ['a complaint', `Change ${TIMEOUT}. 15 s is too short.`, ['ask timeoutSeconds']],
    ['a difference', `Raise ${TIMEOUT} by 30 seconds.`, ['ask timeoutSeconds']],
    [
      'two values',
      `Set ${TIMEOUT}: timeout 60 s, timeout 90 s.`,
      ['ask timeoutSeconds contradictory'],
    ],
    [
      'a type that is too small',
      'Resize the EC2 instance qa (i-0c33e44f55a66b778) in athena-dev, us-east-1, ' +
        'm6i.large is too small.',
      ['ask instanceType'],
    ],
    [
      'two ports where one is read',
      'Allow TCP 443 and 8443 from 10.0.0.0/8 on sg-0fedcba9876543210 in athena-dev, us-east-1.',
      ['ask port malformed-value'],
    ],
    [
      'a lifecycle deletes nothing now',
      'Create the S3 bucket acme-x in athena-dev, us-east-1. Lifecycle: delete after 30 days.',
      ['CreateResource S3::Bucket @3 us-east-1 expirationDays=30 name="acme-x"'],
    ],
    [
      'Portuguese for "in the" denies nothing',
      'Ative o versionamento no bucket S3 acme-x, conta athena-dev, região us-east-1.',
      ['UpdateResource S3::Bucket @3 us-east-1 name="acme-x" versioning=true'],
    ],
  ];

  it.each(rows)('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('a sentence of few words behind an order', () => {
  const DELETED = ['DeleteResource SNS::Topic @3 us-east-1 name="dev-alerts"'];
  it.each([
    'No way.',
    'No, please.',
    'Please no.',
    'Hmm, no.',
    'Oh no.',
    'Absolutely not!',
    'Not yet.',
    'Not!',
    "Don't.",
    "No, don't.",
    'Please don’t.',
    'Better not.',
    'Rather not.',
    'Wrong one.',
    "That's the wrong one.",
    'No, wait, dev-info.',
    'No - the other one.',
    'No, delete the SNS topic dev-info.',
    'On reflection no.',
    'Just kidding.',
    'Bob said: no.',
  ])('takes it back: %s', (sentence) => {
    expect(say(read(`${DELETE}. ${sentence}`))).toContain(DOUBT[0]);
  });

  it.each([
    'No downtime please.',
    'No rush.',
    'No hurry, thanks.',
    'No worries.',
    'No tags needed.',
    'No-one uses it.',
    'Not urgent.',
    'It is not used.',
    "It isn't used.",
    'Nothing is wrong with it.',
    'The old name was wrong.',
  ])('leaves it: %s', (sentence) => {
    expect(say(read(`${DELETE}. ${sentence}`))).toEqual(DELETED);
  });

  it('binds it to a condition', () => {
    expect(say(read(`${DELETE} in case the tests pass.`))).toEqual(BOUND);
  });
});
