import { WATCH_READS } from '../../src/aws/watch-policy.ts';
import type { PolicyDocument } from '../iam/policy.ts';

/** `AwsCoworkerWatch`: all that a session may do which follows an execution and reads back. */
export const watchPolicy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Watch', Effect: 'Allow', Action: WATCH_READS, Resource: '*' }],
};
