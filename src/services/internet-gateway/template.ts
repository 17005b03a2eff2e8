import type { Template } from '../../plan/template.ts';
import { newName } from '../by-id/draft.ts';
import { INTERNET_GATEWAYS } from '../network/kinds.ts';
import { partResource, partTemplate } from '../network/part-draft.ts';
import type { DraftContext } from '../service.ts';
import { logicalIdOf } from '../template-edit.ts';

const SUFFIX = 'Gateway';

/** A gateway that is attached to its VPC. No route leads to it yet. */
export const internetGatewayTemplate = (context: DraftContext, vpcId: string): Template => {
  const name = newName(context);
  return {
    ...partTemplate('Internet gateway', name),
    Resources: {
      ...partResource(context, { kind: INTERNET_GATEWAYS, suffix: SUFFIX }, {}),
      [logicalIdOf(name, 'Attachment')]: {
        Type: 'AWS::EC2::VPCGatewayAttachment',
        Properties: { InternetGatewayId: { Ref: logicalIdOf(name, SUFFIX) }, VpcId: vpcId },
      },
    },
  };
};
