import type { OperateDraft } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import { isJsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { isAtLeast } from '../../task/tier.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { afterCompanion, withCompanionRemoved, type CompanionStack } from '../companion-stack.ts';
import { architectureRefusal, imageRefusal, typeRefusal } from '../ec2-instance/draft.ts';
import { ACCESS, accessTemplate } from '../ec2-instance/template.ts';
import { draftStackUpdate, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { decideSpread, type Spread } from '../network/spread.ts';
import type { Draft, DraftContext } from '../service.ts';
import { numberOf, textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf, withProperties } from '../template-edit.ts';
import type { AutoScalingFacts } from './facts-schema.ts';
import { createRefusal, refreshRefusal, sizeRefusal } from './field-refusal.ts';
import { draftRefresh, draftSize } from './operate.ts';
import { groupTable } from './permissions.ts';
import { AUTO_SCALING_TEMPLATE_TYPES, autoScalingRemedies } from './remedies.ts';
import {
  autoScalingTemplate,
  LAUNCH,
  launchTemplate,
  mergeGroupTags,
  ownLaunch,
  withFields,
  withLaunch,
} from './template.ts';

const TITLE = 'Auto Scaling group';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: groupTable,
  types: AUTO_SCALING_TEMPLATE_TYPES,
  remedies: autoScalingRemedies,
  edit: (properties) => withFields(properties, context.task),
  mergeTags: mergeGroupTags,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make it again; its instances are terminated, and what was only on them is lost',
  },
});

/** What a launch template of our own is made of; a named one says it all. */
const ownLaunchRefusal = (context: DraftContext, facts: AutoScalingFacts): Refusal | undefined => {
  if (textOf(context.task, 'launchTemplate') !== undefined) return undefined;
  const refusal = typeRefusal(context, facts) ?? imageRefusal(context, facts);
  if (refusal !== undefined || facts.image === null) return refusal;
  return architectureRefusal(facts, facts.image);
};

/** Role and profile, then the launch template; one that is named brings its own. */
const companionsOf = (
  context: DraftContext,
  facts: AutoScalingFacts,
  place: Spread,
): readonly CompanionStack[] => {
  const { name, image, accessStack, launchStack } = facts;
  if (textOf(context.task, 'launchTemplate') !== undefined || image === null) return [];
  const { tier, choices } = context;
  const rule = { remedies: autoScalingRemedies, tier, choices, origin: 'new' } as const;
  return [
    {
      suffix: ACCESS,
      template: accessTemplate(context, name),
      own: accessStack,
      summary: `create role and profile of the instances of ${name}`,
    },
    {
      suffix: LAUNCH,
      template: applyRemedies(launchTemplate(context, { name, place }, image), rule),
      own: launchStack,
      summary: `create launch template of ${name}`,
    },
  ];
};

const launchOf = (context: DraftContext, { launchTemplate: named }: AutoScalingFacts) => {
  const name = textOf(context.task, 'launchTemplate');
  return name === undefined || named === null
    ? ownLaunch(context)
    : { name, version: named.version };
};

const createGroup = (context: DraftContext, facts: AutoScalingFacts): Decided<Draft> => {
  const { tier, choices } = context;
  const refusal = createRefusal(context, facts) ?? ownLaunchRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const leastZones = isAtLeast(tier, 'staging') ? 2 : 1;
  const place = decideSpread(context, facts, { title: TITLE, isPublic: false, leastZones });
  if (!place.ok) return place;
  const template = autoScalingTemplate(context, {
    name: facts.name,
    place: place.value,
    launch: launchOf(context, facts),
    targetArn: facts.targets?.arn,
  });
  const rule = { remedies: autoScalingRemedies, tier, choices, origin: 'new' } as const;
  const named = { ...ruleOf(context), template: applyRemedies(template, rule), deviations: [] };
  return companionsOf(context, facts, place.value).reduceRight(
    (main, companion) => afterCompanion(context, companion, main),
    draftNamedCreate(context, facts, named),
  );
};

const NOTHING: Draft = { steps: [], deviations: [] };

const changesTemplate = ({ task }: DraftContext): boolean =>
  Object.keys(task.parameters).some((name) => name !== 'name' && name !== 'desiredCapacity');

