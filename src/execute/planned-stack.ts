import { z } from 'zod';
import type { OperateStep, RemoveStep } from '../plan/step.ts';
import { isOurStack } from '../services/owner.ts';
import { parseOwnTemplate } from '../services/template-edit.ts';
import { canonicalJson } from '../task/json.ts';
import type { Refusal } from '../task/refusal.ts';
import { stale } from './execution-refusals.ts';
import type { StackState } from './ports.ts';
import type { StepContext } from './step-context.ts';

/** A step that acts on a whole stack and names what is in it. */
interface Planned extends Pick<RemoveStep, 'stackId' | 'stackName' | 'region' | 'changes'> {
  readonly template?: RemoveStep['template'] | undefined;
}

interface Context {
  readonly step: Planned;
  readonly watcher: StepContext['watcher'];
}

/** What was read in planning may be old, or told otherwise than it was: the stack decides. */
const isPlanned = ({ step }: Context, stack: StackState): boolean =>
  stack.stackId === step.stackId &&
  stack.stackName === step.stackName &&
  isOurStack(stack.stackName, stack.tags, stack.description);

/** Resources that are not those of the plan: nobody approved what becomes of them. */
const strangersIn = async ({ step, watcher }: Context): Promise<readonly string[]> => {
  const nameOf = (one: { readonly logicalId: string; readonly type: string }, id: string): string =>
    canonicalJson([one.logicalId, one.type, id]);
  const planned = new Set(step.changes.map((one) => nameOf(one, one.physicalId ?? '')));
  const resources = await watcher.listStackResources(step.region, step.stackId);
  return resources
    .filter((one) => one.status !== 'DELETE_COMPLETE' && !planned.has(nameOf(one, one.physicalId)))
    .map((one) => one.logicalId);
};

const answer = z.object({ TemplateBody: z.string() });

/** Whether the template still says what is kept and what goes. */
const hasPlannedTemplate = async ({ step, watcher }: Context): Promise<boolean> => {
  if (step.template === undefined) return false;
  const said = await watcher.read({
    client: 'CloudFormation',
    operation: 'GetTemplate',
    region: step.region,
    input: { StackName: step.stackId, TemplateStage: 'Original' },
  });
  const body = said.ok ? answer.safeParse(said.output).data?.TemplateBody : undefined;
  const parsed = body === undefined ? undefined : parseOwnTemplate(body);
  return parsed?.ok === true && canonicalJson(parsed.value) === canonicalJson(step.template);
};

/** The stack of a rollback that is continued: its id is in the plan, and that alone decides. */
export const continuedStack = (step: OperateStep, { stackName }: StackState): Planned => {
  const { target: stackId, region, changes, stackTemplate: template } = step;
  return { stackId, stackName, region, changes, template };
};

/** Why a stack is not the one that was approved; undefined when it is. */
export const otherStack = async (
  context: Context,
  stack: StackState,
): Promise<Refusal | undefined> => {
  const { stackName } = context.step;
  if (!isPlanned(context, stack)) return stale(`${stackName} is not the stack that was planned.`);
  const strangers = await strangersIn(context);
  if (strangers.length > 0) {
    return stale(`The stack holds what the plan does not name: ${strangers.join(', ')}.`);
  }
  if (await hasPlannedTemplate(context)) return undefined;
  return stale(`The template of ${stackName} is not the one that was planned with.`);
};
