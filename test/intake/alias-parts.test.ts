import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const AT = 'in athena-dev, us-east-1';
const ALIAS = `the alias live of the Lambda function orders-api ${AT}`;
const UPDATED = 'UpdateResource Lambda::Alias @3 us-east-1 aliasName="live" name="orders-api"';
const PARTS = `${UPDATED} secondPercent=10 secondVersion="8" version="7"`;
const TEN = `${UPDATED} secondPercent=10 secondVersion="8"`;
const DETAILS = ['ask details'];

const form = (details: string): string =>
  [
    ['Task type', 'UpdateResource'],
    ['Service', 'Lambda alias'],
    ['Account', 'athena-dev'],
    ['Region', 'us-east-1'],
    ['Name', 'orders-api'],
    ['Details', `Alias name: live\n\n${details}`],
  ]
    .map(([title, text]) => `### ${title}\n\n${text}`)
    .join('\n\n');

describe('parts that nobody orders', () => {
  it.each([
    `Please avoid 90/10 between 7 and 8 for ${ALIAS}.`,
    `Stop sending 90/10 between 7 and 8 on ${ALIAS}.`,
    `Change ${ALIAS}, to version 8; yesterday it had 90/10 between 7 and 8.`,
    `Change ${ALIAS}, to about 90/10 between 7 and 8.`,
    `Shift ${ALIAS}, to 90/10 between 7 and 8, or not at all.`,
  ])('%s', (body) => {
    expect(say(read(body))).toEqual(DETAILS);
  });

  it('waits for nothing', () => {
    expect(say(read(`Shift ${ALIAS}, to 90/10 between 7 and 8 next week.`))).toEqual([
      'ask taskType conditional',
    ]);
  });

  it.each(['Bob wants 90/10 between 7 and 8 next week.', 'It had 90/10 between 7 and 8.'])(
    'in the details of a form: %s',
    (details) => {
      expect(say(read(form(details))).join('\n')).not.toContain('secondPercent');
    },
  );
});

describe('parts that are ordered', () => {
  it.each([
    `Shift ${ALIAS}, to 90/10 between 7 and 8.`,
    `90/10 between 7 and 8 for ${ALIAS}, please.`,
    form('90/10 between 7 and 8'),
    form('Split the calls 90/10 between 7 and 8.'),
  ])('%s', (body) => {
    expect(say(read(body))).toEqual([PARTS]);
  });
});

describe('what is said of others', () => {
  it.each([
    `Move 10 % of the calls of ${ALIAS}, to version 8. Others at 5 still see errors.`,
    `Move 10 % to version 8 of ${ALIAS}. The rest is at 7 pm.`,
    `Move 10 % of the calls of ${ALIAS}, to version 8. The rest is on 7 servers.`,
    `Move 10 % of the calls of ${ALIAS}, to version 8. The rest stays on 7 servers.`,
    `Move 10 % of the calls of ${ALIAS}, to version 8. The rest of the errors stays on 7.`,
  ])('is no version: %s', (body) => {
    expect(say(read(body))).toEqual([TEN]);
  });

  it.each([
    'The rest stays on 7.',
    'The remaining calls stay on 7.',
    'The rest stays on version 7.',
  ])('is one: %s', (rest) => {
    expect(say(read(`Move 10 % of the calls of ${ALIAS}, to version 8. ${rest}`))).toEqual([PARTS]);
  });
});

describe('two words around a colon', () => {
  it.each<readonly [string, readonly string[]]>([
    [`Deploy acme:prod to version 8 ${AT}.`, ['ask resourceType']],
    [`Deploy the alias acme:prod to version 8 ${AT}.`, ['ask resourceType']],
    [`Update the chart acme:prod ${AT}, to version 8.`, ['ask resourceType']],
    [`Upgrade orders:blue ${AT}, to version 8 on the cluster.`, ['ask resourceType']],
    [`Update namespace:orders ${AT}, to version 8.`, ['ask resourceType']],
    [`Set acme:prod ${AT}, to version 8. It is a Step Functions alias.`, ['ask resourceType']],
    [`Point the alias orders-api:live at version 8 ${AT}.`, [`${UPDATED} version="8"`]],
    [`Move 10 % of orders-api:live to version 8 ${AT}.`, [TEN]],
  ])('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});
