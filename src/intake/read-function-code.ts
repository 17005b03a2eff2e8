import type { ParameterValue } from '../task/aws-task.ts';
import type { Fence } from './read-markdown.ts';
import type { Problem, TaskDraft } from './task-draft.ts';

const isCode = ({ language, text }: Fence): boolean =>
  /^(?:js|javascript|mjs)?$/i.test(language.trim()) && /\bfunction\s+handler\s*\(/.test(text);

/**
 * Gives a function of CloudFront its code: the one fence that holds a `handler`. It is data here;
 * whether it fits is decided in planning. Several are asked about.
 */
export const withFunctionCode = (draft: TaskDraft, fences: readonly Fence[]): TaskDraft => {
  const isChange = draft.taskType === 'CreateResource' || draft.taskType === 'UpdateResource';
  if (draft.resourceType !== 'AWS::CloudFront::Function' || !isChange) return draft;
  const [code, ...others] = fences.filter(isCode);
  if (code === undefined) return draft;
  const problems = draft.problems.filter(({ field }) => field !== 'code' && field !== 'details');
  const twice: Problem = { field: 'code', reason: 'contradictory' };
  if (others.length > 0) return { ...draft, problems: [...problems, twice] };
  const given: readonly [string, ParameterValue] = ['code', code.text];
  return { ...draft, problems, parameters: new Map([...draft.parameters, given]) };
};
