import type { Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, texts, text, type Call, type OperationTable } from './call.ts';
import { describe, passes } from './ec2-filter.ts';
import { natShown, tied, VIEWS, type View } from './ec2-network-rows.ts';
import { routeTables } from './ec2-routes.ts';
import { ownResources } from './find.ts';

const everywhere = (): string => '*';

/** A gateway says where it is attached, whoever made the attachment. */
const withAttachment = (call: Call, one: Resource): Resource => {
  const [tie] = tied(call, 'VPCGatewayAttachment', ['InternetGatewayId', one.id]);
  const vpc = tie?.properties['VpcId'];
  return vpc === undefined ? one : { ...one, attributes: { ...one.attributes, AttachedTo: vpc } };
};

const withVpc = (call: Call, one: Resource): Resource => {
  const shown = natShown(call, one) as { readonly VpcId?: Json };
  return shown.VpcId === undefined
    ? one
    : { ...one, attributes: { ...one.attributes, VpcId: shown.VpcId } };
};

const seen = (call: Call, { type, born }: View): readonly Resource[] => {
  const all = ownResources(call, type);
  if (type === 'AWS::EC2::InternetGateway') return all.map((one) => withAttachment(call, one));
  if (type === 'AWS::EC2::NatGateway') return all.map((one) => withVpc(call, one));
  return [...all, ...(born?.(call) ?? [])];
};

const run =
  (view: View) =>
  (call: Call): unknown => {
    const filters = call.input[view.isFilterSingular === true ? 'Filter' : 'Filters'];
    const asked: Call = { ...call, input: { ...call.input, Filters: filters ?? [] } };
    if (view.ids !== undefined) {
      const [ids, notFound] = view.ids;
      // Says so of an id that is not there; what it finds is found again below.
      describe(
        { ...asked, input: { [ids]: texts(call.input, ids) } },
        {
          type: view.type,
          ids,
          notFound,
          filters: {},
        },
      );
    }
    const ids = view.ids === undefined ? [] : texts(call.input, view.ids[0]);
    const found = seen(call, view)
      .filter((one) => ids.length === 0 || ids.includes(one.id))
      .filter(passes(asked, view.filters));
    const page = pageOf(call, found, call.input['NextToken']);
    return {
      [view.list]: page.items.map((one) => ({
        State: 'available',
        OwnerId: one.accountId,
        ...view.show(one, call),
        Tags: tagList(one.tags),
      })),
      NextToken: page.next,
    };
  };

const vpcAttribute = (call: Call): unknown => {
  const id = text(call.input, 'VpcId');
  const vpc = ownResources(call, 'AWS::EC2::VPC').find((one) => one.id === id);
  const value = (name: string, usual: boolean): object => ({
    Value: (vpc?.properties[name] ?? usual) === true,
  });
  const name = text(call.input, 'Attribute');
  return name === 'enableDnsHostnames'
    ? { VpcId: id, EnableDnsHostnames: value('EnableDnsHostnames', false) }
    : { VpcId: id, EnableDnsSupport: value('EnableDnsSupport', true) };
};

/** EC2: what there is of networks. */
export const networkViews: OperationTable = {
  ...Object.fromEntries(
    VIEWS.map((view) => [view.operation, row(`ec2:${view.operation}`, everywhere, run(view))]),
  ),
  DescribeRouteTables: row('ec2:DescribeRouteTables', everywhere, routeTables),
  DescribeVpcAttribute: row('ec2:DescribeVpcAttribute', everywhere, vpcAttribute),
};
