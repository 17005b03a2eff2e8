import { ownerOf } from '../../agents/roster.ts';
import type { Deviation } from '../../plan/plan.ts';
import type { PropertyChange } from '../../plan/change.ts';
import type { OperateDraft } from '../../plan/step.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { canonicalJson } from '../../task/json.ts';
import { Fault } from '../../task/fault.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { isOwnRecord, type RecordFact, type ZoneFact } from '../dns/names.ts';
import { foreignStack } from '../existing-target.ts';
import {
  draftDelete,
  draftStackUpdate,
  draftUpdate,
  type ExistingRule,
} from '../existing-tasks.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf } from '../template-edit.ts';
import type { DnsRecordFacts } from './facts-schema.ts';
import { CHANGE_RECORD, recordTarget } from './operations.ts';
import { dnsRecordTable } from './permissions.ts';
import { caution, recordInput, recordProperties, wantedRecord } from './record.ts';
import { existingRefusal, missingRefusal, recordRefusal, TITLE, zoneRefusal } from './refusals.ts';
import { DNS_RECORD_TEMPLATE_TYPES, dnsRecordRemedies } from './remedies.ts';
import { dnsRecordTemplate } from './template.ts';

/** What is looked at twice is said in the plan, whatever its tier. */
const cautions = (
  context: DraftContext,
  zone: ZoneFact,
  record: RecordFact,
): readonly Deviation[] => {
  const because = caution(zone, record);
  if (because === undefined) return [];
  return [
    {
      taskId: context.task.id,
      asked: `${record.type} of ${record.name}`,
      planned: 'as asked, and worth a second look',
      because,
    },
  ];
};

const withCautions = (
  context: DraftContext,
  [zone, record]: readonly [ZoneFact, RecordFact],
  draft: Decided<Draft>,
): Decided<Draft> => {
  if (!draft.ok || draft.value.steps.length === 0) return draft;
  return accepted({ ...draft.value, deviations: cautions(context, zone, record) });
};