const noOwnLaunch = (name: string): Refusal => ({
  code: 'unsupported-task',
  because: `No stack of ours holds \`${name}\`: its launch template says the instance type.`,
  next: 'Make a version of that template where it is managed, then ask for an instance refresh.',
});

/** The version that an update of the launch template makes: CloudFormation makes one each time. */
const nextVersion = (template: Template, logicalId: string): Template => {
  const present = propertiesOf(template, logicalId)['LaunchTemplate'] ?? null;
  if (!isJsonObject(present)) return template;
  const Version = String(Number(present['Version']) + 1);
  return withProperties(template, logicalId, { LaunchTemplate: { ...present, Version } });
};

/** The launch template first, for what it says and for what it costs; then the group on it. */
const withOwnLaunch = (
  context: DraftContext,
  facts: AutoScalingFacts,
  draft: Draft,
): Decided<Draft> => {
  const { owner, launchStack } = facts;
  const wantsType = textOf(context.task, 'instanceType') !== undefined;
  if (owner.owner !== 'ours' || launchStack === null)
    return wantsType ? refused(noOwnLaunch(facts.name)) : accepted(draft);
  const launch = parseOwnTemplate(launchStack.templateBody);
  const group = parseOwnTemplate(owner.stack.templateBody);
  if (!launch.ok) return launch;
  if (!group.ok) return group;
  const first = draftStackUpdate(context, launchStack, withLaunch(launch.value, context.task));
  if (!first.ok || first.value.steps.length === 0) return first.ok ? accepted(draft) : first;
  const [step] = draft.steps;
  const template = step?.kind === 'deploy' ? step.template : group.value;
  const main = draftStackUpdate(context, owner.stack, nextVersion(template, owner.logicalId));
  if (!main.ok) return main;
  const last = wantsType ? [draftRefresh(context, facts)] : [];
  return accepted({ ...main.value, steps: [...first.value.steps, ...main.value.steps, ...last] });
};

const sizeOf = (context: DraftContext, facts: AutoScalingFacts): readonly OperateDraft[] => {
  const desired = numberOf(context.task, 'desiredCapacity');
  if (desired === undefined || desired === facts.group?.desired) return [];
  return [draftSize(context, facts, desired)];
};

/** Sizes are a desired state; how many run at the moment is a call, which policies may undo. */
const updateGroup = (context: DraftContext, facts: AutoScalingFacts): Decided<Draft> => {
  const refusal = facts.exists
    ? (typeAsked(context, facts) ?? sizeRefusal(context, facts))
    : undefined;
  if (refusal !== undefined) return refused(refusal);
  const base =
    facts.exists && !changesTemplate(context)
      ? accepted(NOTHING)
      : draftNamedChange(context, facts, ruleOf(context));
  if (!base.ok) return base;
  const draft = changesTemplate(context) ? withOwnLaunch(context, facts, base.value) : base;
  if (!draft.ok) return draft;
  const steps = [...draft.value.steps, ...sizeOf(context, facts)];
  return accepted({ ...draft.value, steps });
};

const typeAsked = (context: DraftContext, facts: AutoScalingFacts): Refusal | undefined =>
  textOf(context.task, 'instanceType') === undefined
    ? undefined
    : (typeRefusal(context, facts) ?? refreshRefusal(facts));

const refreshGroup = (context: DraftContext, facts: AutoScalingFacts): Decided<Draft> => {
  if (!facts.exists) return draftNamedChange(context, facts, ruleOf(context));
  const refusal = refreshRefusal(facts);
  if (refusal !== undefined) return refused(refusal);
  return accepted({ steps: [draftRefresh(context, facts)], deviations: [] });
};

const deleteGroup = (context: DraftContext, facts: AutoScalingFacts): Decided<Draft> =>
  [facts.launchStack, facts.accessStack].reduce(
    (main: Decided<Draft>, own) => withCompanionRemoved(context, own, main),
    draftNamedChange(context, facts, ruleOf(context)),
  );

/** Pure: what a task for an Auto Scaling group becomes, or why it can not be. */
export const draftAutoScaling = (
  context: DraftContext,
  facts: AutoScalingFacts,
): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createGroup(context, facts);
  if (taskType === 'DeleteResource') return deleteGroup(context, facts);
  return textOf(context.task, 'action') === undefined
    ? updateGroup(context, facts)
    : refreshGroup(context, facts);
};
