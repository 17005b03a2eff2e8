import type { NamedCheck } from '../baseline.ts';
import { isUnresolved, listOf, memberOf, textOf, Unresolved, valueAt } from '../template/value.ts';
import type { Value } from '../template/value.ts';
import { allOf, pass, unknown, unreadWords } from './judgement.ts';
import type { Judgement, Result, Subject } from './judgement.ts';
import { relatedTo } from './relation.ts';

/** Where a resource keeps policies that grant it something. */
const permissionDocuments = (properties: Value): readonly Value[] => [
  ...listOf(valueAt(properties, 'Policies')).map((one) =>
    isUnresolved(one) ? one : memberOf(one, 'PolicyDocument'),
  ),
  valueAt(properties, 'PolicyDocument'),
  valueAt(properties, 'KeyPolicy'),
  valueAt(properties, 'ResourcePolicy'),
  valueAt(properties, 'FileSystemPolicy'),
];

/** Types that belong to what they name as those of the list do, one policy at a time. */
const INLINE: Readonly<Record<string, { readonly type: string; readonly by: string }>> = {
  'AWS::SNS::TopicPolicy': { type: 'AWS::SNS::TopicInlinePolicy', by: 'TopicArn' },
  'AWS::SQS::QueuePolicy': { type: 'AWS::SQS::QueueInlinePolicy', by: 'Queue' },
};

const relatedPolicies = (subject: Subject, options: NamedCheck): readonly Value[] => {
  const { types = [], by = '' } = options.policies ?? {};
  const inline = types.flatMap((type) => INLINE[type] ?? []);
  return [{ types, by }, ...inline.map((one) => ({ types: [one.type], by: one.by }))]
    .flatMap((one) => relatedTo(subject, one.types, one.by))
    .flatMap(({ resource }) => permissionDocuments(resource.properties));
};

/** The policy documents a check looks at: a named one, those of related policies, or its own. */
export const documentsOf = (subject: Subject, options: NamedCheck): readonly Value[] => {
  const own =
    options.document === undefined
      ? permissionDocuments(subject.properties)
      : [valueAt(subject.properties, options.document)];
  const related = relatedPolicies(subject, options);
  const why = unreadWords(subject, options.policies?.types ?? []);
  const notRead = why === undefined ? [] : [new Unresolved({ why })];
  return [...own, ...related, ...notRead].filter((one) => one !== undefined);
};

const parsed = (document: Value): Value => {
  if (typeof document !== 'string') return document;
  try {
    return JSON.parse(document) as Value;
  } catch {
    return undefined;
  }
};

/** The statements of a document; one that is not resolved stays so. */
export const statementsOf = (document: Value): readonly Value[] => {
  if (isUnresolved(document)) return [document];
  return listOf(memberOf(parsed(document), 'Statement'));
};

/** Whether a statement allows. */
export const allows = (statement: Value): Result => {
  const effect = memberOf(statement, 'Effect');
  if (isUnresolved(effect)) return 'unknown';
  return textOf(effect)?.toLowerCase() === 'allow' ? 'pass' : 'fail';
};

/** A statement as people find it again. */
export const statementName = (statement: Value, index: number): string =>
  textOf(memberOf(statement, 'Sid')) ?? `statement ${index + 1}`;

/** Judges every statement that allows; those that deny pass. */
export const judgeAllows = (
  documents: readonly Value[],
  judge: (statement: Value, name: string) => Judgement,
): Judgement =>
  allOf(
    documents.flatMap(statementsOf).map((statement, index) => {
      if (isUnresolved(statement)) return unknown(`a policy can not be resolved: ${statement.why}`);
      const isAllow = allows(statement);
      if (isAllow === 'fail') return pass('');
      const judgement = judge(statement, statementName(statement, index));
      if (isAllow === 'pass' || judgement.result === 'pass') return judgement;
      return unknown(`the effect is not known: ${judgement.detail}`);
    }),
  );

/** Whether a text is nothing but a wildcard. A pattern with literal parts never is. */
export const isWildcard = (value: Value): Result => {
  if (!isUnresolved(value)) return textOf(value)?.trim() === '*' ? 'pass' : 'fail';
  const literal = value.pattern.replaceAll('\u0000', '');
  if (literal !== '' && literal !== '*') return 'fail';
  return value.refs.length > 0 && literal === '' ? 'fail' : 'unknown';
};

/** Pass when one of the results passes, else unknown when one is. */
export const someResult = (results: readonly Result[]): Result => {
  if (results.includes('pass')) return 'pass';
  return results.includes('unknown') ? 'unknown' : 'fail';
};
