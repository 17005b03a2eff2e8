import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import type { EdgeTarget } from '../required-actions-edge.ts';
import type { Place } from '../resources/model.ts';

interface Thing {
  readonly place: Place;
  readonly arn: string;
  readonly properties: JsonObject;
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The bucket that the log of a distribution goes to. */
const logBucket = (config: Json | undefined): readonly string[] => {
  const logging = isJsonObject(config) ? config['Logging'] : undefined;
  const host = isJsonObject(logging) ? textOf(logging['Bucket']) : '';
  return host === '' ? [] : [`arn:aws:s3:::${host.replace(/\.s3\.amazonaws\.com$/, '')}`];
};

/** What the handlers of APIs, zones and distributions work on, beside the resource itself. */
export const edgeTargets = ({
  place,
  arn,
  properties,
}: Thing): Readonly<Record<EdgeTarget, () => readonly string[]>> => {
  const base = `arn:aws:apigateway:${place.region}::`;
  const apiId = textOf(properties['ApiId']);
  const restApi = `${base}/restapis/${textOf(properties['RestApiId'])}`;
  const wafv2 = `arn:aws:wafv2:${place.region}:${place.accountId}`;
  return {
    anything: () => ['*'],
    apis: () => [`${base}/apis`],
    apiTags: () => [`${base}/tags/${encodeURIComponent(arn)}`],
    stagesOfApi: () => [`${base}/apis/${apiId}/stages`],
    routesOfApi: () => [`${base}/apis/${apiId}/routes`],
    integrationsOfApi: () => [`${base}/apis/${apiId}/integrations`],
    restApis: () => [`${base}/restapis`],
    resourcesOfApi: () => [`${restApi}/resources/${textOf(properties['ParentId'])}`],
    deploymentsOfApi: () => [`${restApi}/deployments`],
    stagesOfRestApi: () => [`${restApi}/stages`],
    changes: () => ['arn:aws:route53:::change/C1'],
    queryLogs: () => ['arn:aws:route53:::queryloggingconfig/q1'],
    managedRules: () => [`${wafv2}:regional/managedruleset/AWS/common`],
    logBucket: () => logBucket(properties['DistributionConfig']),
    guardedStage: () => [textOf(properties['ResourceArn'])],
  };
};
