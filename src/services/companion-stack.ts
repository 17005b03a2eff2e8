import type { Inverse } from '../plan/step.ts';
import type { Template } from '../plan/template.ts';
import { accepted, type Decided } from '../task/refusal.ts';
import { draftStackUpdate } from './existing-tasks.ts';
import type { OwnStack } from './owner.ts';
import type { Draft, DraftContext } from './service.ts';
import { createStack, removeStack } from './stack-drafts.ts';

/**
 * A second stack of one task. One session executes one change set and holds 2,048 characters of
 * policy; what does not fit beside the main resource stands in a stack of its own, before it.
 */
export interface CompanionStack {
  readonly suffix: string;
  readonly template: Template;
  /** As an earlier plan left it; null when it is not there. */
  readonly own: OwnStack | null;
  readonly summary: string;
}

/** The name of a companion of a stack. */
export const companionName = (stackName: string, suffix: string): string =>
  `${stackName}-${suffix}`;

const REVERSIBLE: Inverse = { reversibility: 'reversible', summary: 'delete this stack' };

const draftCompanion = (context: DraftContext, companion: CompanionStack): Decided<Draft> => {
  const { own, template, suffix, summary } = companion;
  if (own !== null) {
    const update = draftStackUpdate(context, own, template);
    if (!update.ok) return update;
    const words = { summary: summary.replace(/^create /, 'update ') };
    return accepted({
      ...update.value,
      steps: update.value.steps.map((step) => ({ ...step, ...words })),
    });
  }
  const stackName = companionName(context.stackName, suffix);
  const step = createStack({ ...context, stackName }, template, { summary, inverse: REVERSIBLE });
  return accepted({ steps: [step], deviations: [] });
};

/** The companion first, then the main stack, which names what the companion made. */
export const afterCompanion = (
  context: DraftContext,
  companion: CompanionStack | undefined,
  main: Decided<Draft>,
): Decided<Draft> => {
  if (!main.ok || companion === undefined) return main;
  const first = draftCompanion(context, companion);
  if (!first.ok) return first;
  return accepted({ ...main.value, steps: [...first.value.steps, ...main.value.steps] });
};

/** The main stack goes first; nothing names the companion any more then. */
export const withCompanionRemoved = (
  context: DraftContext,
  own: OwnStack | null,
  main: Decided<Draft>,
): Decided<Draft> => {
  if (!main.ok || own === null) return main;
  const last = removeStack(context, own, {
    reversibility: 'reversible',
    summary: 'create the stack again from its template',
  });
  if (!last.ok) return last;
  const summary = `delete ${own.stackName}, the stack that served it alone`;
  return accepted({ ...main.value, steps: [...main.value.steps, { ...last.value, summary }] });
};
