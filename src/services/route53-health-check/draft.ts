import { textIn } from '../compare.ts';
import type { Deviation } from '../../plan/plan.ts';
import type { JsonObject } from '../../task/json.ts';
import { refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { decideFound, draftByIdChange, draftByIdCreate, existingOf } from '../by-id/draft.ts';
import { EDIT } from '../edit-issue.ts';
import { presentProperties, type ExistingRule } from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { numberOf, textOf } from '../task-values.ts';
import type { HealthCheckFacts } from './facts-schema.ts';
import { healthCheckTable } from './permissions.ts';
import { isAddress, reachRefusal } from './reachable.ts';
import { HEALTH_CHECK_TEMPLATE_TYPES, healthCheckRemedies } from './remedies.ts';
import { checkName, configIn, healthCheckTemplate, protocolIn, withFields } from './template.ts';

const TITLE = 'health check';

/** The one region in which Route 53 tells CloudWatch how its checks are. */
const METRIC_REGION = 'us-east-1';

const ruleOf = ({ task }: DraftContext): ExistingRule => ({
  title: TITLE,
  table: healthCheckTable,
  types: HEALTH_CHECK_TEMPLATE_TYPES,
  remedies: [],
  edit: (properties) => withFields(properties, task),
  tagProperty: 'HealthCheckTags',
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make the check again; it gets another id, which records must name anew',
  },
});

const intervalRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const seconds = numberOf(task, 'intervalSeconds');
  return seconds === undefined || seconds === 10 || seconds === 30
    ? undefined
    : {
        code: 'malformed-value',
        because: 'Route 53 asks every 10 or every 30 seconds.',
        next: EDIT,
      };
};

/** What TCP can not ask, as it only opens a connection. */
const protocolRefusal = (context: DraftContext, config: JsonObject): Refusal | undefined => {
  const { task } = context;
  if (protocolIn(config) !== 'TCP') return undefined;
  const asked = ['path', 'searchText'].find((name) => textOf(task, name) !== undefined);
  if (asked !== undefined)
    return {
      code: 'contradictory',
      because: 'A check by TCP only opens a connection: it asks no path and reads no text.',
      next: 'Leave the path and the text out, or ask for HTTPS, and edit the issue.',
    };
  return config['Port'] === undefined
    ? {
        code: 'missing-field',
        because: 'A check by TCP has no port of its own, and the request names none.',
        next: 'Edit the issue and name it, such as `Port: 5432`.',
      }
    : undefined;
};

const privateDeviation = (
  { task }: DraftContext,
  { privateZone }: HealthCheckFacts,
): readonly Deviation[] =>
  privateZone === ''
    ? []
    : [
        {
          taskId: task.id,
          asked: `a check of ${textOf(task, 'target') ?? ''}`,
          planned: 'as asked, and worth a second look',
          because:
            `here only the private zone ${privateZone} answers for it, and the checkers ask the ` +
            'DNS of the internet',
        },
      ];

const createCheck = (context: DraftContext, facts: HealthCheckFacts): Decided<Draft> => {
  const { tier, choices, region, task } = context;
  const remedies = region === METRIC_REGION ? healthCheckRemedies : [];
  const made = healthCheckTemplate(context);
  const [main] = Object.values(made.Resources);
  const refusal = protocolRefusal(context, configIn(main?.Properties ?? {}));
  if (refusal !== undefined) return refused(refusal);
  return draftByIdCreate(context, facts, {
    title: TITLE,
    name: checkName(task),
    template: applyRemedies(made, { remedies, tier, choices, origin: 'new' }),
    deviations: privateDeviation(context, facts),
  });
};

/** What Route 53 fixes when a check is made, where the request wants it otherwise. */
const fixedWish = ({ task }: DraftContext, config: JsonObject): string | undefined => {
  const [seconds, protocol] = [numberOf(task, 'intervalSeconds'), textOf(task, 'protocol')];
  const target = textOf(task, 'target');
  const isSearch = textIn(config['Type']).endsWith('_STR_MATCH');
  if (seconds !== undefined && seconds !== config['RequestInterval']) return 'interval';
  if (protocol !== undefined && protocol !== protocolIn(config)) return 'protocol';
  if (textOf(task, 'searchText') !== undefined && !isSearch) return 'kind';
  const isByAddress = config['IPAddress'] !== undefined;
  return target !== undefined && isAddress(target) !== isByAddress ? 'kind of target' : undefined;
};

const fixedRefusal = (context: DraftContext, config: JsonObject): Refusal | undefined => {
  const wish = fixedWish(context, config);
  if (wish === undefined) return undefined;
  return {
    code: 'unsupported-task',
    because:
      `Route 53 fixes the ${wish} of a check when it is made. Another would replace the check by ` +
      'one with another id, and the records that name it would go on naming the old one.',
    next:
      'Ask for a new check with it under another name, let the records name that one, then ask ' +
      'for the deletion of this one.',
  };
};

const linkedRefusal = ({ linkedService }: HealthCheckFacts): Refusal | undefined =>
  linkedService === ''
    ? undefined
    : {
        code: 'no-route',
        because: `The check was made by \`${linkedService}\`, which looks after it.`,
        next: 'Change it where that service is set up.',
      };

/** A check that sums up others, or follows an alarm, asks nothing itself. */
const kindRefusal = (context: DraftContext, config: JsonObject): Refusal | undefined =>
  context.task.taskType === 'DeleteResource' || /^(HTTPS?|TCP)$/.test(protocolIn(config))
    ? undefined
    : {
        code: 'unsupported-task',
        because: `The check is of the type \`${protocolIn(config)}\`, which asks no endpoint.`,
        next: 'Change it where it is managed, or give it in a CloudFormation template.',
      };

const changeCheck = (context: DraftContext, facts: HealthCheckFacts): Decided<Draft> => {
  const one = decideFound(context, TITLE, facts.found);
  if (!one.ok) return one;
  const linked = linkedRefusal(facts);
  if (linked !== undefined) return refused(linked);
  const isForeign = facts.owner.owner === 'foreign';
  const config = configIn(presentProperties(existingOf(facts, one.value)));
  const refusal =
    isForeign || context.task.taskType === 'DeleteResource'
      ? undefined
      : (kindRefusal(context, config) ??
        fixedRefusal(context, config) ??
        protocolRefusal(context, config));
  return refusal === undefined
    ? draftByIdChange(context, facts, ruleOf(context))
    : refused(refusal);
};

/** Pure: what a task for a health check becomes, or why it can not be. */
export const draftHealthCheck = (
  context: DraftContext,
  facts: HealthCheckFacts,
): Decided<Draft> => {
  const { task } = context;
  const isDelete = task.taskType === 'DeleteResource';
  const target = isDelete ? undefined : textOf(task, 'target');
  const refusal =
    (target === undefined ? undefined : reachRefusal(target)) ?? intervalRefusal(context);
  if (refusal !== undefined) return refused(refusal);
  return task.taskType === 'CreateResource'
    ? createCheck(context, facts)
    : changeCheck(context, facts);
};
