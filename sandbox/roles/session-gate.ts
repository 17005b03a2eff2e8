import type { PolicyDocument } from '../iam/policy.ts';
import { BOUNDED_WRITES } from './role-documents.ts';

/**
 * `AwsCoworkerSessionGate`: denies, to a deploy session whose inline policy is too long to say it,
 * what does not come through CloudFormation, and roles outside the boundary. `ForAllValues` is true
 * of a missing key, and so is `StringNotEquals`: what is not said is denied.
 */
export const sessionGatePolicy = (accountId: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'OnlyThroughCloudFormation',
      Effect: 'Deny',
      NotAction: 'cloudformation:*',
      Resource: '*',
      Condition: {
        'ForAllValues:StringNotEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' },
      },
    },
    {
      Sid: 'OnlyBoundedRoles',
      Effect: 'Deny',
      Action: BOUNDED_WRITES,
      Resource: '*',
      Condition: {
        StringNotEquals: {
          'iam:PermissionsBoundary': `arn:aws:iam::${accountId}:policy/AwsCoworkerBoundary`,
        },
      },
    },
  ],
});
