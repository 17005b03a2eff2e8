import type { Json, JsonObject } from '../../src/task/json.ts';
import type { EdgeTarget } from '../required-actions-edge.ts';
import type { Place } from '../resources/model.ts';

interface Thing {
  readonly place: Place;
  readonly arn: string;
  readonly properties: JsonObject;
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** What the handlers of APIs, zones and distributions work on, beside the resource itself. */
export const edgeTargets = ({
  place,
  arn,
  properties,
}: Thing): Readonly<Record<EdgeTarget, () => readonly string[]>> => {
  const base = `arn:aws:apigateway:${place.region}::`;
  const apiId = textOf(properties['ApiId']);
  return {
    anything: () => ['*'],
    apis: () => [`${base}/apis`],
    apiTags: () => [`${base}/tags/${encodeURIComponent(arn)}`],
    stagesOfApi: () => [`${base}/apis/${apiId}/stages`],
    routesOfApi: () => [`${base}/apis/${apiId}/routes`],
    integrationsOfApi: () => [`${base}/apis/${apiId}/integrations`],
  };
};
