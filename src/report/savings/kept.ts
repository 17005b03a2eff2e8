import { hasOurName, isOurStack } from '../../services/owner.ts';
import type { Evidence, Remedy, Risk, Saving, Seen } from './saving.ts';

type Tags = Readonly<Record<string, string>>;

/** Tags by which an owner says: this costs what it should. */
const KEEP = /^(aws-)?coworker:?keep$/i;
const NO = /^(false|no|0)$/i;

/** The tag that keeps a resource from being claimed; undefined when there is none. */
export const keepingTag = (tags: Tags): string | undefined =>
  Object.keys(tags).find((key) => KEEP.test(key) && !NO.test(tags[key] ?? ''));

/** Who makes a resource again when it is gone, by the tag that tells it. */
const MAKERS: readonly (readonly [key: RegExp, who: string])[] = [
  [/^aws:autoscaling:groupName$/, 'Auto Scaling group'],
  [/^eks:(cluster-name|nodegroup-name)$/, 'EKS'],
  [/^kubernetes\.io\/cluster\//, 'Kubernetes cluster'],
  [/^elbv2\.k8s\.aws\/cluster$/, 'Kubernetes cluster'],
  [/^kubernetes\.io\/created-for\/pvc\/name$/, 'Kubernetes volume claim'],
  [/^AmazonECSManaged$/, 'ECS capacity provider'],
  [/^aws:elasticmapreduce:/, 'EMR cluster'],
];

const STACK = 'aws:cloudformation:stack-name';

/** What would make the resource again, in words; undefined when nothing would. */
const makerOf = (tags: Tags): string | undefined => {
  for (const [key, value] of Object.entries(tags)) {
    const maker = MAKERS.find(([pattern]) => pattern.test(key));
    if (maker !== undefined) return `${maker[1]} ${value || key}`.trim();
  }
  return undefined;
};

/** The stack that owns the resource; undefined when none does. */
const stackOf = (tags: Tags): string | undefined => tags[STACK];

/** A stack that has a name of ours and whose tags do not say so: its description may. */
export const stackToAsk = (tags: Tags): string | undefined => {
  const name = stackOf(tags);
  return name === undefined || !hasOurName(name) || isOurStack(name, tags) ? undefined : name;
};

/** The stack that owns the resource, and whether a plan of ours made it. */
export const owningStack = ({
  tags,
  stackDescription,
}: Pick<Seen, 'tags' | 'stackDescription'>): Saving['stack'] => {
  const name = stackOf(tags);
  return name === undefined
    ? undefined
    : { name, isOurs: isOurStack(name, tags, stackDescription) };
};

/** The owner as evidence; nothing for a resource that nobody owns. */
export const ownerEvidence = (tags: Tags): readonly Evidence[] => {
  const [maker, stack] = [makerOf(tags), stackOf(tags)];
  return [
    ...(maker === undefined ? [] : [{ what: 'made by', value: maker }]),
    ...(stack === undefined ? [] : [{ what: 'CloudFormation stack', value: stack }]),
  ];
};

/** The risk of a kind of finding, raised by whoever owns this resource. */
export const riskFor = (tags: Tags, own: Risk): Risk => {
  const [maker, stack] = [makerOf(tags), stackOf(tags)];
  if (maker !== undefined)
    return { level: 'high', because: `${maker} would make it again; ${own.because}` };
  if (stack === undefined) return own;
  const because = `stack ${stack} owns it and would drift; ${own.because}`;
  return { level: own.level === 'high' ? 'high' : 'medium', because };
};

/** What something else made is changed there: to touch the copy would only bring it back. */
export const remedyFor = (tags: Tags, own: Remedy): Remedy => {
  const maker = makerOf(tags);
  return maker === undefined
    ? own
    : { do: 'propose', what: `change it where it is made: ${maker}` };
};