const createRecord = (
  context: DraftContext,
  facts: DnsRecordFacts,
  zone: ZoneFact,
): Decided<Draft> => {
  const record = wantedRecord(context.task, undefined);
  const refusal = missingRefusal(context) ?? recordRefusal(zone, record);
  if (refusal !== undefined) return refused(refusal);
  const { tier, choices } = context;
  const rule = { remedies: dnsRecordRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(dnsRecordTemplate(zone, record), rule);
  if (facts.ownStack !== null) return draftStackUpdate(context, facts.ownStack, template);
  const taken = existingRefusal(zone, record, facts.records);
  if (taken !== undefined) return refused(taken);
  const what = `${TITLE} ${record.name} ${record.type}`;
  const step = createStack(context, template, {
    summary: `create ${what}`,
    inverse: { reversibility: 'reversible', summary: `delete the stack of ${what}` },
  });
  return withCautions(context, [zone, record], accepted({ steps: [step], deviations: [] }));
};

/** The one record that is meant; a name with several types is asked about. */
const decideRecord = (
  { task }: DraftContext,
  { records }: DnsRecordFacts,
  zone: ZoneFact,
): Decided<RecordFact> => {
  const [name, type] = [textOf(task, 'name') ?? '', textOf(task, 'recordType')];
  const meant = records.filter((record) => type === undefined || record.type === type);
  const [first, ...others] = meant;
  const ofType = type === undefined ? '' : ` of type ${type}`;
  if (first === undefined)
    return refused({
      code: 'target-not-found',
      because: `The zone \`${zone.name}\` has no record \`${name}\`${ofType}.`,
      next: 'Mend the name or the type in the issue.',
    });
  if (others.length > 0 && !meant.some((record) => record.isWeighed))
    return refused({
      code: 'missing-field',
      because:
        `\`${name}\` has records of several types: ` +
        `${meant.map((one) => one.type).join(', ')}.`,
      next: 'Edit the issue and name the type, such as `Record type: A`.',
    });
  return accepted(first);
};

/** Why a record is not ours to change, whatever the request says. */
const untouchable = (zone: ZoneFact, record: RecordFact): Refusal | undefined => {
  if (isOwnRecord(zone, record))
    return {
      code: 'never-do',
      because: `The ${record.type} record of \`${zone.name}\` itself is what makes it a zone.`,
      next: 'Leave it as it is; the records below it can be changed.',
    };
  if (!record.isWeighed && record.alias === '') return undefined;
  const what = record.isWeighed ? 'one of several that answer in turn' : 'an alias';
  return {
    code: 'unsupported-task',
    because: `The ${record.type} record \`${record.name}\` is ${what}.`,
    next: 'Change it where it is managed, or give it in a CloudFormation template.',
  };
};

const propertyChange = (
  path: string,
  before: Json | undefined,
  after: Json | undefined,
): readonly PropertyChange[] =>
  canonicalJson(before ?? null) === canonicalJson(after ?? null)
    ? []
    : [
        {
          path: `/Properties/${path}`,
          ...(before === undefined ? {} : { before }),
          ...(after === undefined ? {} : { after }),
        },
      ];

/** One batch: what was read goes, what is wanted comes. */
const onRecord = (
  context: DraftContext,
  zone: ZoneFact,
  sides: { readonly before: RecordFact; readonly after: RecordFact | undefined },
): OperateDraft => {
  const { before, after } = sides;
  const changes: JsonObject[] = [{ Action: 'DELETE', ResourceRecordSet: recordInput(before) }];
  if (after !== undefined)
    changes.push({ Action: 'CREATE', ResourceRecordSet: recordInput(after) });
  const draft = draftCall(context, CHANGE_RECORD, recordTarget(zone.id, before.name, before.type));
  const isSensitive = caution(zone, before) !== undefined;
  const plain = after === undefined ? 'destructive' : 'non-destructive';
  return {
    ...draft,
    operationClass: isSensitive ? 'sensitive' : plain,
    input: { ...draft.input, ChangeBatch: { Changes: changes } },
    summary: `${after === undefined ? 'delete' : 'change'} ${TITLE} ${before.name} ${before.type}`,
    changes: [
      {
        action: after === undefined ? 'delete' : 'change',
        logicalId: `${before.name} ${before.type}`,
        type: dnsRecordTable.type,
        physicalId: draft.target,
        ownerAgent: ownerOf(dnsRecordTable.type),
        properties:
          after === undefined
            ? []
            : [
                ...propertyChange('ResourceRecords', before.values, after.values),
                ...propertyChange('TTL', before.ttl ?? undefined, after.ttl ?? undefined),
              ],
        losesData: false,
        isSensitive,
        isConditional: false,
      },
    ],
  };
};

const ruleOf = (zone: ZoneFact, wanted: RecordFact): ExistingRule => ({
  title: TITLE,
  table: dnsRecordTable,
  types: DNS_RECORD_TEMPLATE_TYPES,
  remedies: dnsRecordRemedies,
  edit: (properties) => ({ ...properties, ...recordProperties(zone, wanted) }),
  inverseOfDelete: {
    reversibility: 'reversible',
    summary: 'make the record again as it was; caches keep its absence for a while',
  },
});

/** True where the stack that AWS names holds this very type of the name. */
const isOfStack = ({ owner }: DnsRecordFacts, record: RecordFact): boolean => {
  if (owner.owner !== 'ours') return false;
  const template = parseOwnTemplate(owner.stack.templateBody);
  return template.ok && propertiesOf(template.value, owner.logicalId)['Type'] === record.type;
};

const changeRecord = (
  context: DraftContext,
  facts: DnsRecordFacts,
  [zone, record]: readonly [ZoneFact, RecordFact],
): Decided<Draft> => {
  const isDelete = context.task.taskType === 'DeleteResource';
  const wanted = wantedRecord(context.task, record);
  const wrong = isDelete ? undefined : recordRefusal(zone, wanted);
  if (wrong !== undefined) return refused(wrong);
  if (facts.owner.owner === 'foreign')
    return refused(foreignStack(TITLE, record.name, facts.owner.stackName));
  if (isOfStack(facts, record)) {
    const existing = {
      name: record.name,
      identifier: record.name,
      owner: facts.owner,
      properties: null,
    };
    const rule = ruleOf(zone, wanted);
    return isDelete ? draftDelete(context, existing, rule) : draftUpdate(context, existing, rule);
  }
  if (!isDelete && canonicalJson(wanted) === canonicalJson(record))
    return accepted({ steps: [], deviations: [] });
  const after = isDelete ? undefined : wanted;
  return accepted({ steps: [onRecord(context, zone, { before: record, after })], deviations: [] });
};

/** Pure: what a task for a record becomes, or why it can not be. */
export const draftDnsRecord = (context: DraftContext, facts: DnsRecordFacts): Decided<Draft> => {
  const unclear = zoneRefusal(context, facts.zones);
  if (unclear !== undefined) return refused(unclear);
  const [zone] = facts.zones;
  if (zone === undefined) throw new Fault('broken-promise', 'a record without a zone');
  if (context.task.taskType === 'CreateResource') return createRecord(context, facts, zone);
  const record = decideRecord(context, facts, zone);
  if (!record.ok) return record;
  const fixed = untouchable(zone, record.value);
  if (fixed !== undefined) return refused(fixed);
  const places = [zone, record.value] as const;
  return withCautions(context, places, changeRecord(context, facts, places));
};
