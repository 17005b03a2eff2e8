import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const PLACE = 'In hermes-test, us-east-1:';

describe('a word behind the word for a place', () => {
  it.each([
    [`${PLACE} create a security group named endpoints-sg for VPC endpoints.`, 'vpc='],
    [`${PLACE} create a security group named flows-sg for VPC flow logs.`, 'vpc='],
    [`${PLACE} create a security group named new-sg in the VPC tomorrow.`, 'vpc='],
    [
      `${PLACE} create a t3.micro instance named web-1 with the security group allowing 443.`,
      'securityGroup=',
    ],
  ])('is no name where the sentence goes on: %s', (body, field) => {
    const told = say(read(body)).join('\n');
    expect(told).toContain('CreateResource');
    expect(told).not.toContain(field);
  });

  it.each([
    [`${PLACE} create a security group named web-sg in the VPC ledger.`, 'ledger'],
    [`${PLACE} create a security group named web-sg in the VPC staging.`, 'staging'],
    [`${PLACE} create a security group named web-sg in the VPC flow.`, 'flow'],
  ])('is a name otherwise: %s', (body, name) => {
    expect(say(read(body)).join('\n')).toContain(`vpc="${name}"`);
  });
});
