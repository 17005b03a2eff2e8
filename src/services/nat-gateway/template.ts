import type { Template } from '../../plan/template.ts';
import { newName } from '../by-id/draft.ts';
import { NAT_GATEWAYS } from '../network/kinds.ts';
import { partResource, partTemplate } from '../network/part-draft.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** A gateway in a public subnet, with an address of its own unless one was named. */
export const natGatewayTemplate = (context: DraftContext, subnetId: string): Template => {
  const name = newName(context);
  const given = textOf(context.task, 'elasticIp');
  const address = logicalIdOf(name, 'Address');
  const own: Template['Resources'] = {
    [address]: {
      Type: 'AWS::EC2::EIP',
      Properties: { Domain: 'vpc', Tags: tagList(context.tagsFor(`${name}-address`)) },
    },
  };
  return {
    ...partTemplate('NAT gateway', name),
    Resources: {
      ...(given === undefined ? own : {}),
      ...partResource(
        context,
        { kind: NAT_GATEWAYS, suffix: 'Nat' },
        {
          AllocationId: given ?? { 'Fn::GetAtt': [address, 'AllocationId'] },
          SubnetId: subnetId,
        },
      ),
    },
  };
};
