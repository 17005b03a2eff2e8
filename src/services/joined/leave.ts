import type { Inverse } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import type { OwnStack } from '../owner.ts';
import { referencesOf } from '../resolve.ts';
import type { Draft, DraftContext } from '../service.ts';
import { updateStack, stackRefusal } from '../stack-drafts.ts';
import { couldBeFor } from '../stack-name.ts';
import { thingAt } from '../task-order/user.ts';
import { parseOwnTemplate } from '../template-edit.ts';
import { leadsTo, lettingGo } from './let-go.ts';
import { kindOf, nameIn } from './names.ts';
import { partsOf, withoutParts, withParts, type Parts } from './parts.ts';

/** What only ties a subnet to something, and goes with the subnet. */
const TIES: ReadonlySet<string> = new Set([
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::SubnetNetworkAclAssociation',
]);

type Resources = Template['Resources'];
type Resource = Resources[string];

/** What is asked for, and every tie of a subnet among it. */
const withTies = (resources: Resources, ids: readonly string[]): ReadonlySet<string> => {
  const gone = new Set(ids);
  const ties = Object.entries(resources).filter(
    ([, { Type, Properties = {} }]) =>
      TIES.has(Type) && referencesOf(Properties['SubnetId']).some((id) => gone.has(id)),
  );
  return new Set([...gone, ...ties.map(([id]) => id)]);
};

const partsLeft = (parts: Parts, gone: ReadonlySet<string>): Parts =>
  Object.fromEntries(
    Object.entries(parts)
      .map(
        ([name, part]) =>
          [
            name,
            Object.fromEntries(Object.entries(part).filter(([, id]) => !gone.has(id))),
          ] as const,
      )
      .filter(([, part]) => Object.keys(part).length > 0),
  );

/** A stack without some of its resources; which still lead to those, by their logical ids. */
interface Left {
  readonly template: Template;
  readonly gone: ReadonlySet<string>;
  readonly stillNamedBy: readonly string[];
}

const leftOf = (present: Template, ids: readonly string[]): Left => {
  const gone = withTies(present.Resources, ids);
  const rest = Object.entries(present.Resources)
    .filter(([id]) => !gone.has(id))
    .map(([id, one]) => [id, lettingGo(present, one, gone)] as const);
  const left = { ...withoutParts(present), Resources: Object.fromEntries(rest) };
  return {
    template: withParts(left, partsLeft(partsOf(present), gone)),
    gone,
    stillNamedBy: rest
      .filter(([, one]) => leadsTo(one).some((id) => gone.has(id)))
      .map(([id]) => id),
  };
};

/** Names of resources, each with its kind; parts of one thing are called by that one. */
const namesOf = (template: Template, ids: readonly string[]): string => {
  const parts = Object.entries(partsOf(template));
  const heads = ids.map((id) => {
    const [name = '', part = {}] = parts.find(([, one]) => Object.values(one).includes(id)) ?? [];
    const whole = Object.values(part);
    const head = whole.find((one) => couldBeFor(name, nameIn(template, one)));
    const named = [id, ...whole].find((one) => nameIn(template, one) !== one);
    return head ?? named ?? id;
  });
  return [...new Set(heads)]
    .map((id) => `${kindOf(template.Resources[id]?.Type ?? '')} \`${nameIn(template, id)}\``)
    .toSorted()
    .join(', ');
};

const NOTHING: Resource = { Type: '' };

const TOGETHER =
  'Ask for their deletion in this same issue, and all goes together; or first for theirs.';

/** What a stack was made with is nobody's line: no deletion takes it alone. */
const WITH_ALL =
  'The stack was made with that, and it goes only with all that stands there: leave this where ' +
  'it is, or ask for the deletion of what the stack is named for.';

const namedStill = (
  { stackName }: OwnStack,
  present: Template,
  { gone, stillNamedBy }: Left,
): Refusal => {
  const named = stillNamedBy
    .flatMap((id) => leadsTo(present.Resources[id] ?? NOTHING))
    .filter((id) => gone.has(id));
  const joined = new Set(Object.values(partsOf(present)).flatMap((part) => Object.values(part)));
  const isOfRoot = stillNamedBy.some((id) => !joined.has(id));
  return {
    code: 'still-in-use',
    because:
      `These stay in the stack \`${stackName}\` and lead to ${namesOf(present, named)}: ` +
      `${namesOf(present, stillNamedBy)}.`,
    next: isOfRoot ? WITH_ALL : TOGETHER,
  };
};

/** Everything that goes with some resources: all of the parts that they are of. */
const wholeParts = (present: Template, ids: readonly string[]): readonly string[] =>
  Object.values(partsOf(present))
    .map((part) => Object.values(part))
    .filter((part) => part.some((id) => ids.includes(id)))
    .flat();

/** Why a stack is not deleted whole: what else stands in it, that nobody asked to delete. */
export const standsThere = (
  { stackName }: OwnStack,
  present: Template,
  staying: readonly string[],
): Refusal => ({
  code: 'still-in-use',
  because: `The stack \`${stackName}\` holds these too: ${namesOf(present, staying)}.`,
  next: TOGETHER,
});

/** What joined a stack and stays when some of it goes, by its logical ids. */
export const joinedBeside = (present: Template, ids: readonly string[]): readonly string[] => {
  const going = wholeParts(present, ids);
  return Object.values(partsOf(present))
    .flatMap((part) => Object.values(part))
    .filter((id) => !going.includes(id));
};

/** What goes, as those who ask for it call it, and that the rest of the stack stays. */
export const leavingWords = (words: readonly string[], stackName: string): string =>
  `delete ${[...new Set(words)].toSorted().join(', ')}, and keep the rest of ${stackName}`;

/** What goes, and what its deletion is called and can be undone by. */
interface PartsGone {
  readonly targets: readonly string[];
  readonly inverse: Inverse;
  readonly words: string;
}

/**
 * Some parts of a joined stack leave it: an update of that without them, previewed like others.
 * Refused while something that stays leads to one of them. Pure.
 */
export const draftPartsGone = (
  context: DraftContext,
  stack: OwnStack,
  { targets, inverse, words }: PartsGone,
): Decided<Draft> => {
  const refusal = stackRefusal(stack, 'update');
  if (refusal !== undefined) return refused(refusal);
  const present = parseOwnTemplate(stack.templateBody);
  if (!present.ok) return present;
  const ids = wholeParts(present.value, targets);
  const left = leftOf(present.value, ids);
  if (left.stillNamedBy.length > 0) return refused(namedStill(stack, present.value, left));
  const { template, gone } = left;
  const step = updateStack(context, stack, {
    template,
    summary: leavingWords([words], stack.stackName),
    inverse,
  });
  const { region, account } = context;
  const place = { accountId: account.id, region };
  const things = stack.resources
    .filter(({ logicalId, physicalId }) => gone.has(logicalId) && physicalId !== '')
    .map(({ type, physicalId }) => thingAt(place, type, physicalId));
  const goesAs = { words, ownsStack: false };
  return accepted({ steps: [step], deviations: [], gone: things, goesAs });
};
