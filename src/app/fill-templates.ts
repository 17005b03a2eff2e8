import type { GitHubRepository } from '../github/github.ts';
import { isMutation, type AwsTask, type MutationTask } from '../task/aws-task.ts';
import type { IssueRef } from '../task/issue.ts';
import { isPath, layOpenNested, plainPath } from './lay-open-nested.ts';
import { readCdkApp } from './read-cdk-app.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';

const STACK = 'AWS::CloudFormation::Stack';

/** What a type takes from a file: the parameter that names it, and the one that gets its text. */
interface Filling {
  readonly path: string;
  readonly text: string;
  readonly ends: RegExp;
  readonly words: string;
}

/** Table: the types whose text may stand in the repository. */
const FILLINGS: Readonly<Record<string, Filling>> = {
  [STACK]: {
    path: 'path',
    text: 'template',
    ends: /\.(ya?ml|json|template)$/,
    words: 'template',
  },
  'AWS::CloudFront::Function': { path: 'code', text: 'code', ends: /\.m?js$/, words: 'code' },
};

/** Code itself has spaces or lines; a path has none. */
const isNamed = (value: unknown): value is string => typeof value === 'string' && !/\s/.test(value);

type Source = Parameters<typeof layOpenNested>[0];

/** A template, or one stack of a synthesized app, with everything nested in it laid open. */
const fillNested = async (
  source: Source,
  task: MutationTask,
  given: { readonly path: string; readonly text: string },
): Promise<Decided<AwsTask>> => {
  const { accountId, parameters, region } = task;
  const name = typeof parameters['name'] === 'string' ? parameters['name'] : undefined;
  const place = { accountId, ...(region === undefined ? {} : { region }) };
  const file = await readCdkApp(source, given, { name, ...place });
  if (!file.ok) return file;
  const laid = await layOpenNested(source, file.value);
  if (!laid.ok) return laid;
  const { nested, text: template } = laid.value;
  const { cdkStack, cdkDropped = [] } = file.value;
  const also = {
    ...(nested.length === 0 ? {} : { nested }),
    ...(cdkStack === undefined ? {} : { cdkStack }),
    ...(cdkDropped.length === 0 ? {} : { cdkDropped }),
  };
  return accepted({ ...task, parameters: { ...parameters, template, ...also } });
};

const fillOne = async (
  github: Pick<GitHubRepository, 'readFile'>,
  ref: IssueRef,
  task: AwsTask,
): Promise<Decided<AwsTask>> => {
  if (!isMutation(task)) return accepted(task);
  const filling = FILLINGS[task.resourceType];
  const path = task.parameters[filling?.path ?? ''];
  if (filling === undefined || !isNamed(path)) return accepted(task);
  const text = isPath(path, filling.ends) ? await github.readFile(ref, path) : undefined;
  if (text === undefined) {
    return refused({
      code: 'template-unreadable',
      because: `The default branch has no ${filling.words} \`${plainPath(path)}\`.`,
      next: `Merge the ${filling.words} first, or give it in a fenced block; then \`/plan\`.`,
    });
  }
  if (task.resourceType === STACK) return fillNested({ github, ref }, task, { path, text });
  return accepted({ ...task, parameters: { ...task.parameters, [filling.text]: text } });
};

/**
 * Reads templates, and code of functions at the edge, that are given by their path from the default
 * branch, never from another. The text becomes part of the task, so that the plan and its digest
 * hold what was read.
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
