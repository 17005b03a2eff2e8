import type { Template } from '../plan/template.ts';

/** Types for which CloudFormation wants the caller to say that IAM is meant, and their names. */
const IAM_NAMES: ReadonlyMap<string, string | undefined> = new Map([
  ['AWS::IAM::AccessKey', undefined],
  ['AWS::IAM::Group', 'GroupName'],
  ['AWS::IAM::GroupPolicy', undefined],
  ['AWS::IAM::InstanceProfile', 'InstanceProfileName'],
  ['AWS::IAM::ManagedPolicy', 'ManagedPolicyName'],
  ['AWS::IAM::Policy', undefined],
  ['AWS::IAM::Role', 'RoleName'],
  ['AWS::IAM::RolePolicy', undefined],
  ['AWS::IAM::User', 'UserName'],
  ['AWS::IAM::UserPolicy', undefined],
  ['AWS::IAM::UserToGroupAddition', undefined],
]);

/** The capabilities a template needs, and none beyond: named IAM includes plain IAM. */
export const capabilitiesOf = (template: Template): readonly string[] => {
  const iam = Object.values(template.Resources).filter(({ Type }) => IAM_NAMES.has(Type));
  if (iam.length === 0) return [];
  const isNamed = iam.some(({ Type, Properties = {} }) => {
    const name = IAM_NAMES.get(Type);
    return name !== undefined && Properties[name] !== undefined;
  });
  return [isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'];
};
