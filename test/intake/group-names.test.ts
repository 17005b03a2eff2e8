import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const PLACE = 'In hermes-test, us-east-1:';

describe('a security group by its name', () => {
  it.each([
    ['an EFS file system named ledger-home with the security group ledger-web', 'ledger-web'],
    [
      'an RDS instance named ledger-db, postgres, db.t4g.micro, behind the security group `db`',
      'db',
    ],
    ['an EFS file system named ledger-home, sg-0123456789abcdef0', 'sg-0123456789abcdef0'],
  ])('is read: %s', (body, name) => {
    expect(say(read(`${PLACE} create ${body}.`)).join('\n')).toContain(`securityGroup="${name}"`);
  });

  it('is asked about where it is a bare word', () => {
    const body = `${PLACE} create an EFS file system named home with the security group db.`;
    expect(say(read(body)).join('\n')).toBe('ask securityGroup');
  });

  it('is none where the sentence goes on', () => {
    const body = `${PLACE} create an EFS file system named home with the security group allowing NFS.`;
    expect(say(read(body)).join('\n')).not.toContain('securityGroup=');
  });
});
