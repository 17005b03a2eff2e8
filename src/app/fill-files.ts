import type { GitHubRepository } from '../github/github.ts';
import { findSecret } from '../intake/find-secrets.ts';
import { isMutation, type AwsTask } from '../task/aws-task.ts';
import type { IssueRef } from '../task/issue.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';

const isPath = (path: string): boolean =>
  /^[A-Za-z0-9._@-]+(\/[A-Za-z0-9._@-]+)*$/.test(path) && !path.split('/').includes('..');

const plain = (path: string): string => path.replaceAll(/[^A-Za-z0-9._@/-]/g, '?');

/** The path that an upload names; undefined for every other task, and where content is given. */
const pathOf = (task: AwsTask): string | undefined => {
  const { action, file, content } = task.parameters;
  const isUpload =
    isMutation(task) && task.resourceType === 'AWS::S3::Bucket' && action === 'upload';
  return isUpload && content === undefined && typeof file === 'string' ? file : undefined;
};

const fillOne = async (
  github: Pick<GitHubRepository, 'readFile'>,
  ref: IssueRef,
  task: AwsTask,
): Promise<Decided<AwsTask>> => {
  const path = pathOf(task);
  if (path === undefined) return accepted(task);
  const content = isPath(path) ? await github.readFile(ref, path) : undefined;
  if (content === undefined)
    return refused({
      code: 'template-unreadable',
      because: `The default branch has no file \`${plain(path)}\`.`,
      next: 'Merge the file first, or give its content in a fenced block; then `/plan`.',
    });
  const secret = findSecret(content);
  if (secret !== undefined)
    return refused({
      code: 'secret-in-request',
      because: `The file \`${plain(path)}\` holds what looks like ${secret}.`,
      next: 'Rotate it, take it out of the repository, and keep it in Secrets Manager.',
    });
  return accepted({ ...task, parameters: { ...task.parameters, content } });
};

/**
 * Reads files that are to be uploaded from the default branch, never from another. The text
 * becomes part of the task, so that the plan and its digest hold what was read.
 */
export const fillFiles = async (
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
