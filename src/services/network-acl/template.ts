import type { Template } from '../../plan/template.ts';
import { newName } from '../by-id/draft.ts';
import { NETWORK_ACLS } from '../network/kinds.ts';
import { partResource, partTemplate } from '../network/part-draft.ts';
import type { DraftContext } from '../service.ts';
import { logicalIdOf } from '../template-edit.ts';
import { privateEntries } from './entries.ts';

const SUFFIX = 'Acl';

/** A list for private subnets. It takes effect where a subnet is associated with it. */
export const networkAclTemplate = (
  context: DraftContext,
  vpc: { readonly id: string; readonly cidr: string },
): Template => {
  const name = newName(context);
  return {
    ...partTemplate('Network ACL', name),
    Resources: {
      ...partResource(context, { kind: NETWORK_ACLS, suffix: SUFFIX }, { VpcId: vpc.id }),
      ...privateEntries(logicalIdOf(name, SUFFIX), vpc.cidr),
    },
  };
};
