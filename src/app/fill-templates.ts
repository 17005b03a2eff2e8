import type { GitHubRepository } from '../github/github.ts';
import { isMutation, type AwsTask } from '../task/aws-task.ts';
import type { IssueRef } from '../task/issue.ts';
import { isTemplatePath, layOpenNested, plainPath } from './lay-open-nested.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';

const fillOne = async (
  github: Pick<GitHubRepository, 'readFile'>,
  ref: IssueRef,
  task: AwsTask,
): Promise<Decided<AwsTask>> => {
  const path = task.parameters['path'];
  const isTemplate = isMutation(task) && task.resourceType === 'AWS::CloudFormation::Stack';
  if (!isTemplate || typeof path !== 'string') return accepted(task);
  const text = isTemplatePath(path) ? await github.readFile(ref, path) : undefined;
  if (text === undefined) {
    return refused({
      code: 'template-unreadable',
      because: `The default branch has no template \`${plainPath(path)}\`.`,
      next: 'Merge the template first, or give it in a fenced block; then `/plan`.',
    });
  }
  const laid = await layOpenNested({ github, ref }, { path, text });
  if (!laid.ok) return laid;
  const { nested, text: template } = laid.value;
  const also = nested.length === 0 ? {} : { nested };
  return accepted({ ...task, parameters: { ...task.parameters, template, ...also } });
};

/**
 * Reads templates that are given by their path from the default branch, never from another. The
 * text becomes part of the task, so that the plan and its digest hold what was read.
 */
export const fillTemplates = async (
  github: Pick<GitHubRepository, 'readFile'>,
  ref: IssueRef,
  tasks: readonly AwsTask[],
): Promise<Decided<readonly AwsTask[]>> => {
  const filled: AwsTask[] = [];
  for (const task of tasks) {
    const one = await fillOne(github, ref, task);
    if (!one.ok) return one;
    filled.push(one.value);
  }
  return accepted(filled);
};
