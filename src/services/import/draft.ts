import type { DeployDraft, ImportedResource } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import { canonicalJson, type JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { foreignStack, targetMissing } from '../existing-target.ts';
import { importedFor, type OwnStack } from '../owner.ts';
import { rewriteBody } from '../rewrite-body.ts';
import type { Draft, DraftContext, Service } from '../service.ts';
import { createStack, stackRefusal, updateStack } from '../stack-drafts.ts';
import { logicalIdOf, parseOwnTemplate, withResource } from '../template-edit.ts';
import { textOf } from '../task-values.ts';
import {
  importFactsSchema,
  targetSchema,
  type ImportFacts,
  type ImportTarget,
} from './facts-schema.ts';
import { byHand } from './by-hand.ts';
import { importMark, unsayable, writableOf } from './imported.ts';
import { importTypeOf, type ImportType } from './import-types.ts';
import * as words from './import-words.ts';

const NOTHING: Draft = { steps: [], deviations: [] };

/** What is taken in, with how its type is. */
interface Taken {
  readonly context: DraftContext;
  readonly service: Service;
  readonly kind: ImportType;
  readonly target: ImportTarget;
  readonly properties: JsonObject;
}

const physicalIdOf = ({ name, identifier }: ImportTarget): string => identifier ?? name;

const segmentOf = (type: string): string => type.split('::').at(-1) ?? type;

/** `Bucket`, or with its name before it where the stack has one of that name. */
const newLogicalId = (template: Template, { service, target }: Taken): string => {
  const segment = segmentOf(service.resourceType);
  const isFree = template.Resources[segment] === undefined;
  return isFree ? segment : logicalIdOf(target.name, segment);
};

const issueOf = ({ context }: Taken): string => {
  const tags = context.tagsFor(context.stackName);
  return tags['CoworkerIssue'] ?? '';
};

const withTaken = (template: Template, logicalId: string, taken: Taken): Template =>
  withResource(template, logicalId, {
    Type: taken.service.resourceType,
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Metadata: importMark(issueOf(taken)),
    Properties: taken.properties,
  });

const importedOf = (logicalId: string, { service, kind, target }: Taken): ImportedResource => ({
  logicalId,
  type: service.resourceType,
  physicalId: physicalIdOf(target),
  identifier: { [kind.identifier]: physicalIdOf(target) },
});

const summaryOf = ({ service, target }: Taken, stackName: string): string =>
  `take the ${service.title} ${target.name}, as it is, into the stack ${stackName}`;

const intoNew = (taken: Taken): Decided<Draft> => {
  const { context } = taken;
  const empty: Template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: importedFor(issueOf(taken)),
    Resources: {},
  };
  const logicalId = newLogicalId(empty, taken);
  const draft = createStack(context, withTaken(empty, logicalId, taken), {
    summary: summaryOf(taken, context.stackName),
    inverse: {
      reversibility: 'reversible',
      summary: 'delete the stack, which leaves what was imported as it is',
    },
  });
  return accepted({ steps: [asImport(draft, logicalId, taken)], deviations: [] });
};

const asImport = (draft: DeployDraft, logicalId: string, taken: Taken): DeployDraft => ({
  ...draft,
  changeSetType: 'IMPORT',
  imports: [importedOf(logicalId, taken)],
  // A new stack can be given no tags by an import; one that is there keeps its own.
  tags: draft.stackId === undefined ? {} : draft.tags,
});

const intoExisting = (taken: Taken, stack: OwnStack): Decided<Draft> => {
  const refusal = stackRefusal(stack, 'update');
  if (refusal !== undefined) return refused(refusal);
  const parsed = parseOwnTemplate(stack.templateBody);
  if (!parsed.ok) return parsed;
  const before = parsed.value;
  const logicalId = newLogicalId(before, taken);
  if (before.Resources[logicalId] !== undefined) return refused(words.idTaken(logicalId, stack));
  const template = withTaken(before, logicalId, taken);
  const templateBody = rewriteBody(stack.templateBody, before, template);
  if (templateBody === undefined) return refused(words.unwritable(stack));
  const draft = updateStack(taken.context, stack, {
    template,
    summary: summaryOf(taken, stack.stackName),
    inverse: {
      reversibility: 'reversible',
      summary: 'take it out of the template again, which leaves it as it is',
    },
  });
  const isGiven = stack.templateBody !== canonicalJson(before);
  return accepted({
    steps: [{ ...asImport(draft, logicalId, taken), isGiven, templateBody }],
    deviations: [],
  });
};

