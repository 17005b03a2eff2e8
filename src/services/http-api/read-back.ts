import type { Json } from '../../task/json.ts';
import { apiPath } from '../apis/api-acts.ts';
import { at, holdsWithin } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { readBackLogGroup } from '../log-group/read-back.ts';
import { readBackLambda } from '../lambda-function/read-back.ts';
import { findSibling, holdsTagMap, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const CLIENT = 'ApiGatewayV2';

const apiRow = (name: string, rest: Pick<ReadRow, 'property' | 'holds'>): ReadRow => ({
  name,
  client: CLIENT,
  operation: 'GetApi',
  input: (input) => ({ ApiId: input.physicalId }),
  ...rest,
});

const API_ROWS: readonly ReadRow[] = [
  apiRow('exists', {
    holds: (output, _planned, input) => at(output, 'ApiId') === input.physicalId,
  }),
  apiRow('named', {
    property: 'Name',
    holds: (output, planned) => holdsWithin(planned, at(output, 'Name')),
  }),
  apiRow('tagged', {
    property: 'Tags',
    holds: (output, _planned, input) => holdsTagMap(at(output, 'Tags'), input),
  }),
];

/** The API of a part: named outright, or by a Ref into its own stack. */
const apiOf = async (input: ReadBackInput): Promise<string> => {
  const api = input.properties['ApiId'];
  if (typeof api === 'string') return api;
  const logicalId = api === undefined ? undefined : at(api, 'Ref');
  return typeof logicalId === 'string' ? await findSibling(input, logicalId) : '';
};

interface Part {
  readonly operation: string;
  /** The member of the call that names the part. */
  readonly member: string;
  readonly path: string;
  /** Properties that are compared, with what people call them. */
  readonly compared: Readonly<Record<string, string>>;
}

/** Table: how the parts of an API are read. */
const PARTS: Readonly<Record<string, Part>> = {
  'AWS::ApiGatewayV2::Stage': {
    operation: 'GetStage',
    member: 'StageName',
    path: 'stages',
    compared: { AccessLogSettings: 'access log', DefaultRouteSettings: 'throttled' },
  },
  'AWS::ApiGatewayV2::Route': {
    operation: 'GetRoute',
    member: 'RouteId',
    path: 'routes',
    compared: { RouteKey: 'route', AuthorizationType: 'authorization' },
  },
  'AWS::ApiGatewayV2::Integration': {
    operation: 'GetIntegration',
    member: 'IntegrationId',
    path: 'integrations',
    compared: { IntegrationUri: 'function' },
  },
};

const rowsOf = (part: Part, ApiId: string): readonly ReadRow[] => {
  const base = {
    client: CLIENT,
    operation: part.operation,
    input: (input: ReadBackInput) => ({ ApiId, [part.member]: input.physicalId }),
  };
  const same = (property: string) => (output: unknown, planned: Json) =>
    holdsWithin(planned, at(output, property));
  return [
    { name: 'exists', ...base, holds: (output) => at(output, part.member) !== undefined },
    ...Object.entries(part.compared).map(([property, name]) => ({
      name,
      property,
      ...base,
      holds: same(property),
    })),
  ];
};

/** Reads an HTTP API or a part of it back by its own calls; what stands beside it by theirs. */
export const readBackHttpApi = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { type, region, physicalId } = input;
  if (type === 'AWS::ApiGatewayV2::Api')
    return await runReadBack(input, apiPath(region, `/apis/${physicalId}`), API_ROWS);
  if (type === 'AWS::Logs::LogGroup') return await readBackLogGroup(input);
  if (type === 'AWS::Lambda::Permission') return await readBackLambda(input);
  const part = PARTS[type];
  if (part === undefined) return await readCompanion(input);
  const api = await apiOf(input);
  const arn = apiPath(region, `/apis/${api}/${part.path}/${physicalId}`);
  return await runReadBack(input, arn, rowsOf(part, api));
};
