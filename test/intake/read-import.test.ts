import { describe, expect, it } from 'vitest';
import { readImportDetails, readInto } from '../../src/intake/read-import.ts';
import { read, say } from './say.ts';

const rows: readonly (readonly [string, string | undefined])[] = [
  ['Create the topic alerts', 'nothing'],
  ['Import the public key ssh-ed25519 AAAA as the key pair ops', 'nothing'],
  ['Import the topic alerts into a stack', undefined],
  ['Import the topic alerts into a new stack in athena-dev', undefined],
  ['Import the topic alerts into CloudFormation', undefined],
  ['Import the topic alerts into a stack for the reports', undefined],
  ['Import the topic alerts into the stack orders', 'orders'],
  ['Import the topic alerts into the stack named "orders-core" in athena-dev', 'orders-core'],
  ['Import the topic alerts into the aws-coworker-9-orders stack', 'aws-coworker-9-orders'],
  ['Import the topic alerts to our stack aws-coworker-9-orders.', 'aws-coworker-9-orders'],
];

describe('the stack that something is imported into', () => {
  it.each(rows)('%s', (text, stack) => {
    const found = readInto(text);
    expect(found === undefined ? 'nothing' : found.stack).toBe(stack);
    expect(found?.text.length ?? text.length).toBe(text.length);
  });

  it('is read in the code marks of a person, too', () => {
    expect(readInto('Import it into the CloudFormation stack `orders`, please')?.stack).toBe(
      'orders',
    );
  });

  it('is read in the details of a form that orders to import', () => {
    expect(readImportDetails('Import it into the stack orders')?.stack).toBe('orders');
    expect(readImportDetails('Write its logs into the stack orders')).toBeUndefined();
  });

  it('leaves spaces in its place, so that no name and no kind of thing is read in it', () => {
    const text = 'Import the bucket a into the stack b-c in athena-dev';
    expect(readInto(text)?.text.replaceAll(/\s+/g, ' ')).toBe('Import the bucket a in athena-dev');
  });
});

const form = (service: string, name: string, details: string): string =>
  [
    ['Task type', 'UpdateResource'],
    ['Service', service],
    ['Account', 'athena-dev'],
    ['Region', 'us-east-1'],
    ['Name', name],
    ['Details', details],
  ]
    .map(([title, text]) => `### ${title}\n\n${text}`)
    .join('\n\n');

const bucket = (details: string): string => form('S3 bucket', 'acme-reports', details);
const TOLD = 'Set the retention to 30 days. Take care: it was moved to the stack orders last week.';
const HANDED = 'Stop it. It may take a while to hand over to the stack team.';
const AT = '@3 us-east-1';
const ID = 'i-0a11b22c33d44e55f';
const IMPORT = `UpdateResource S3::Bucket ${AT} action="import"`;
const UNCLEAR = ['ask details contradictory'];

describe('an import in the details of a form', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['alone', bucket('Import it into a stack.'), [`${IMPORT} name="acme-reports"`]],
    [
      'keyed',
      bucket('Action: import\n\nInto the stack a-b'),
      [`${IMPORT} intoStack="a-b" name="acme-reports"`],
    ],
    [
      'with its name',
      bucket('Please import the bucket acme-reports into the stack a-b.'),
      [`${IMPORT} intoStack="a-b" name="acme-reports"`],
    ],
    [
      'into a named stack, near its verb',
      bucket('Import it into the stack `a-b`.'),
      [`${IMPORT} intoStack="a-b" name="acme-reports"`],
    ],
    [
      'another thing beside it',
      bucket('Import it into the stack a-b and delete the queue jobs-of-dev.'),
      UNCLEAR,
    ],
    [
      'denied',
      bucket('Enable versioning. Please do not import it into a stack.'),
      [`UpdateResource S3::Bucket ${AT} name="acme-reports" versioning=true`],
    ],
    [
      'told',
      form('CloudWatch log group', '/acme/api', TOLD),
      [`UpdateResource Logs::LogGroup ${AT} name="/acme/api" retentionDays=30`],
    ],
    [
      'a team',
      form('EC2 instance', 'i-0a11b22c33d44e55f', HANDED),
      [`UpdateResource EC2::Instance ${AT} action="stop" id="i-0a11b22c33d44e55f"`],
    ],
    ['a setting before it', bucket('Enable versioning. Import it into a stack.'), UNCLEAR],
    ['a setting behind it', bucket('Import it into a stack and turn on versioning.'), UNCLEAR],
    ['emptied, too', bucket('Import it into a stack. Then empty it.'), UNCLEAR],
    ['another stack', bucket('Import it into the a-b stack and also into the stack c.'), UNCLEAR],
    ['not that stack', bucket('Import it, but not into the stack a-b.'), UNCLEAR],
    ['of another kind', bucket('Import the queue jobs-of-dev into the stack a-b.'), UNCLEAR],
    ['of another name', bucket('Import the bucket acme-other into the stack a-b.'), UNCLEAR],
    ['of a plain other name', bucket('Import the bucket reports into the stack a-b.'), UNCLEAR],
    ['once', bucket('Once Bob agrees, import it into the stack a-b.'), UNCLEAR],
    ['if', bucket('Import it into the stack a-b if Bob agrees.'), UNCLEAR],
    ['taken back', bucket('Import it into the stack a-b. No.'), UNCLEAR],
    ['not that', bucket('Import it into the stack a-b. Not that one.'), UNCLEAR],
    [
      'a stack still to be made',
      bucket('Import it into the stack a-b, which we create as the stack a-b today.'),
      UNCLEAR,
    ],
    ['keyed and taken back', bucket('Action: import\n\nInto the stack a-b\n\nNo, wait.'), UNCLEAR],
    [
      'with where it is',
      bucket('Please import this bucket into the stack a-b in athena-dev, us-east-1. Thanks!'),
      [`${IMPORT} intoStack="a-b" name="acme-reports"`],
    ],
    [
      'with its id',
      form('EC2 instance', ID, `Import the instance ${ID} into the stack a-b.`),
      [`UpdateResource EC2::Instance ${AT} action="import" id="${ID}" intoStack="a-b"`],
    ],
    [
      'with another id',
      form('EC2 instance', ID, `Import the instance ${ID.replace('0a', '0b')} into the stack a-b.`),
      UNCLEAR,
    ],
    ['a mark', bucket('Import it into the stack: orders.'), UNCLEAR],
  ])('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('an import in free text', () => {
  const REFUSED = ['refuse contradictory'];
  const NOT_SO = 'ask taskType contradictory';
  const X = 'Import the S3 bucket acme-reports in athena-dev, us-east-1';
  it.each<readonly [string, string, readonly string[]]>([
    ['one stack', `${X} into the a-b stack.`, [`${IMPORT} intoStack="a-b" name="acme-reports"`]],
    ['two stacks', `${X} into the a-b stack and also into the stack c.`, UNCLEAR],
    ['two names', `${X} into the stack a-b and c-d.`, UNCLEAR],
    ['deleted then', `${X} into a stack, then delete it.`, REFUSED],
    ['changed, too', `${X} into a stack. Empty the S3 bucket acme-reports.`, REFUSED],
    ['no stack', `${X}.`, UNCLEAR],
    ['no stack, deleted then', `${X}, then delete it.`, UNCLEAR],
    ['not that stack', `${X}, but not into the stack a-b.`, [NOT_SO, ...UNCLEAR]],
  ])('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});
