import { policy } from '../iam/policy.ts';
import type { RoleDocuments } from './role-documents.ts';

const computeTrust = policy({
  Effect: 'Allow',
  Principal: { Service: 'ecs-tasks.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

const mayAssume = (actions: readonly string[], names: readonly string[]) => ({
  name: 'assume',
  policy: policy({
    Effect: 'Allow',
    Action: actions,
    Resource: names.map((name) => `arn:aws:iam::*:role/${name}`),
    // A role of the same name in somebody else's organization is not ours.
    Condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
  }),
});

/** The worker identities of the tooling account: they may assume their own roles, and no more. */
export const WORKER_ROLES: readonly RoleDocuments[] = [
  {
    name: 'aws-coworker-reader',
    trust: computeTrust,
    policies: [
      mayAssume(
        ['sts:AssumeRole', 'sts:SetSourceIdentity'],
        ['AwsCoworkerReader', 'AwsCoworkerPreviewer', 'AwsCoworkerOrganizationReader'],
      ),
    ],
  },
  {
    name: 'aws-coworker-deployer',
    trust: computeTrust,
    policies: [
      mayAssume(
        ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
        ['AwsCoworkerDeployer', 'AwsCoworkerOperator'],
      ),
    ],
  },
];

/** A person with every right in one account; the hand that changes things behind our back. */
export const PERSON_ADMIN: RoleDocuments = {
  name: 'person-admin',
  trust: computeTrust,
  policies: [{ name: 'admin', policy: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) }],
};
