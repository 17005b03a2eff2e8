import { listOf, memberOf, valueAt } from '../template/value.ts';
import { fail, lacking, pass, STACK_TAGS, unknown, type NamedJudge } from './judgement.ts';
import { doesName } from './relation.ts';
import { tagsOf } from './tags.ts';

/** Holds for every resource of the type. */
export const always: NamedJudge = () => pass('it is always so');

/** Holds for none: the resource itself is what should not be. */
export const never: NamedJudge = (subject) => fail(`${subject.resource.type} should not be used`);

/** A resource of one of the types stands in the same template, whatever it names. */
export const beside: NamedJudge = (subject, { types = [] }) => {
  const found = [...subject.model.resources.values()].filter((one) => types.includes(one.type));
  const [first] = found;
  if (first === undefined) return fail(`no ${types.join(' or ')} stands beside it`);
  const isCertain = found.some((one) => one.isCertain);
  return (isCertain ? pass : unknown)(`${first.id} stands beside it`);
};

const POLICIES = ['DeletionPolicy', 'UpdateReplacePolicy'] as const;

/** Neither the end of its stack nor a replacement deletes it. What runs does not show it. */
export const retained: NamedJudge = ({ context, model, resource }) => {
  if (context.isLive) return unknown('what becomes of it with its stack is not known');
  const declared = model.template.Resources[resource.id];
  const missing = POLICIES.filter((key) => declared?.[key] !== 'Retain');
  return missing.length === 0
    ? pass('it stays when its stack goes')
    : fail(`${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not Retain`);
};

/** What stands in a template comes from one; what runs shows its stack in a tag. */
export const fromTemplate: NamedJudge = (subject) => {
  if (!subject.context.isLive) return pass('it stands in a template');
  return tagsOf(subject).has('aws:cloudformation:stack-name')
    ? pass('a stack owns it')
    : lacking(subject, [STACK_TAGS], 'no stack owns it');
};

/** Another bucket of the template replicates into this one. */
export const replicationDestination: NamedJudge = (subject) => {
  const named = new Set(
    [...subject.model.resources.values()]
      .filter((one) => one.type === subject.resource.type && one.id !== subject.resource.id)
      .flatMap((one) => listOf(valueAt(one.properties, 'ReplicationConfiguration.Rules')))
      .map((rule) => doesName(valueAt(memberOf(rule, 'Destination'), 'Bucket'), subject.resource)),
  );
  if (named.has('pass')) return pass('another bucket replicates into it');
  return named.has('unknown')
    ? unknown('a destination is not known')
    : lacking(subject, [subject.resource.type], 'it is no replica');
};
