import type { ParameterValue } from '../task/aws-task.ts';
import type { Fence } from './read-markdown.ts';
import { readParameters } from './read-parameters.ts';
import type { Problem, TaskDraft } from './task-draft.ts';

const isTemplate = ({ language, text }: Fence): boolean =>
  /^(?:ya?ml|json|template|cloudformation|cfn)?$/i.test(language.trim()) &&
  /(?:^|[\s{,"])"?Resources"?\s*:/.test(text);

const formatOf = ({ text }: Fence): string => (text.trimStart().startsWith('{') ? 'json' : 'yaml');

/** Gives a stack the values of its template's parameters, where the request names any. */
export const withParameters = (draft: TaskDraft, text: string): TaskDraft => {
  const isStack = draft.resourceType === 'AWS::CloudFormation::Stack';
  if (!isStack || draft.taskType === 'DeleteResource') return draft;
  const given = readParameters(text);
  if (Object.keys(given).length === 0) return draft;
  return { ...draft, parameters: new Map([...draft.parameters, ['parameters', given]]) };
};

/**
 * Gives a stack its template: the one fence that holds `Resources`, or a path in the repository.
 * The text is data here; whether it can be read is decided in planning. Several are asked about.
 */
export const withTemplate = (draft: TaskDraft, fences: readonly Fence[]): TaskDraft => {
  if (draft.resourceType !== 'AWS::CloudFormation::Stack' || draft.taskType === undefined)
    return draft;
  if (draft.taskType !== 'CreateResource' && draft.taskType !== 'UpdateResource') return draft;
  const templates = fences.filter(isTemplate);
  const [template] = templates;
  const isTwice = templates.length > 1 || (template !== undefined && draft.parameters.has('path'));
  const problem: Problem = { field: 'template', ...(isTwice ? { reason: 'contradictory' } : {}) };
  const others = draft.problems.filter(({ field }) => field !== 'details' && field !== 'template');
  if (isTwice) return { ...draft, problems: [...others, problem] };
  if (template === undefined) {
    const isGiven = draft.parameters.has('path') || draft.parameters.has('action');
    return isGiven ? { ...draft, problems: others } : { ...draft, problems: [...others, problem] };
  }
  const given: readonly (readonly [string, ParameterValue])[] = [
    ['template', template.text],
    ['format', formatOf(template)],
  ];
  return { ...draft, problems: others, parameters: new Map([...draft.parameters, ...given]) };
};
