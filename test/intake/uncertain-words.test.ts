import { describe, expect, it } from 'vitest';
import { respelt } from '../../src/intake/respelt.ts';
import { read, say } from './say.ts';

type Row = readonly [body: string, expected: readonly string[]];

const NAME = ['ask name'];
const AT = 'athena-dev, us-east-1';
const LAMBDA = '(Lambda, us-east-1)';
const DELETED = 'DeleteResource Lambda::Function @3 us-east-1';

describe('a word before a place and a kind of thing, where something is lost', () => {
  it.each<Row>([
    [`duplicates in athena-dev (S3, us-east-1): delete the bucket.`, NAME],
    [`leftovers in athena-dev ${LAMBDA} can go: delete it.`, NAME],
    [`developers in athena-dev ${LAMBDA} can go: delete it.`, NAME],
    [`cleanup in athena-dev ${LAMBDA}: delete the function.`, NAME],
    [`on-call in athena-dev ${LAMBDA}: delete the function.`, NAME],
    [`work-in-progress on staging (Lambda, ${AT}) can go: delete it.`, NAME],
    [`re-deploy on staging (Lambda, ${AT}) failed. Delete the function.`, NAME],
    [`orders-api in athena-dev ${LAMBDA} should go: delete it.`, NAME],
    [`carts in athena-dev ${LAMBDA} should go: delete it.`, NAME],
    [`thumbnailer in athena-dev ${LAMBDA} was replaced by resizer: delete the old function.`, NAME],
    [`incident in athena-dev (SQS, us-east-1): purge the queue.`, NAME],
    [`jobs-of-x in athena-dev (SQS, us-east-1): purge the queue.`, NAME],
    [`\`cleanup\` in athena-dev ${LAMBDA}: delete the function.`, [`${DELETED} name="cleanup"`]],
    [`orders-api-2 in athena-dev ${LAMBDA} can go: delete it.`, [`${DELETED} name="orders-api-2"`]],
  ])('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('the same, where something is changed', () => {
  const UPDATED = 'UpdateResource Lambda::Function @3 us-east-1 memoryMb=512';
  it.each<Row>([
    [`urgent in athena-dev ${LAMBDA}: set the memory to 512 MB.`, NAME],
    [`bug-fix in athena-dev ${LAMBDA}: set the memory to 512 MB.`, NAME],
    [
      'throttling in apollo-prod (DynamoDB, us-east-1) should be on-demand. CHG-20. Change it.',
      NAME,
    ],
    [
      `orders-api in athena-dev ${LAMBDA} should get more: set its memory to 512 MB.`,
      [`${UPDATED} name="orders-api"`],
    ],
    [
      `orders-api-2 in athena-dev ${LAMBDA}: set the memory to 512 MB.`,
      [`${UPDATED} name="orders-api-2"`],
    ],
  ])('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('a tier beside an account of another one', () => {
  const CLASH = ['ask account contradictory'];
  const PROD = 'UpdateResource Lambda::Function @2 us-east-1 memoryMb=512 name="orders-api"';
  const SET = 'Set the memory of the Lambda function orders-api to 512 MB';
  it.each<Row>([
    ['api-b-2 on dev (Lambda, apollo-prod, us-east-1) can go: delete it. CHG-20.', CLASH],
    ['Delete the Lambda function a-b on dev (apollo-prod, us-east-1). CHG-20.', CLASH],
    [`${SET} in dev, apollo-prod, us-east-1. CHG-20.`, CLASH],
    [`${SET} in apollo-prod (dev), us-east-1. CHG-20.`, CLASH],
    [`${SET} on the staging environment (apollo-prod, us-east-1). CHG-20.`, CLASH],
    [`${SET} in production (apollo-prod, us-east-1). CHG-20.`, [PROD]],
    [`${SET} in apollo-prod, us-east-1. CHG-20. It runs well in dev, as Tom says.`, [PROD]],
    [
      `Delete the Lambda function a-b on dev (${AT}).`,
      ['DeleteResource Lambda::Function @3 us-east-1 name="a-b"'],
    ],
    [
      `Delete the Lambda function a-b on staging (${AT}).`,
      ['DeleteResource Lambda::Function @3 us-east-1 name="a-b" raised to staging'],
    ],
  ])('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('a kind of thing that had to be spelt anew', () => {
  const KIND = ['ask resourceType'];
  it.each<Row>([
    [`Delete the blade acme-b-1 in ${AT}.`, KIND],
    [`Delete the regal a-b in ${AT}.`, KIND],
    [`Create a blade acme-b-1 in ${AT}.`, KIND],
    [`Delete the tabel orders-x in ${AT}.`, KIND],
    [`Purge the qeuue orders-x in ${AT}.`, KIND],
    [`The tabel orders-x in ${AT} is old. Delete it.`, KIND],
    [
      `Delete the DynamoDB table tabel in ${AT}.`,
      ['DeleteResource DynamoDB::Table @3 us-east-1 name="tabel"'],
    ],
    [
      `Craete a tabel orders-x in ${AT} with partition key id.`,
      ['CreateResource DynamoDB::Table @3 us-east-1 name="orders-x" partitionKey="id"'],
    ],
  ])('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });

  it('is no answer to a form', () => {
    const fields = [
      ['Task type', 'DeleteResource'],
      ['Service', 'tabel'],
      ['Account', 'athena-dev'],
      ['Region', 'us-east-1'],
      ['Name', 'orders-x'],
    ];
    const body = fields.map(([title = '', text = '']) => `### ${title}\n\n${text}`).join('\n\n');
    expect(say(read(body))).toEqual(['ask resourceType unknown-service']);
  });

  it.each(['blade', 'regal', 'reeds', 'calves', 'roats', 'trial', 'cerate'])(
    'leaves %s as it is',
    (word) => {
      expect(respelt(word)).toBe(word);
    },
  );
});
