import type { AwsResourceType } from '../task/resource-type.ts';
import type { Problem, TaskDraft } from './task-draft.ts';

/** What each field names. */
const KINDS: Readonly<Record<string, readonly AwsResourceType[]>> = {
  vpc: ['AWS::EC2::VPC'],
  subnet: ['AWS::EC2::Subnet'],
  securityGroup: ['AWS::EC2::SecurityGroup'],
  target: ['AWS::EC2::NatGateway', 'AWS::EC2::InternetGateway'],
};

const isOneOf = (drafts: readonly TaskDraft[], field: string, name: string): boolean =>
  drafts.some(
    ({ resourceType, parameters }) =>
      resourceType !== undefined &&
      (KINDS[field] ?? []).includes(resourceType) &&
      parameters.get('name') === name,
  );

const settled = (draft: TaskDraft, others: readonly TaskDraft[]): TaskDraft => {
  if (draft.taskType === 'DeleteResource') return draft;
  const words = [...(draft.perhaps ?? [])].filter(([field]) => !draft.parameters.has(field));
  if (words.length === 0) return draft;
  const names = words.filter(([field, word]) => isOneOf(others, field, word));
  const unknown = words.filter(([field, word]) => !isOneOf(others, field, word));
  const asked = unknown.map(([field]): Problem => ({ field }));
  return {
    ...draft,
    parameters: new Map([...draft.parameters, ...names]),
    problems: [...draft.problems, ...asked],
  };
};

/**
 * "In the VPC ledger" names a network where the same issue has a task about one of that name. Else
 * the word may go on with the sentence, and a default network would be taken without a word: it is
 * asked about.
 */
export const namedBeside = (drafts: readonly TaskDraft[]): readonly TaskDraft[] =>
  drafts.map((draft) =>
    settled(
      draft,
      drafts.filter((other) => other !== draft),
    ),
  );
