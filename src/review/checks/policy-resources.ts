import type { ModelResource } from '../template/model.ts';
import type { Value } from '../template/value.ts';
import { listOf, memberOf, textOf } from '../template/value.ts';
import { allOf, fail, pass, unknown, type NamedJudge, type Subject } from './judgement.ts';
import { noManagedPolicy } from './managed-policies.ts';
import { noWildcardAction } from './policy-actions.ts';
import { documentsOf, isWildcard, judgeAllows, someResult } from './policy-documents.ts';
import { relatedTo } from './relation.ts';

/** Actions that name no resource in the service authorization reference: `*` is their only form. */
const WITHOUT_RESOURCE = [
  /^sts:GetCallerIdentity$/i,
  /^ec2:Describe[A-Za-z*]+$/i,
  /^xray:Put(TraceSegments|TelemetryRecords)$/i,
  /^cloudwatch:PutMetricData$/i,
  /^ecr:GetAuthorizationToken$/i,
  /^s3:ListAllMyBuckets$/i,
];

const needsWildcard = (statement: Value): boolean => {
  const actions = listOf(memberOf(statement, 'Action')).map(textOf);
  return (
    actions.length > 0 &&
    actions.every((one) => WITHOUT_RESOURCE.some((pattern) => pattern.test(one ?? '')))
  );
};

/** A reason is stated by a Sid that begins with Reason, such as `ReasonListsEveryBucket`. */
const hasReason = (statement: Value): boolean =>
  /^Reason[A-Z0-9]/.test(textOf(memberOf(statement, 'Sid')) ?? '');

/** No statement allows every resource; with `reasoned`, none without a reason. */
export const noWildcardResource: NamedJudge = (subject, options) =>
  judgeAllows(documentsOf(subject, options), (statement, name) => {
    if (options.reasoned === true && (needsWildcard(statement) || hasReason(statement))) {
      return pass('');
    }
    const found = someResult(listOf(memberOf(statement, 'Resource')).map(isWildcard));
    if (found === 'pass') return fail(`${name} allows every resource`);
    return found === 'unknown' ? unknown(`on what ${name} acts is not known`) : pass('');
  });

const WIDE_POLICIES = ['AdministratorAccess', 'PowerUserAccess', 'IAMFullAccess'];

const at = (subject: Subject, resource: ModelResource): Subject => ({
  ...subject,
  resource,
  properties: resource.properties,
});

const grants = (subject: Subject): readonly Subject[] => {
  const attached = [
    ...relatedTo(subject, ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'], 'Roles'),
    ...relatedTo(subject, ['AWS::IAM::RolePolicy'], 'RoleName'),
  ];
  return [subject, ...attached.map(({ resource }) => at(subject, resource))];
};

/** A role with the policies attached to it allows neither every action nor every resource. */
export const noWildcards: NamedJudge = (subject) =>
  allOf([
    noManagedPolicy(subject, { named: 'no-managed-policy', names: WIDE_POLICIES }),
    ...grants(subject).flatMap((one) => [
      noWildcardAction(one, { named: 'no-wildcard-action', scope: 'all' }),
      noWildcardResource(one, { named: 'no-wildcard-resource', reasoned: true }),
    ]),
  ]);
