import { ownerOf } from '../../agents/roster.ts';
import type { PlannedChange } from '../../plan/change.ts';
import type { OperateDraft } from '../../plan/step.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import type { AwsResourceType } from '../../task/resource-type.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { draftCall } from '../operate-call.ts';
import type { DoneCall, Draft, DraftContext, Operation } from '../service.ts';
import { requestedTags, tagList, type Tags } from '../tags.ts';

/** How EC2 knows a thing whose tags neither a stack nor Cloud Control may change. */
export interface TaggedKind {
  /** Ends the names of the operations, such as `key-pair`. */
  readonly name: string;
  /** Its word in an ARN, such as `elastic-ip`. */
  readonly arn: string;
  readonly read: string;
  /** The member of the answer that lists it. */
  readonly list: string;
  readonly input: (target: string) => JsonObject;
}

/** The calls for the tags of one kind; each undoes another exactly. */
export interface TagCalls {
  /** New tags. */
  readonly tag: Operation;
  /** Other values of tags that are there. */
  readonly retag: Operation;
  /** What undoes new tags; no request asks for it. */
  readonly untag: Operation;
}

const rowsOf = (tags: Json | undefined): readonly JsonObject[] => listOf(tags).filter(isJsonObject);

const PATH = '/Properties/Tags/';

/** The same call with the values that were there before. */
const formerTags = ({ changes, input }: DoneCall): JsonObject | undefined => {
  const former = (changes[0]?.properties ?? []).flatMap(({ path, before }) =>
    before === undefined ? [] : [{ Key: path.slice(PATH.length), Value: before }],
  );
  return former.length === 0 || input === undefined ? undefined : { ...input, Tags: former };
};

type Call = Pick<Operation, 'name' | 'operation' | 'inverse' | 'undoInput'> & {
  /** Whether the tags of the call are there when it is done. */
  readonly areThere: boolean;
};

const asSent = (present: readonly JsonObject[], wanted: JsonObject): boolean =>
  present.some((tag) => tag['Key'] === wanted['Key'] && tag['Value'] === wanted['Value']);

const callOf = (kind: TaggedKind, { areThere, ...call }: Call): Operation => ({
  ...call,
  client: 'EC2',
  operationClass: 'non-destructive',
  needs: (target, account, region) => [
    {
      action: `ec2:${call.operation}`,
      resources: [`arn:aws:ec2:${region}:${account.id}:${kind.arn}/${target}`],
      purpose: 'forward',
      via: 'direct',
    },
    { action: `ec2:${kind.read}`, resources: ['*'], purpose: 'read', via: 'direct' },
  ],
  input: () => ({}),
  wait: {
    client: 'EC2',
    operation: kind.read,
    input: kind.input,
    isDone: (output) => listOf(at(output, kind.list)).length > 0,
    isAsSent: (output, sent) => {
      const present = rowsOf(at(listOf(at(output, kind.list))[0], 'Tags'));
      return rowsOf(sent['Tags']).every((tag) => asSent(present, tag) === areThere);
    },
    timeoutMinutes: 5,
  },
});

/** The calls of EC2 for the tags of one kind. */
export const tagCalls = (kind: TaggedKind): TagCalls => {
  const [tag, retag, untag] = ['tag', 'retag', 'untag'].map((verb) => `ec2:${verb}-${kind.name}`);
  const undoneBy = (operation: string | undefined, summary: string): Operation['inverse'] => ({
    reversibility: 'reversible',
    summary,
    ...(operation === undefined ? {} : { operation }),
  });
  const input = (done: DoneCall): JsonObject | undefined => done.input;
  return {
    tag: callOf(kind, {
      name: tag ?? '',
      operation: 'CreateTags',
      inverse: undoneBy(untag, 'take the new tags away'),
      undoInput: input,
      areThere: true,
    }),
    retag: callOf(kind, {
      name: retag ?? '',
      operation: 'CreateTags',
      inverse: undoneBy(retag, 'write the former values of the tags again'),
      undoInput: formerTags,
      areThere: true,
    }),
    untag: callOf(kind, {
      name: untag ?? '',
      operation: 'DeleteTags',
      inverse: undoneBy(tag, 'write the tags again'),
      undoInput: input,
      areThere: false,
    }),
  };
};

/** What is tagged: as IAM names it, as the call names it, and the tags that it has. */
export interface Tagged {
  readonly type: AwsResourceType;
  readonly target: string;
  readonly id: string;
  readonly tags: Json | undefined;
}

const valueIn = ({ tags }: Tagged, key: string): Json | undefined =>
  rowsOf(tags).find((tag) => tag['Key'] === key)?.['Value'];

const changeOf = (thing: Tagged, written: Tags): PlannedChange => ({
  action: 'change',
  logicalId: thing.id,
  type: thing.type,
  physicalId: thing.id,
  ownerAgent: ownerOf(thing.type),
  properties: Object.entries(written).map(([key, after]) => {
    const before = valueIn(thing, key);
    const path = `${PATH}${key}`;
    return { path, ...(before === undefined ? {} : { before }), after, recreation: 'Never' };
  }),
  losesData: false,
  isSensitive: false,
  isConditional: false,
});

const stepsOf = (
  context: DraftContext,
  operation: Operation,
  what: { readonly thing: Tagged; readonly written: Tags },
): readonly OperateDraft[] => {
  const { thing, written } = what;
  const keys = Object.keys(written).toSorted();
  if (keys.length === 0) return [];
  return [
    {
      ...draftCall(context, operation, thing.target),
      summary: `tag ${thing.id} with ${keys.join(', ')}`,
      input: { Resources: [thing.id], Tags: tagList(written) },
      changes: [changeOf(thing, written)],
    },
  ];
};

/** The tags that a request gives, new ones and other values apart; nothing where all are there. */
export const draftTags = (context: DraftContext, calls: TagCalls, thing: Tagged): Draft => {
  const asked = Object.entries(requestedTags(context.task));
  const tagsWhere = (isMeant: (present: Json | undefined, value: string) => boolean): Tags =>
    Object.fromEntries(asked.filter(([key, value]) => isMeant(valueIn(thing, key), value)));
  const fresh = tagsWhere((present) => present === undefined);
  const other = tagsWhere((present, value) => present !== undefined && present !== value);
  return {
    steps: [
      ...stepsOf(context, calls.tag, { thing, written: fresh }),
      ...stepsOf(context, calls.retag, { thing, written: other }),
    ],
    deviations: [],
  };
};
