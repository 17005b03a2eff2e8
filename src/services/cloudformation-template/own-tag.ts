import type { DeployDraft } from '../../plan/step.ts';
import { isJsonObject, type Json } from '../../task/json.ts';
import type { Refusal } from '../../task/refusal.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import type { OwnStack } from '../owner.ts';
import type { DraftContext } from '../service.ts';
import { changedNames, parseOwnTemplate, propertiesOf } from '../template-edit.ts';
import { typeTableOf } from '../type-tables.ts';

const TAG = 'CoworkerIssue';

/** Types to which CloudFormation hands no tags of the stack, with the name of their own tags. */
const UNTAGGED: Readonly<Record<string, string>> = {
  'AWS::EC2::LaunchTemplate': 'launch-template',
};

/** The text of a value, or of the parameter that it names. */
const textOfValue = (value: Json | undefined, draft: DeployDraft): Json | undefined => {
  const name = isJsonObject(value) ? value['Ref'] : undefined;
  if (typeof name !== 'string') return value;
  return draft.parameters[name] ?? draft.template.Parameters?.[name]?.['Default'];
};

const carries = (draft: DeployDraft, id: string, kind: string): boolean =>
  listOf(propertiesOf(draft.template, id)['TagSpecifications'])
    .filter((one) => at(one, 'ResourceType') === kind)
    .flatMap((one) => listOf(at(one, 'Tags')))
    .filter((tag) => at(tag, 'Key') === TAG)
    .some((tag) => textOfValue(at(tag, 'Value'), draft) === draft.tags[TAG]);

/** True for what is there and stays the same one: it is known by its id. */
const isKnown = (stack: OwnStack | undefined, draft: DeployDraft, id: string): boolean => {
  if (stack?.resources.every(({ logicalId }) => logicalId !== id) !== false) return false;
  const before = parseOwnTemplate(stack.templateBody);
  if (!before.ok) return false;
  const fixed = typeTableOf(draft.template.Resources[id]?.Type ?? '')?.createOnly ?? [];
  const names = changedNames(propertiesOf(before.value, id), propertiesOf(draft.template, id));
  const isSame = names.every((name) => !fixed.includes(name));
  const by = fixed.map((name) => propertiesOf(draft.template, id)[name]);
  return isSame && by.every((value) => value === undefined || typeof value === 'string');
};

/**
 * Why what a given template makes could not be deleted again when the stack fails: the session
 * knows it by the tag of the issue, and only the template itself can give it that tag.
 */
export const untaggedParts = (
  context: DraftContext,
  draft: DeployDraft,
  stack: OwnStack | undefined,
): Refusal | undefined => {
  if (!isExecuteTier(context.tier)) return undefined;
  const found = Object.entries(draft.template.Resources).find(([id, { Type }]) => {
    const kind = UNTAGGED[Type];
    const isTagged = draft.tags[TAG] !== undefined && carries(draft, id, kind ?? '');
    return kind !== undefined && !isKnown(stack, draft, id) && !isTagged;
  });
  if (found === undefined) return undefined;
  const [id, { Type }] = found;
  const value = draft.tags[TAG];
  return {
    code: 'template-unsupported',
    because:
      `\`${id}\` would be made without the tag \`${TAG}\` of this issue, by which alone the ` +
      `session may delete it again if the stack fails: CloudFormation hands ${Type} no tags.`,
    next:
      value === undefined
        ? `The stack carries no such tag either: ask for \`${id}\` in a stack of its own.`
        : `Give \`${id}\` in the template \`TagSpecifications\` with the ResourceType ` +
          `\`${UNTAGGED[Type] ?? ''}\` and the tag \`${TAG}\`: \`${value}\`.`,
  };
};
