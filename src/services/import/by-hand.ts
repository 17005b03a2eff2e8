import type { DeployDraft, ImportedResource } from '../../plan/step.ts';
import { canonicalJson } from '../../task/json.ts';
import type { Refusal } from '../../task/refusal.ts';
import type { DraftContext } from '../service.ts';

const LONGEST_TEMPLATE = 1800;

/** What stands in single quotes of a shell and in a code span as it is. */
const PLAIN = /^[ !"#$%&()*+,./0-9:;=?A-Z[\]^_a-z{}~-]+$/;

/** On one line, with blanks that nobody would fold. */
const isPlain = (text: string): boolean => PLAIN.test(text) && !text.includes('  ');

const bodyOf = ({ templateBody, template }: DeployDraft): string =>
  templateBody ?? canonicalJson(template);

const code = (...words: readonly string[]): string => `\`aws cloudformation ${words.join(' ')}\``;

const retained = ({ logicalId, type }: ImportedResource): string =>
  `\`${logicalId}\` of type \`${type}\`, with \`DeletionPolicy\` and \`UpdateReplacePolicy\` ` +
  '`Retain` and every property that AWS tells of it';

/** A flag of a call, and what must be known of the file that it names. */
interface Told {
  readonly words: string;
  readonly flag: string;
}

/** The template whole, in the call; or in words what must be in a file of it. */
const templateOf = (draft: DeployDraft, imported: ImportedResource): Told => {
  const body = bodyOf(draft);
  if (isPlain(body) && body.length <= LONGEST_TEMPLATE)
    return { words: '', flag: `--template-body '${body}'` };
  const flag = '--template-body file://template.json';
  if (draft.stackId !== undefined)
    return {
      words: `\`template.json\` is the template of the stack with ${retained(imported)}. `,
      flag,
    };
  const description = draft.template.Description ?? '';
  const says = `It has the \`Description\` \`${description}\`, by which the stack is known here, `;
  return { words: `Write \`template.json\`. ${says}and ${retained(imported)}. `, flag };
};

/** What is imported, in the call; or in words what must be in a file of it. */
const resourcesOf = ({ logicalId, type, identifier }: ImportedResource): Told => {
  const one = [
    { ResourceType: type, LogicalResourceId: logicalId, ResourceIdentifier: identifier },
  ];
  const text = JSON.stringify(one);
  if (isPlain(text)) return { words: '', flag: `--resources-to-import '${text}'` };
  const words =
    `\`resources.json\` is a list of one object: \`ResourceType\` \`${type}\`, ` +
    `\`LogicalResourceId\` \`${logicalId}\` and a \`ResourceIdentifier\` with its ` +
    `\`${Object.keys(identifier).join()}\`. `;
  return { words, flag: '--resources-to-import file://resources.json' };
};

/** What the stack has beside its template, which stays. */
const keptOf = ({ parameters, capabilities }: DeployDraft): readonly string[] => [
  ...Object.keys(parameters).map((name, at) =>
    at === 0
      ? `--parameters ParameterKey=${name},UsePreviousValue=true`
      : `ParameterKey=${name},UsePreviousValue=true`,
  ),
  ...(capabilities.length === 0 ? [] : [`--capabilities ${capabilities.join(' ')}`]),
];

/**
 * Staging and production: the pipeline makes and updates stacks, and imports nothing. Told is what
 * a person calls, from the template to the end of the import.
 */
export const byHand = (
  { region }: DraftContext,
  draft: DeployDraft,
  imported: ImportedResource,
): Refusal => {
  const template = templateOf(draft, imported);
  const resources = resourcesOf(imported);
  const stack = `--region ${region} --stack-name ${draft.stackName}`;
  const named = `${stack} --change-set-name import`;
  const create = [`--change-set-type IMPORT ${named}`, template.flag, resources.flag];
  return {
    code: 'no-route',
    because:
      'Nothing is carried out from here in this tier, and the pipeline that deploys pull ' +
      'requests makes and updates stacks, but imports nothing.',
    next:
      `Whoever runs the pipeline imports it there. ${template.words}${resources.words}` +
      `${code('create-change-set', ...create, ...keptOf(draft))}, ` +
      `${code('wait change-set-create-complete', named)}, ` +
      `${code('execute-change-set', named)} and ` +
      `${code('wait stack-import-complete', stack)}. ` +
      'The stack is one of ours then, and its changes are pull requests.',
  };
};
