import type { SessionPolicy } from '../execute/session-policy.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import type { Step } from '../plan/step.ts';
import { isJsonObject } from '../task/json.ts';
import { blocks, bullets, details, plural } from './markdown.ts';
import type { PlanView } from './plan-view.ts';
import { fence, quoteInline, sentence } from './quote.ts';

/** What is planned otherwise than it was asked. Never folded: it is what a person did not write. */
export const renderDeviations = (plan: Plan): string => {
  if (plan.deviations.length === 0) return '';
  const lines = plan.deviations.map(
    ({ asked, planned, because }) =>
      `${sentence(asked, 200)} → ${sentence(planned, 200)}: ${sentence(because)}`,
  );
  return `**Not as it was asked** (asked → planned: why)\n${bullets(lines)}`;
};

const previewOf = (step: Step, handles: readonly PreviewHandle[]): PreviewHandle | undefined =>
  handles.find(
    (handle) =>
      step.kind === 'deploy' &&
      handle.stackName === step.stackName &&
      handle.accountId === step.accountId &&
      handle.region === step.region,
  );

/** A step; its summary is left out where the phase has just said it. */
const stepWords = (step: Step, phase: Phase): string =>
  [
    ...(step.summary === phase.title ? [] : [sentence(step.summary, 300)]),
    ...('stackName' in step ? [`stack ${quoteInline(step.stackName, 128)}`] : []),
    `${quoteInline(step.accountId)} ${step.region}`,
    step.kind === 'deploy' && step.isProposed === true
      ? 'deployed by its own people'
      : `up to ${step.slowestMinutes} min`,
  ].join(' · ');

/** Why it is not done with the phases before: quoted names keep their marks, the rest is ours. */
const reasonWords = ({ because = [] }: Phase): string => {
  const [first, ...others] = because.map((one) => sentence(one, 300));
  if (first === undefined) return '';
  return others.length === 0
    ? `**Why not before** · ${first}`
    : `**Why not before**\n${bullets([first, ...others])}`;
};

const phaseWords = (phase: Phase, steps: readonly Step[]): string =>
  blocks(
    `**Phase ${phase.number}** · ${sentence(phase.title, 200)}`,
    bullets(
      steps.filter((step) => step.phase === phase.number).map((step) => stepWords(step, phase)),
    ),
    reasonWords(phase),
    `**Rollback** · ${sentence(phase.rollback)}`,
  );

/** Names that a shell takes as they are; other names are not put into a command to copy. */
const SAFE = /^[A-Za-z0-9_.:/@=-]+$/;

/** The commands that show what one step is about. They only read. */
const commandsOf = (step: Step, handles: readonly PreviewHandle[]): readonly string[] => {
  const region = `--region ${step.region}`;
  if (step.kind === 'remove' && SAFE.test(step.stackId)) {
    return [`aws cloudformation list-stack-resources ${region} --stack-name ${step.stackId}`];
  }
  if (step.kind === 'change' && SAFE.test(step.identifier)) {
    const target = `--type-name ${step.typeName} --identifier ${step.identifier}`;
    return [`aws cloudcontrol get-resource ${region} ${target}`];
  }
  const handle = previewOf(step, handles);
  if (handle === undefined) return [];
  const common = `${region} --change-set-name ${handle.changeSetArn}`;
  return [
    `aws cloudformation describe-change-set --include-property-values ${common}`,
    `aws cloudformation get-template --template-stage Processed ${common}`,
  ];
};

/** The commands with which a person sees the same by themselves, account by account. */
const reproduce = ({ plan, handles }: PlanView): string => {
  const accounts = [...new Set(plan.steps.map((step) => step.accountId))];
  const parts = accounts.flatMap((id) => {
    const own = plan.steps.filter((step) => step.accountId === id);
    const commands = own.flatMap((step) => commandsOf(step, handles));
    return commands.length === 0
      ? []
      : [
          `In account ${quoteInline(id)}, with read access of your own:`,
          fence(commands.join('\n')),
        ];
  });
  return blocks(...parts);
};

/** Phases with their steps and rollback, folded. */
export const renderPhases = (view: PlanView): string =>
  details(
    `<b>Phases and rollback</b> · ${plural(view.plan.phases.length, 'phase')} · ` +
      view.plan.reversibility,
    blocks(...view.plan.phases.map((phase) => phaseWords(phase, view.plan.steps))),
  );

/** How a person checks the preview without this application, folded. */
export const renderReproduce = (view: PlanView): string =>
  details('<b>Check it yourself</b>', reproduce(view));

const actionsOf = (policy: SessionPolicy): number => {
  const parsed: unknown = JSON.parse(policy.inline);
  const statements = isJsonObject(parsed) ? parsed['Statement'] : undefined;
  if (!Array.isArray(statements)) return 0;
  const actions = statements.flatMap((one) => (isJsonObject(one) ? [one['Action']].flat() : []));
  return new Set(actions.map(String)).size;
};

const policyWords = (stepId: string, policy: SessionPolicy): string =>
  blocks(
    `**${stepId}** · ${policy.characters.toLocaleString('en-US')} of 2,048 characters` +
      (policy.managedPolicyArns.length === 0
        ? ''
        : ` · with ${policy.managedPolicyArns.map((arn) => quoteInline(arn, 200)).join(', ')}`),
    fence(JSON.stringify(JSON.parse(policy.inline), null, 1), 'json'),
  );

/** The session policies: nothing that they do not name can happen, whatever goes wrong. */
export const renderPolicies = ({ policies }: PlanView): string => {
  const all = [...policies];
  const actions = all.reduce((sum, [, policy]) => sum + actionsOf(policy), 0);
  return details(
    `<b>All that can happen</b> · ${plural(actions, 'action')}, for at most one hour`,
    blocks(...all.map(([stepId, policy]) => policyWords(stepId, policy))),
  );
};

/** The graph of the resources, folded. */
export const renderDiagram = ({ plan }: PlanView): string =>
  plan.diagram === undefined
    ? ''
    : details('<b>How it hangs together</b>', fence(plan.diagram, 'mermaid'));

const templateWords = (step: Step): string => {
  if (step.kind !== 'deploy') return '';
  const names = Object.keys(step.parameters);
  const parameters = names.map((name) => quoteInline(name, 64)).join(', ');
  const tags = Object.entries(step.tags).map(
    ([key, value]) => `${quoteInline(key, 128)} = ${quoteInline(value, 256)}`,
  );
  const isJson = step.templateBody.trimStart().startsWith('{');
  const body = isJson ? JSON.stringify(JSON.parse(step.templateBody), null, 1) : step.templateBody;
  return blocks(
    `**${step.id}** · ${step.isGiven ? 'the template that was given' : 'our own template'}`,
    fence(body, isJson ? 'json' : 'yaml'),
    parameters === '' ? '' : `Parameters, values not shown: ${parameters}`,
    tags.length === 0 ? '' : `Tags:\n${bullets(tags)}`,
  );
};

/** The templates as they are sent, with their tags, folded. Parameter values are not echoed. */
export const renderTemplates = ({ plan }: PlanView): string =>
  details('<b>Templates and tags</b>', blocks(...plan.steps.map(templateWords)));
