import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const PLACE = 'In hermes-test, us-east-1:';
const LONG = 'a-'.repeat(15_000);

describe('a name', () => {
  it.each([
    ['a deletion', `delete the SNS topic ${LONG}a.`],
    [
      'an order behind another',
      `create the SNS topic ${LONG}a. Then delete the SNS topic b, once ${LONG}a exists.`,
    ],
  ])('of more characters than any name has breaks nothing: %s', (_name, body) => {
    expect(say(read(`${PLACE} ${body}`)).length).toBeGreaterThan(0);
  });

  it.each(['orders-after-the-sale', 'after-hours', 'until.friday'])(
    'says nothing of when: %s',
    (name) => {
      expect(say(read(`${PLACE} delete the SQS queue ${name}.`)).join('\n')).toContain(
        `DeleteResource SQS::Queue`,
      );
    },
  );
});
