import { isUnresolved, listOf, memberOf, textOf, valueAt, type Value } from '../template/value.ts';
import { fail, pass, type NamedJudge, type Subject } from './judgement.ts';

/** Words of the request and texts of the resource, in lower case. */
const words = (subject: Subject): string =>
  [subject.context.request ?? '', textOf(valueAt(subject.properties, 'UserData')) ?? '']
    .join('\n')
    .toLowerCase();

const unless = (isWrong: boolean, because: string): ReturnType<NamedJudge> =>
  isWrong ? fail(because) : pass('');

const hasType = (subject: Subject, types: readonly string[]): boolean =>
  [...subject.model.resources.values()].some((one) => types.includes(one.type));

/** Pages that never change do not need an instance. */
export const fitStaticPages: NamedJudge = (subject) =>
  unless(
    /\bstatic (web ?)?(pages?|site|website|files|html|content)\b/.test(words(subject)),
    'static pages need no instance: S3 with CloudFront serves them',
  );

/** A script that runs now and then does not need an instance that runs all day. */
export const fitScheduledScript: NamedJudge = (subject) =>
  unless(
    /\b(daily|nightly|hourly|weekly|every (day|night|hour|week)|once a (day|week)|cron)\b/.test(
      words(subject),
    ) && /\b(script|job|task|report|cleanup|clean-up|batch)\b/.test(words(subject)),
    'a scheduled script needs no instance that runs all day: Lambda with a schedule runs it',
  );

/** Key-value data does not need a relational database. */
export const fitKeyValueOnRds: NamedJudge = (subject) =>
  unless(
    /\b(key[- ]value|session (store|data)|lookup by key|no joins)\b/.test(words(subject)),
    'key-value data fits DynamoDB',
  );

/** A container behind a load balancer that never scales fits App Runner. */
export const fitContainerWithoutScaling: NamedJudge = (subject) =>
  unless(
    listOf(memberOf(subject.properties, 'LoadBalancers')).length > 0 &&
      !hasType(subject, ['AWS::ApplicationAutoScaling::ScalableTarget']),
    'a container behind a load balancer without scaling fits App Runner',
  );

const LAMBDA_LIMIT_SECONDS = 900;

const minutesAsked = (text: string): number =>
  Math.max(
    0,
    ...[...text.matchAll(/\b([0-9]{1,4}) ?(minutes?|min|hours?|h)\b/g)].map(
      ([, count, unit]) => Number(count) * (unit?.startsWith('h') ? 60 : 1),
    ),
  );

const isRun = /\b(runs?|takes?|lasts?|running|processing)\b/;

/** Work of more than 15 minutes does not fit Lambda. */
export const fitLongLambda: NamedJudge = (subject) => {
  const timeout = Number(textOf(valueAt(subject.properties, 'Timeout')) ?? 0);
  const isLong =
    timeout > LAMBDA_LIMIT_SECONDS ||
    (isRun.test(words(subject)) && minutesAsked(words(subject)) * 60 > LAMBDA_LIMIT_SECONDS);
  return unless(isLong, 'work over 15 minutes fits ECS or Step Functions');
};

/** True for words that speak of what only Kubernetes has. */
export const needsKubernetes = (text: string): boolean =>
  /\b(kubernetes|k8s|helm|operators?|crds?|istio|argo ?cd|kubectl)\b/i.test(text);

/** A cluster without any feature of Kubernetes fits ECS. */
export const fitKubernetesUnused: NamedJudge = (subject) => {
  const text = words(subject);
  const isUnused = text.trim() !== '' && !needsKubernetes(text);
  return unless(isUnused, 'a cluster without any Kubernetes feature fits ECS');
};

const isOpen = (value: Value): boolean =>
  !isUnresolved(value) && textOf(value)?.toLowerCase() !== 'true';

/** A public website fits a private bucket behind CloudFront. */
export const fitPublicWebsite: NamedJudge = (subject) => {
  const isWebsite = valueAt(subject.properties, 'WebsiteConfiguration') !== undefined;
  const block = valueAt(subject.properties, 'PublicAccessBlockConfiguration');
  const isPublic = isOpen(memberOf(block, 'BlockPublicPolicy'));
  return unless(
    isWebsite && isPublic,
    'a public website fits a private bucket behind CloudFront with origin access control',
  );
};
