import { WATCH_FORWARDED, WATCH_READS, WATCH_STARTS } from '../../src/aws/watch-policy.ts';
import type { PolicyDocument } from '../iam/policy.ts';
import { OWN_STACKS, VIA_CLOUDFORMATION } from './role-documents.ts';

/** `AwsCoworkerWatch`: all that a session may do which follows an execution and reads back. */
export const watchPolicy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Watch', Effect: 'Allow', Action: WATCH_READS, Resource: '*' },
    { Sid: 'DetectDrift', Effect: 'Allow', Action: WATCH_STARTS, Resource: OWN_STACKS },
    {
      Sid: 'ForwardedLists',
      Effect: 'Allow',
      Action: WATCH_FORWARDED,
      Resource: '*',
      Condition: VIA_CLOUDFORMATION,
    },
  ],
};
