import type { Refusal } from '../../task/refusal.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { IAM_PATH } from '../acts.ts';
import { EDIT } from '../edit-issue.ts';
import { launchAccess } from '../launch-template/access.ts';
import type { DraftContext } from '../service.ts';
import type { AutoScalingFacts } from './facts-schema.ts';

type Launched = NonNullable<AutoScalingFacts['launchTemplate']>;

const isPassed = (context: DraftContext, { name, profile }: Launched): boolean => {
  if (profile === null) return true;
  const under = `arn:aws:iam::${context.account.id}:role${IAM_PATH}`;
  // A session of a plan passes one role by its name; the workflow all that are under the path.
  return isExecuteTier(context.tier)
    ? profile.role === `${under}${launchAccess(context.region, name)}`
    : profile.role.startsWith(under);
};

/**
 * Why no group starts from a launch template as it is: whoever makes one passes the role of its
 * instances on, and AWS would refuse that in the middle of the deployment.
 */
export const profileRefusal = (context: DraftContext, launched: Launched): Refusal | undefined => {
  const { name, version, profile } = launched;
  if (profile === null || isPassed(context, launched)) return undefined;
  const role = profile.role.split('/').at(-1) ?? '';
  const whose = role === '' ? 'which has no role' : `whose role is \`${role}\``;
  return {
    code: 'missing-permission',
    because:
      `Version ${version} of the launch template \`${name}\` starts instances with the profile ` +
      `\`${profile.name}\`, ${whose}. This application passes on only roles that it made itself, ` +
      'so the group could not start one instance.',
    next:
      'Ask for a launch template first, which gets a role of its own, and name that; or leave it ' +
      `out, and the group gets both. ${EDIT}`,
  };
};
