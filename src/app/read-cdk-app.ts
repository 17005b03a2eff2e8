import { posix } from 'node:path';
import type { GitHubRepository } from '../github/github.ts';
import {
  chooseCdkStack,
  readCdkManifest,
  refuseCdkAssets,
  refuseCdkPlace,
  withoutBootstrapCheck,
  type CdkPlace,
} from '../plan/cdk-app.ts';
import { parseTemplate, TEMPLATE_BYTES } from '../plan/parse-template.ts';
import type { IssueRef } from '../task/issue.ts';
import { canonicalJson } from '../task/json.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';
import { isTemplatePath, plainPath } from './lay-open-nested.ts';

/** A template that stands for a path, and the stack of the CDK app that it is, if it is one. */
export interface TemplateFile {
  readonly path: string;
  readonly text: string;
  readonly cdkStack?: string;
  /** What the app says of that stack and is not done here, in words. */
  readonly cdkDropped?: readonly string[];
}

/** The stack of an app that is meant, and where it is wanted. */
interface Meant extends CdkPlace {
  readonly name: string | undefined;
}

interface From {
  readonly github: Pick<GitHubRepository, 'readFile'>;
  readonly ref: IssueRef;
}

const readBeside = async (
  { github, ref }: From,
  manifest: string,
  file: string,
): Promise<Decided<TemplateFile>> => {
  const path = posix.join(posix.dirname(manifest), file);
  const text = isTemplatePath(path) ? await github.readFile(ref, path) : undefined;
  if (text !== undefined) return accepted({ path, text });
  return refused({
    code: 'template-unreadable',
    because: `The CDK app names \`${plainPath(path)}\`, which is not in the default branch.`,
    next: 'Merge the whole of `cdk.out`, as `cdk synth` wrote it; then `/plan`.',
  });
};

const withoutCheck = (text: string): string => {
  const parsed = parseTemplate(text, TEMPLATE_BYTES.inline);
  if (!parsed.ok) return text;
  const { template } = parsed.value;
  const without = withoutBootstrapCheck(template);
  return without === template ? text : canonicalJson(without);
};

/**
 * The template of the stack that is meant, where a path is the manifest of a synthesized CDK app;
 * the file itself where it is anything else. An app that has to upload something is refused, and
 * one that is for another place.
 */
export const readCdkApp = async (
  from: From,
  file: TemplateFile,
  meant: Meant,
): Promise<Decided<TemplateFile>> => {
  const stacks = /(^|\/)manifest\.json$/.test(file.path) ? readCdkManifest(file.text) : undefined;
  if (stacks === undefined) return accepted(file);
  const stack = chooseCdkStack(stacks, meant.name);
  if (!stack.ok) return stack;
  const misplaced = refuseCdkPlace(stack.value, meant);
  if (misplaced !== undefined) return refused(misplaced);
  const { assetsFile, templateFile, stackName: cdkStack, dropped: cdkDropped } = stack.value;
  const assets =
    assetsFile === undefined ? undefined : await readBeside(from, file.path, assetsFile);
  if (assets?.ok === false) return assets;
  const refusal =
    assets === undefined ? undefined : refuseCdkAssets(stack.value, assets.value.text);
  if (refusal !== undefined) return refused(refusal);
  const template = await readBeside(from, file.path, templateFile);
  if (!template.ok) return template;
  const { path, text } = template.value;
  return accepted({ path, text: withoutCheck(text), cdkStack, cdkDropped });
};