/** Why nothing is imported into the stack that was named; undefined where nothing is in the way. */
const intoRefusal = (context: DraftContext, { into }: ImportFacts): Refusal | undefined => {
  const name = textOf(context.task, 'intoStack') ?? '';
  if (into === null || into.state === 'ours') return undefined;
  if (into.state === 'absent') return words.noSuchStack(name);
  return into.state === 'several' ? words.severalStacks(name) : words.notOurStack(name);
};

/** Already where it was asked to be: planned again after it was done. */
const isThere = (context: DraftContext, { into }: ImportFacts, stack: OwnStack): boolean =>
  into === null ? stack.stackName === context.stackName : stack.stackId === into.stack?.stackId;

const owned = (
  context: DraftContext,
  facts: ImportFacts,
  { service, target }: { readonly service: Service; readonly target: ImportTarget },
): Decided<Draft> | undefined => {
  const { owner, name } = target;
  if (owner.owner === 'nobody') return undefined;
  if (owner.owner === 'foreign') return refused(foreignStack(service.title, name, owner.stackName));
  return isThere(context, facts, owner.stack)
    ? accepted(NOTHING)
    : refused(words.ownedAlready(service.title, name, owner.stack));
};

/** What names the thing, and what an import is given; whatever else was asked changes it. */
const READ: ReadonlySet<string> = new Set(['action', 'id', 'intoStack', 'name']);

const besides = ({ task, choices }: DraftContext): Refusal | undefined => {
  const [added] = choices.added;
  if (added !== undefined) return words.addsNothing(added);
  const names = Object.keys(task.parameters).filter((name) => !READ.has(name));
  return names.length === 0 ? undefined : words.changesNothing(names);
};

const draftTarget = (
  context: DraftContext,
  facts: ImportFacts,
  { service, kind }: { readonly service: Service; readonly kind: ImportType },
): Decided<Draft> => {
  const target = targetSchema.parse(facts.target);
  const done = owned(context, facts, { service, target });
  if (done !== undefined) return done;
  if (target.properties === null) return refused(targetMissing(service.title, target.name));
  const refusal = intoRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const properties = writableOf(target.properties, kind);
  const left = unsayable(properties);
  if (left.length > 0) return refused(words.unsaid(left));
  const taken: Taken = { context, service, kind, target, properties };
  const stack = facts.into?.stack ?? undefined;
  return stack === undefined ? intoNew(taken) : intoExisting(taken, stack);
};

/** In a tier in which nothing is executed: told, as it would have been planned. */
const handed = (context: DraftContext, draft: Draft): Decided<Draft> => {
  const [step] = draft.steps;
  const imported = step?.kind === 'deploy' ? step.imports?.[0] : undefined;
  return step?.kind === 'deploy' && imported !== undefined
    ? refused(byHand(context, step, imported))
    : accepted(draft);
};

/**
 * What takes something that no stack owns into a stack of ours, as it is: one step that imports it
 * and does nothing else. Pure.
 */
export const draftImport = (
  service: Service,
  context: DraftContext,
  stored: JsonObject,
): Decided<Draft> => {
  const type = service.resourceType;
  const kind = importTypeOf(type);
  if (kind === undefined) return refused(words.notImported(service));
  const changes = besides(context);
  if (changes !== undefined) return refused(changes);
  const drafted = draftTarget(context, importFactsSchema.parse(stored), { service, kind });
  if (!drafted.ok || isExecuteTier(context.tier)) return drafted;
  return handed(context, drafted.value);
};
