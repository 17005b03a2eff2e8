import { CHECK, checkConfig } from '../resources/route53-checks.ts';
import { AwsError } from '../aws-error.ts';
import type { Resource } from '../state.ts';
import { list, pageOf, row, tagList, text, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

/** ARN of a health check. */
export const checkArn = (id: string): string => `arn:aws:route53:::healthcheck/${id}`;

/** The check that a member names by its id, or Route 53's own error. */
export const needCheck = (call: Call, member: string): Resource => {
  const id = text(call.input, member);
  const found = ownResource(call, CHECK, id);
  if (found === undefined)
    throw new AwsError(
      'NoSuchHealthCheck',
      404,
      `No health check exists with the specified ID ${id}`,
    );
  return found;
};

const checkView = ({ id, properties, attributes }: Resource): object => ({
  Id: id,
  CallerReference: id,
  HealthCheckConfig: checkConfig(properties),
  HealthCheckVersion: 1,
  ...(attributes['LinkedService'] === undefined
    ? {}
    : { LinkedService: { ServicePrincipal: attributes['LinkedService'] } }),
});

const listChecks = (call: Call): unknown => {
  const page = pageOf(call, ownResources(call, CHECK), call.input['Marker']);
  return {
    HealthChecks: page.items.map(checkView),
    IsTruncated: page.next !== undefined,
    NextMarker: page.next,
    MaxItems: 100,
  };
};

const tagSets = (call: Call): unknown => {
  const ids = list(call.input, 'ResourceIds').map(String);
  return {
    ResourceTagSets: ids.map((ResourceId) => ({
      ResourceType: 'healthcheck',
      ResourceId,
      Tags: tagList(ownResource(call, CHECK, ResourceId)?.tags ?? {}),
    })),
  };
};

/** Three checkers, which see what the world says of the endpoint, or that all is well. */
const statusOf = (call: Call): unknown => {
  const { attributes } = needCheck(call, 'HealthCheckId');
  const Status = text(attributes, 'Seen') || 'Success: HTTP Status Code 200, OK';
  return {
    HealthCheckObservations: ['us-east-1', 'eu-west-1', 'sa-east-1'].map((Region, index) => ({
      Region,
      IPAddress: `198.51.100.${index + 1}`,
      StatusReport: { Status, CheckedTime: call.state.now },
    })),
  };
};

const byCheck = (call: Call): string => checkArn(text(call.input, 'HealthCheckId'));

/** Health checks of Route 53: their list, settings, tags and what the checkers saw. */
export const healthCheckOperations: OperationTable = {
  ListHealthChecks: row('route53:ListHealthChecks', () => '*', listChecks),
  GetHealthCheck: row('route53:GetHealthCheck', byCheck, (call) => ({
    HealthCheck: checkView(needCheck(call, 'HealthCheckId')),
  })),
  GetHealthCheckStatus: row('route53:GetHealthCheckStatus', byCheck, statusOf),
  ListTagsForResources: {
    demands: (call) =>
      list(call.input, 'ResourceIds').map((id) => ({
        action: 'route53:ListTagsForResources',
        resource: checkArn(String(id)),
      })),
    run: tagSets,
  },
};
