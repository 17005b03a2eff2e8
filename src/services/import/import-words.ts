import type { Refusal } from '../../task/refusal.ts';
import type { LeftAsIs } from '../adopt-value.ts';
import type { OwnStack } from '../owner.ts';
import type { Service } from '../service.ts';
import { IMPORTED_TYPES, untoldOf } from './import-types.ts';

const list = (names: readonly string[]): string => names.map((one) => `\`${one}\``).join(', ');

/** A type that no plan imports, and why. */
export const notImported = ({ title, resourceType }: Service): Refusal => {
  const untold = untoldOf(resourceType);
  return {
    code: 'unsupported-task',
    because:
      untold === undefined
        ? `Nobody has reviewed how a ${title} is taken into a stack.`
        : `AWS does not tell ${untold} of a ${title}, so no template could say it as it is.`,
    next:
      'Leave it as it is: what no stack owns is changed and deleted here by its own name. ' +
      `Imported are ${list(IMPORTED_TYPES)}.`,
  };
};

/** It is in a stack of ours already, and a resource is in one stack only. */
export const ownedAlready = (title: string, name: string, { stackName }: OwnStack): Refusal => ({
  code: 'in-a-stack',
  because: `The ${title} \`${name}\` belongs to the stack \`${stackName}\` already, which is ours.`,
  next: 'Change it by its own name: the stack goes along. It can not be in two stacks.',
});

/** No stack of ours has the name that was given. */
export const noSuchStack = (name: string): Refusal => ({
  code: 'target-not-found',
  because: `There is no stack named \`${name}\` in this account and region.`,
  next: 'Name one of ours, or leave the name out: then a new stack is made for it.',
});

/** More than one stack of ours ends with the name that was given. */
export const severalStacks = (name: string): Refusal => ({
  code: 'contradictory',
  because: `Several stacks of this application were asked for under the name \`${name}\`.`,
  next: 'Name one of them whole, such as `aws-coworker-12-name`.',
});

/** The stack that was named is somebody else's. */
export const notOurStack = (name: string): Refusal => ({
  code: 'no-route',
  because: `The stack \`${name}\` was not made by this application.`,
  next: 'Import it where the owner of that stack deploys it, or into a new stack from here.',
});

/** The stack has a resource of the very id already. */
export const idTaken = (logicalId: string, { stackName }: OwnStack): Refusal => ({
  code: 'name-taken',
  because: `The stack \`${stackName}\` has a resource \`${logicalId}\` already.`,
  next: 'Leave the name of the stack out: then a new one is made for it.',
});

/** The text of the stack's template can not be added to without changing more. */
export const unwritable = ({ stackName }: OwnStack): Refusal => ({
  code: 'not-adoptable',
  because: `The template of \`${stackName}\` can not be added to without changing more than that.`,
  next: 'Leave the name of the stack out: then a new one is made for it.',
});

const MOST_NAMED = 5;
const LONGEST_PATH = 100;

/** A path as words. Names of properties may be anything that somebody typed in AWS. */
export const plain = (path: string): string =>
  path
    .replace(/^\//, '')
    .replaceAll('/', '.')
    .replaceAll(/[^A-Za-z0-9._:-]/g, '?')
    .slice(0, LONGEST_PATH);

/** What of it no template may hold, by path and never by value. */
export const unsaid = (left: readonly LeftAsIs[]): Refusal => ({
  code: 'not-adoptable',
  because: `${left
    .slice(0, MOST_NAMED)
    .map(({ path, because }) => `\`${plain(path)}\`: ${because}`)
    .join('; ')}.`,
  next: 'Change these first, or leave it out of a stack: it is changed here by its own name too.',
});

/** An item that was added to the plan of an import, which could only change what is there. */
export const addsNothing = (item: string): Refusal => ({
  code: 'item-not-skippable',
  because: `An import takes what is there as it is, so that \`${item}\` can not be a part of it.`,
  next: 'Type `/plan` for the import alone. Then ask for the change in an issue of its own.',
});

/** Settings that were asked for beside an import. */
export const changesNothing = (names: readonly string[]): Refusal => ({
  code: 'contradictory',
  because: `An import takes what is there as it is, and the request also gives ${list(names)}.`,
  next:
    'Edit the issue to the import alone. Ask for the change in an issue of its own: before the ' +
    'import, or after it, when the stack goes along.',
});

/** Two steps of one plan on one stack, of which one is an import: each ends the other's preview. */
export const oneForEachStack = (stackName: string): Refusal => ({
  code: 'contradictory',
  because:
    `The issue has an import into the stack \`${stackName}\` and something else for the same ` +
    'stack. A preview shows the stack as it is now, so that only one of them could run.',
  next: 'Edit the issue to one import into a stack, and ask for the rest in issues of their own.',
});
