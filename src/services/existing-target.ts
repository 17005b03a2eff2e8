import type { Refusal } from '../task/refusal.ts';

/** The three ways on when a name is taken, in the words of every service. */
export const nameTaken = (title: string, name: string, where: string): Refusal => ({
  code: 'name-taken',
  because: `A ${title} named \`${name}\` exists already ${where}.`,
  next:
    'Use it: close this issue. Update it: say "update" instead of "create" and edit the issue. ' +
    'Replace it: ask for its deletion first, in an issue of its own, then for the new one.',
});

/** The target of an update or delete is not there. */
export const targetMissing = (title: string, name: string): Refusal => ({
  code: 'target-not-found',
  because: `There is no ${title} named \`${name}\` in this account and region.`,
  next: 'Mend the name, the account or the region in the issue.',
});

/** The target belongs to a stack that is not ours. */
export const foreignStack = (title: string, name: string, stackName: string): Refusal => ({
  code: 'no-route',
  because:
    `The ${title} \`${name}\` belongs to the stack \`${stackName}\`, which this application did ` +
    'not make; a change behind its back would be drift.',
  next: `Change it in the template of \`${stackName}\`, where its owner deploys it.`,
});

/** A stack of ours holds more than this one thing, so that it can not simply be deleted. */
export const sharedStack = (title: string, name: string, stackName: string): Refusal => ({
  code: 'in-a-stack',
  because: `The ${title} \`${name}\` is one of several resources of the stack \`${stackName}\`.`,
  next: 'Give the changed template of that stack in an issue for a CloudFormation template.',
});

/** What an import took into its stack outlives the stack, so that a plan would delete nothing. */
export const importedStays = (title: string, name: string, stackName: string): Refusal => ({
  code: 'in-a-stack',
  because:
    `The ${title} \`${name}\` was imported into the stack \`${stackName}\`, and stays when its ` +
    'stack is deleted.',
  next:
    'Take it out of the stack first: `/rollback` in the issue that imported it, or ask for the ' +
    'deletion of the stack. Then ask for its deletion again.',
});
