import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../src/task/json.ts';
import { problem, textProperty, type HandlerProblem, type TypeRow } from './model.ts';

export const CHECK = 'AWS::Route53::HealthCheck';

const uuidOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
};

/** How a check is set up. */
export const checkConfig = (properties: JsonObject): JsonObject => {
  const config = properties['HealthCheckConfig'];
  return config !== undefined && isJsonObject(config) ? config : {};
};

/** Addresses that the internet does not lead to. */
const INNER =
  /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

const invalid = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

const ENDPOINTS = new Set(['HTTP', 'HTTPS', 'HTTP_STR_MATCH', 'HTTPS_STR_MATCH', 'TCP']);

/** What Route 53 refuses of the settings of a check that asks an endpoint. */
const configProblem = (config: JsonObject): HandlerProblem | undefined => {
  const type = textProperty(config, 'Type');
  const address = textProperty(config, 'IPAddress');
  if (!ENDPOINTS.has(type)) return undefined;
  if (address === '' && textProperty(config, 'FullyQualifiedDomainName') === '')
    return invalid(
      'Invalid parameter : Either IP address or fully qualified domain name is needed',
    );
  if (INNER.test(address))
    return invalid(`Invalid parameter : IP address ${address} is not globally routable`);
  const seconds = config['RequestInterval'] ?? 30;
  if (seconds !== 10 && seconds !== 30)
    return invalid('Invalid parameter : Request interval must be 10 or 30');
  if (type === 'TCP' && config['Port'] === undefined)
    return invalid('Invalid parameter : Port must be specified for TCP health checks');
  if (type === 'TCP' && config['ResourcePath'] !== undefined)
    return invalid('Invalid parameter : Resource path is not allowed for TCP health checks');
  return type.endsWith('_STR_MATCH') === (config['SearchString'] !== undefined)
    ? undefined
    : invalid(
        'Invalid parameter : Search string goes with the types that match one, and only there',
      );
};

/** `AWS::Route53::HealthCheck`. Its tags have a property of their own. */
export const healthCheck: TypeRow = {
  type: CHECK,
  service: 'Route53',
  isGlobal: true,
  tags: 'list',
  tagProperty: 'HealthCheckTags',
  seconds: { create: 5, update: 5, delete: 5 },
  // Its type and its interval replace it too; no plan of ours changes them on what exists.
  replaceOn: [],
  idPrefix: 'check-',
  idOf: (name) => (name.startsWith('check-') ? uuidOf(name) : name),
  arnOf: (id) => `arn:aws:route53:::healthcheck/${id}`,
  attributesOf: (id) => ({ HealthCheckId: id }),
  refuse: ({ properties }) => configProblem(checkConfig(properties)),
};
