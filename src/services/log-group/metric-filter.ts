import type { Template } from '../../plan/template.ts';
import { refused, type Decided } from '../../task/refusal.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { draftStackUpdate } from '../existing-tasks.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { logGroupRemedies } from './remedies.ts';
import { withFields } from './template.ts';

/** Where metrics of lines stand beside those that AWS keeps itself. */
const NAMESPACE = 'Coworker/Logs';

/** True where a task asks for lines to be counted. */
export const asksForFilter = (task: MutationTask): boolean =>
  textOf(task, 'filterPattern') !== undefined;

const wordsOf = (name: string): string =>
  name.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');

/** `/apps/importer` is counted as `apps-importer-matches`. */
const metricOf = (task: MutationTask): string =>
  textOf(task, 'metric') ?? `${wordsOf(textOf(task, 'name') ?? 'logs')}-matches`;

/** The template with a metric of the lines that match; one filter of ours for each log group. */
export const withFilter = (template: Template, logicalId: string, task: MutationTask): Template => {
  const FilterPattern = textOf(task, 'filterPattern');
  if (FilterPattern === undefined) return template;
  return withResource(template, `${logicalId}Filter`, {
    Type: 'AWS::Logs::MetricFilter',
    Properties: {
      LogGroupName: { Ref: logicalId },
      FilterPattern,
      MetricTransformations: [
        {
          MetricName: metricOf(task),
          MetricNamespace: NAMESPACE,
          MetricValue: '1',
          DefaultValue: 0,
        },
      ],
    },
  });
};

/** A log group of ours gets its filter, and what else was asked, in its own stack. */
export const draftFilter = (context: DraftContext, facts: NamedFacts): Decided<Draft> => {
  const { owner, name } = facts;
  if (owner.owner !== 'ours')
    return refused({
      code: 'no-route',
      because: `No stack of this application holds the log group \`${name}\`.`,
      next: 'Give its filter in a CloudFormation template, as an `AWS::Logs::MetricFilter`.',
    });
  const parsed = parseOwnTemplate(owner.stack.templateBody);
  if (!parsed.ok) return parsed;
  const { logicalId } = owner;
  const { task, tier, choices } = context;
  const after = withFields(propertiesOf(parsed.value, logicalId), task);
  const edited = withFilter(withProperties(parsed.value, logicalId, after), logicalId, task);
  const rule = { remedies: logGroupRemedies, tier, choices, origin: 'existing' } as const;
  return draftStackUpdate(context, owner.stack, applyRemedies(edited, rule));
};
