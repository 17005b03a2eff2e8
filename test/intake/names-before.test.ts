import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const NAME = ['ask name'];
const SUSPEND = 'Suspend versioning on this bucket (S3, hermes-test, us-east-1).';

describe('what stands before "this bucket"', () => {
  it.each([
    'Requested by jane-doe.',
    'Our app web-front writes too much.',
    'Backups go to acme-backup-1.',
    'Backups go to the bucket acme-backup-1.',
    'This is for team-storage.',
    'Spare acme-x-1.',
    'Spare the bucket acme-x-1.',
    'acme-x-1 must stay.',
    'The bucket acme-x-1 must stay.',
    'acme-x-1 is fine.',
    'acme-x-1 was done yesterday.',
    'Requested by jane-doe. Versioning on acme-x-1 was a mistake.',
  ])('is no name in: %s', (before) => {
    expect(say(read(`${before} ${SUSPEND}`))).toEqual(NAME);
  });

  it('is not the title', () => {
    expect(say(read(SUSPEND, 'team-storage: old versions'))).toEqual(NAME);
  });

  it.each(['Versioning on acme-x-1 was a mistake.', 'Versioning for the bucket acme-x-1 is on.'])(
    'is a name in: %s',
    (before) => {
      expect(say(read(`${before} ${SUSPEND}`))).toEqual([
        'UpdateResource S3::Bucket @5 us-east-1 name="acme-x-1" versioning=false',
      ]);
    },
  );
});

const ONE = 'One t4g.nano in pan-sandbox, eu-north-1';
const LAUNCH = 'Launch one t4g.nano in pan-sandbox, eu-north-1';
const LAUNCHED = ['CreateResource EC2::Instance @6 eu-north-1 instanceType="t4g.nano" name="a-1"'];

describe('the name of something else', () => {
  it.each<readonly [string, readonly string[]]>([
    [`The project is called apollo-x. ${ONE}. Launch it.`, NAME],
    [`My colleague is named jane-doe. ${ONE}. Launch it.`, NAME],
    [`${ONE}, for the team named team-blue. Launch it.`, NAME],
    [`${ONE}, replaces the one named a-1. Launch it.`, NAME],
    [`Avoid the name a-1. ${ONE}. Launch it.`, NAME],
    [`${LAUNCH}. The project is called apollo-x.`, NAME],
    [`${LAUNCH}. Avoid the name a-1.`, NAME],
    [`${LAUNCH}, for the team named team-blue.`, NAME],
    [`${ONE}, key pair called my-key. Launch it.`, ['ask resourceType']],
    [`${ONE}, named a-1. Launch it.`, LAUNCHED],
    [`One t4g.nano called a-1 in pan-sandbox, eu-north-1. Launch it.`, LAUNCHED],
    [`${ONE}. It should be called a-1. Launch it.`, LAUNCHED],
    [`${LAUNCH}. Name: a-1.`, LAUNCHED],
  ])('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});
