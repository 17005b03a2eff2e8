import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { Json } from '../../task/json.ts';
import { newName } from '../by-id/draft.ts';
import { ROUTE_TABLES } from '../network/kinds.ts';
import { partResource, partTemplate } from '../network/part-draft.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { logicalIdOf, withResource } from '../template-edit.ts';

const SUFFIX = 'Table';

/** True where the request names a route, in part or whole. */
export const namesRoute = (task: MutationTask): boolean =>
  textOf(task, 'target') !== undefined || textOf(task, 'cidr') !== undefined;

/** The route of a request; undefined where a part of it is missing. */
const routeOf = (task: MutationTask, table: Json): TemplateResource | undefined => {
  const [to, target] = [textOf(task, 'cidr'), textOf(task, 'target')];
  if (to === undefined || target === undefined) return undefined;
  return {
    Type: 'AWS::EC2::Route',
    Properties: {
      RouteTableId: table,
      DestinationCidrBlock: to,
      ...(target.startsWith('igw-') ? { GatewayId: target } : { NatGatewayId: target }),
    },
  };
};

/** A template with the route of the request beside its table; one place leads to one target. */
export const withRoute = (template: Template, tableId: string, task: MutationTask): Template => {
  const route = routeOf(task, { Ref: tableId });
  if (route === undefined) return template;
  const to = textOf(task, 'cidr') ?? '';
  return withResource(template, logicalIdOf(`${tableId} ${to}`, 'Route'), route);
};

/** A table of one VPC, with the route that was asked for with it, if any. */
export const routeTableTemplate = (context: DraftContext, vpcId: string): Template => {
  const name = newName(context);
  const made = {
    ...partTemplate('Route table', name),
    Resources: partResource(context, { kind: ROUTE_TABLES, suffix: SUFFIX }, { VpcId: vpcId }),
  };
  return withRoute(made, logicalIdOf(name, SUFFIX), context.task);
};
