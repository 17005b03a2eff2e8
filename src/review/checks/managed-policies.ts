import { isUnresolved, listOf, memberOf, textOf, valueAt } from '../template/value.ts';
import type { ModelResource } from '../template/model.ts';
import { anyOf, fail, pass, unknown, type NamedJudge, type Subject } from './judgement.ts';
import { doesName } from './relation.ts';

const arnsOf = (resource: ModelResource): readonly string[] =>
  listOf(valueAt(resource.properties, 'ManagedPolicyArns')).map(
    (arn) => textOf(arn) ?? (isUnresolved(arn) ? arn.pattern : ''),
  );

/** None of the named policies of AWS is attached. */
export const noManagedPolicy: NamedJudge = (subject, options) => {
  const list = memberOf(subject.properties, 'ManagedPolicyArns');
  if (isUnresolved(list)) return unknown(`ManagedPolicyArns can not be resolved: ${list.why}`);
  const names = options.names ?? [];
  const arns = arnsOf({ ...subject.resource, properties: subject.properties });
  const found = names.filter((name) => arns.some((arn) => arn.endsWith(`policy/${name}`)));
  if (found.length > 0) return fail(`${found.join(', ')} is attached`);
  const open = listOf(list).find((arn) => isUnresolved(arn) && arn.refs.length === 0);
  return isUnresolved(open) && open.pattern === '\u0000'
    ? unknown(`a policy that is attached can not be resolved: ${open.why}`)
    : pass('');
};

const named = (subject: Subject, property: string, type: string): readonly ModelResource[] => {
  const value = valueAt(subject.properties, property);
  return [...subject.model.resources.values()].filter(
    (one) => one.type === type && doesName(value, one) === 'pass',
  );
};

const CORE = 'AmazonSSMManagedInstanceCore';

const holdsCore = (who: string, arns: readonly string[]) =>
  arns.some((arn) => arn.endsWith(`policy/${CORE}`))
    ? pass(`${who} has ${CORE}`)
    : fail(`${who} lacks ${CORE}`);

const NO_ROLE = {
  live: 'not read: the role of the profile',
  template: 'the role of the profile is not in the template',
} as const;

/** The instance's profile holds a role that Systems Manager may use. */
export const ssmManaged: NamedJudge = (subject) => {
  const profile = valueAt(subject.properties, 'IamInstanceProfile');
  if (profile === undefined) return fail('IamInstanceProfile is not set');
  const profiles = named(subject, 'IamInstanceProfile', 'AWS::IAM::InstanceProfile');
  const roles = profiles.flatMap((one) =>
    named({ ...subject, properties: one.properties }, 'Roles', 'AWS::IAM::Role'),
  );
  const beside = subject.context.profiles?.[textOf(profile) ?? ''];
  if (roles.length > 0) return anyOf(roles.map((role) => holdsCore(role.id, arnsOf(role))));
  return beside === undefined
    ? unknown(NO_ROLE[subject.context.isLive ? 'live' : 'template'])
    : holdsCore('the role made beside it', beside);
};
