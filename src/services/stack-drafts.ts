import { ownerOf } from '../agents/roster.ts';
import type { PlannedChange } from '../plan/change.ts';
import type { DeployDraft, Inverse, RemoveDraft } from '../plan/step.ts';
import type { Template } from '../plan/template.ts';
import { canonicalJson } from '../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import { capabilitiesOf } from './capabilities.ts';
import { needsOfDeploy } from './needs.ts';
import { isOurStack, type OwnStack } from './owner.ts';
import type { DraftContext } from './service.ts';
import { parseOwnTemplate } from './template-edit.ts';
import { typeTableOf } from './type-tables.ts';

/** How a deploy draft describes itself. */
export interface DeployWords {
  readonly summary: string;
  readonly inverse: Inverse;
}

/** Forward and back of the slowest type of a template. */
const slowestOf = (types: readonly string[]): number =>
  2 * Math.max(0, ...types.map((type) => typeTableOf(type)?.slowestMinutes ?? 0));

const deployBase = (context: DraftContext, template: Template, words: DeployWords) =>
  ({
    kind: 'deploy',
    taskIds: [context.task.id],
    accountId: context.account.id,
    region: context.region,
    summary: words.summary,
    ownerAgent: context.task.assignedAgent,
    operationClass: 'non-destructive',
    needs: [],
    inverse: words.inverse,
    slowestMinutes: slowestOf(Object.values(template.Resources).map((one) => one.Type)),
    isGiven: false,
    template,
    templateBody: canonicalJson(template),
    capabilities: capabilitiesOf(template),
  }) as const satisfies Partial<DeployDraft>;

/**
 * A new stack of our own template. Needs, class and time are completed by the plan once the
 * change set is known. Stack tags repeat the resource's, so that the stack is known as ours.
 */
export const createStack = (
  context: DraftContext,
  template: Template,
  words: DeployWords,
): DeployDraft => ({
  ...deployBase(context, template, words),
  stackName: context.stackName,
  changeSetType: 'CREATE',
  parameters: {},
  tags: context.tagsFor(context.stackName),
});

const isKnownByText = (stackName: string, template: Template): boolean =>
  isOurStack(stackName, {}, template.Description);

/**
 * The tags of a stack stay. One that an import made has none and is known by its description: where
 * another template takes that away, the tags that tell of us come with the same update.
 */
const tagsAfter = (
  context: DraftContext,
  stack: OwnStack,
  after: Template,
): Readonly<Record<string, string>> => {
  const { stackName, tags } = stack;
  if (isOurStack(stackName, tags) || isKnownByText(stackName, after)) return tags;
  const before = parseOwnTemplate(stack.templateBody);
  if (!before.ok || !isKnownByText(stackName, before.value)) return tags;
  return { ...tags, ...context.tagsFor(stackName) };
};

/** What a stack holds and shall not any more; nothing where its template is not ours to read. */
const leavingOf = (
  { templateBody, parameters }: OwnStack,
  after: Template,
): Pick<DeployDraft, 'leaving' | 'leavesFrom'> => {
  const before = parseOwnTemplate(templateBody);
  if (!before.ok) return {};
  const left = Object.entries(before.value.Resources).filter(
    ([id]) => !Object.hasOwn(after.Resources, id),
  );
  if (left.length === 0) return {};
  return { leaving: Object.fromEntries(left), leavesFrom: { template: before.value, parameters } };
};

/** What an update is called until it is known what of the request it is about. */
export const updateSummaryOf = (stackName: string): string => `update stack ${stackName}`;

/** What an update sets; its parameters stay where none are told. */
interface StackChange extends DeployWords, Partial<Pick<DeployDraft, 'parameters'>> {
  readonly template: Template;
}

/** An update of a stack of ours; its tags stay, so that issue and date remain those of creation. */
export const updateStack = (
  context: DraftContext,
  stack: OwnStack,
  change: StackChange,
): DeployDraft => ({
  ...deployBase(context, change.template, change),
  stackName: stack.stackName,
  stackId: stack.stackId,
  changeSetType: 'UPDATE',
  parameters: change.parameters ?? stack.parameters,
  ...leavingOf(stack, change.template),
  tags: tagsAfter(context, stack, change.template),
});

const COMPLETE = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

/** Why a stack of ours can not be changed now; undefined when it can. */
export const stackRefusal = (stack: OwnStack, intent: 'update' | 'delete'): Refusal | undefined => {
  if (stack.hasRole)
    return {
      code: 'stack-has-role',
      because: `The stack ${stack.stackName} carries a role, with which changes would run.`,
      next: 'Recreate the stack without a role; CloudFormation can not take it away.',
    };
  const isGone = intent === 'delete' && /^(ROLLBACK_COMPLETE|.*_FAILED)$/.test(stack.status);
  if (COMPLETE.test(stack.status) || isGone) return undefined;
  return {
    code: 'stack-not-ready',
    because: `The stack \`${stack.stackName}\` is in state \`${stack.status}\`.`,
    next:
      stack.status === 'ROLLBACK_COMPLETE'
        ? 'Its creation failed and nothing is left in it. `/rollback` removes it and closes the ' +
          'issue; reopen it then and type `/plan`.'
        : 'Wait until the stack has come to rest or mend it, then `/plan`.',
  };
};

const keeps = (policy: string | undefined): boolean =>
  policy === 'Retain' || policy === 'RetainExceptOnCreate';

const deletion = (member: OwnStack['resources'][number], template: Template): PlannedChange => {
  const isKept = keeps(template.Resources[member.logicalId]?.DeletionPolicy);
  return {
    action: isKept ? 'release' : 'delete',
    logicalId: member.logicalId,
    type: member.type,
    ...(member.physicalId === '' ? {} : { physicalId: member.physicalId }),
    ownerAgent: ownerOf(member.type),
    properties: [],
    losesData: !isKept && (typeTableOf(member.type)?.isStateful ?? true),
    isSensitive:
      !isKept &&
      (member.type.startsWith('AWS::IAM::') || member.type === 'AWS::EC2::SecurityGroup'),
    isConditional: false,
  };
};

/** The deletion of a whole stack of ours, with everything that is in it. */
export const removeStack = (
  context: DraftContext,
  stack: OwnStack,
  inverse: Inverse,
): Decided<RemoveDraft> => {
  const refusal = stackRefusal(stack, 'delete');
  if (refusal !== undefined) return refused(refusal);
  const template = parseOwnTemplate(stack.templateBody);
  if (!template.ok) return template;
  const changes = stack.resources.map((member) => deletion(member, template.value));
  const draft = { ...stack, template: template.value, region: context.region };
  return accepted({
    kind: 'remove',
    taskIds: [context.task.id],
    accountId: context.account.id,
    region: context.region,
    summary: `delete stack ${stack.stackName}`,
    ownerAgent: context.task.assignedAgent,
    operationClass: changes.some((change) => change.isSensitive) ? 'sensitive' : 'destructive',
    needs: needsOfDeploy({ draft, account: context.account, changes }),
    inverse,
    slowestMinutes: slowestOf(changes.map((change) => change.type)),
    stackName: stack.stackName,
    stackId: stack.stackId,
    template: template.value,
    changes,
  });
};
