import { judge } from '../iam/authorize.ts';
import { problem } from '../resources/model.ts';
import type { Resource } from '../state.ts';
import { demandsOf } from './demands.ts';
import type { Made } from './handlers.ts';
import { handlerFor, modelFor, type StackWork } from './members.ts';
import { resourceOf, tagsFor } from './scope.ts';
import type { StackResource } from './stack.ts';

/** Of all that an update may ask for: nothing else of what is imported is set or taken away. */
const TAGS = /:(Tag|AddTags|PutBucketTagging)/;

const isOfAws = ([key]: readonly [string, string]): boolean => key.startsWith('aws:');

const denial = async (
  work: StackWork,
  member: StackResource,
  subject: Resource,
): Promise<string> => {
  const { caller } = handlerFor(work, member.logicalId, member.type);
  const { service } = modelFor(member.type);
  const needed = {
    call: 'update',
    subject: { ...subject, place: subject },
    touched: ['Tags'],
  } as const;
  for (const demand of demandsOf(work.state, needed)) {
    if (!TAGS.test(demand.action)) continue;
    const said = await judge(work.state, caller, {
      ...demand,
      client: service,
      operation: 'update',
    });
    if (said !== '') return said;
  }
  return '';
};

/**
 * The update that ends an import: CloudFormation puts its own tags on what was taken in, with the
 * rights of the session, and changes nothing else. A type without such tags is left alone.
 */
export const markMember = async (work: StackWork, member: StackResource): Promise<Made> => {
  const ok = { ok: true, id: member.physicalId } as const;
  const resource = resourceOf(work.state, work.stack, member);
  const marks = Object.entries(tagsFor(work.stack, work.desired, member)).filter(isOfAws);
  if (resource === undefined || marks.length === 0) return ok;
  const said = await denial(work, member, resource);
  if (said !== '') return { ok: false, problem: problem('AccessDenied', 403, said) };
  resource.tags = { ...resource.tags, ...Object.fromEntries(marks) };
  return ok;
};

/** Takes the marks away from what an import that failed lets go of. */
export const unmark = (work: StackWork, member: StackResource): void => {
  const resource = resourceOf(work.state, work.stack, member);
  if (resource === undefined) return;
  const own = Object.entries(resource.tags).filter((tag) => !isOfAws(tag));
  resource.tags = Object.fromEntries(own);
};
