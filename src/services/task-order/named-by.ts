import type { PlannedChange } from '../../plan/change.ts';
import type { DeployDraft, RemoveDraft } from '../../plan/step.ts';
import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json } from '../../task/json.ts';
import type { Draft } from '../service.ts';
import { typeTableOf } from '../type-tables.ts';

/** One thing that a draft makes, changes or deletes, as templates of others can name it. */
export interface NamedThing {
  readonly type: string;
  readonly name: string;
}

const textsIn = (value: Json | undefined): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
};

/** What it says of itself names nothing else: tags, descriptions, and its own name. */
const ownWords = ({ Type }: TemplateResource): ReadonlySet<string> =>
  new Set(['Tags', 'Description', typeTableOf(Type)?.nameProperty ?? 'Name']);

const textsOfResource = (resource: TemplateResource): readonly string[] => {
  const own = ownWords(resource);
  return Object.entries(resource.Properties ?? {}).flatMap(([name, value]) =>
    own.has(name) ? [] : textsIn(value),
  );
};

const templatesOf = ({ steps }: Draft): readonly Template[] =>
  steps.flatMap((step) => ('template' in step ? [step.template ?? { Resources: {} }] : []));

/** Every text by which the templates of a draft may name what others make. */
export const textsOfDraft = (draft: Draft): ReadonlySet<string> =>
  new Set(
    templatesOf(draft).flatMap((one) => Object.values(one.Resources).flatMap(textsOfResource)),
  );

const literalName = (draft: DeployDraft | RemoveDraft, change: { readonly logicalId: string }) => {
  const resource = draft.template?.Resources[change.logicalId];
  const property = typeTableOf(resource?.Type ?? '')?.nameProperty;
  const name = property === undefined ? undefined : resource?.Properties?.[property];
  return typeof name === 'string' ? name : undefined;
};

const idsOfChange = ({ type, physicalId }: PlannedChange): readonly NamedThing[] =>
  physicalId === undefined ? [] : [{ type, name: physicalId }];

/** Everything of a draft that has a name or an id before the plan is carried out. */
export const thingsOfDraft = ({ steps }: Draft): readonly NamedThing[] =>
  steps.flatMap((step): readonly NamedThing[] => {
    const ids = 'changes' in step ? step.changes.flatMap(idsOfChange) : [];
    if (!('template' in step) || step.template === undefined) return ids;
    const named = Object.entries(step.template.Resources).flatMap(([logicalId, { Type }]) => {
      const name = literalName(step, { logicalId });
      return name === undefined ? [] : [{ type: Type, name }];
    });
    return [...ids, ...named];
  });

/** `dynamodb` of `AWS::DynamoDB::Table`: an ARN says the service, mostly by its first letters. */
const isOfService = (arn: string, type: string): boolean =>
  (type.split('::')[1] ?? '').toLowerCase().startsWith(arn.split(':')[2] ?? '');

/** True where a text of a template is the name, the id or an ARN of a thing. */
const isNameOf = (text: string, { type, name }: NamedThing): boolean => {
  if (text === name) return true;
  if (!text.startsWith('arn:') || name.startsWith('arn:')) return false;
  return isOfService(text, type) && text.split(/[:/]/).at(-1) === name;
};

/** The first thing that some texts name. */
export const namedIn = (
  texts: ReadonlySet<string>,
  things: readonly NamedThing[],
): NamedThing | undefined =>
  things.find((thing) => [...texts].some((text) => isNameOf(text, thing)));

const exportName = (output: Json | undefined): readonly string[] => {
  const exported = isJsonObject(output) ? output['Export'] : undefined;
  const name = isJsonObject(exported) ? exported['Name'] : undefined;
  return typeof name === 'string' ? [name] : [];
};

/** Names under which the stacks of a draft let others import a value. */
export const exportsOf = (draft: Draft): readonly string[] =>
  templatesOf(draft).flatMap(({ Outputs = {} }) => Object.values(Outputs).flatMap(exportName));

const importsIn = (value: Json | undefined): readonly string[] => {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(importsIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'Fn::ImportValue' && typeof inner === 'string' ? [inner] : importsIn(inner),
  );
};

/** Names of the exports that the stacks of a draft import. */
export const importsOf = (draft: Draft): readonly string[] =>
  templatesOf(draft).flatMap((one) => importsIn(one as unknown as Json));
