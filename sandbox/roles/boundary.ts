import type { PolicyDocument } from '../iam/policy.ts';
import { NEVER_ACTIONS } from './role-documents.ts';

/** `AwsCoworkerBoundary`: the most that a role made by a plan can ever do. */
export const boundaryPolicy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Ceiling', Effect: 'Allow', Action: '*', Resource: '*' },
    {
      Sid: 'NoEscalation',
      Effect: 'Deny',
      Action: ['iam:*', 'organizations:*', 'account:*', 'sts:AssumeRole'],
      Resource: '*',
    },
    NEVER_ACTIONS,
  ],
};
