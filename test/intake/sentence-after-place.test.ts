import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const PLACE = 'In hermes-test, us-east-1:';

const MADE = 'CreateResource EC2::SecurityGroup @5 us-east-1 name="web-sg"';
const group = (behind: string): string =>
  `${PLACE} create a security group named web-sg ${behind}.`;

describe('a word behind the word for a place', () => {
  it.each(['for VPC endpoints', 'for VPC flow logs', 'in the VPC'])('names none: %s', (behind) => {
    expect(say(read(group(behind)))).toEqual([MADE]);
  });

  it.each([
    ['in the VPC `ledger`', 'ledger'],
    ['in the VPC named ledger', 'ledger'],
    ['in the VPC ledger-2', 'ledger-2'],
    ['in the VPC main_1', 'main_1'],
    ['for the VPC ledger.core', 'ledger.core'],
  ])('is a name by its form: %s', (behind, name) => {
    expect(say(read(group(behind)))).toEqual([`${MADE} vpc="${name}"`]);
  });

  it.each(['ledger', 'staging', 'endpoints', 'flow', 'closest'])(
    'is asked about where it is bare: %s',
    (word) => {
      expect(say(read(group(`in the VPC ${word}`)))).toEqual(['ask vpc']);
    },
  );

  it('is a name where a task of the same issue has it', () => {
    const body = [
      PLACE,
      '',
      '- Create a VPC named ledger with the range 10.44.0.0/16.',
      '- Create a security group named web-sg in the VPC ledger.',
    ].join('\n');
    expect(say(read(body)).at(-1)).toBe(`${MADE} vpc="ledger"`);
    expect(say(read(body.replace('named ledger', 'named audit')))).toEqual(['ask vpc']);
  });

  it.each([
    ['with the security group frontend', 'securityGroup'],
    ['in the subnet private', 'subnet'],
  ])('is asked about for a machine: %s', (behind, field) => {
    const body = `${PLACE} create a t3.micro instance named web-1 ${behind}.`;
    expect(say(read(body))).toEqual([`ask ${field}`]);
  });
});
