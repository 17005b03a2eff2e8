import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { plainText, problem, textProperty, type HandlerProblem, type Rules } from './model.ts';
import { textsOf } from './policy-grammar.ts';

const ENVIRONMENT_LIMIT_BYTES = 4096;
const MEMORY_LIMIT_MB = 10_240;
const INLINE_LIMIT_BYTES = 4 * 1024 * 1024;

/** Runtimes that Lambda no longer takes for new functions nor for changed ones. */
const RETIRED: readonly RegExp[] = [
  /^nodejs(4\.3(-edge)?|6\.10|8\.10|10\.x|12\.x)?$/,
  /^python(2\.7|3\.[67])$/,
  /^dotnetcore/,
  /^ruby2\.5$/,
];

const RESERVED_NAMES: readonly RegExp[] = [
  /^(_HANDLER|_X_AMZN_TRACE_ID|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/,
  /^AWS_((DEFAULT_)?REGION|EXECUTION_ENV|LAMBDA_.+)$/,
  /^AWS_(ACCESS_KEY(_ID)?|SECRET_ACCESS_KEY|SESSION_TOKEN)$/,
];

const isReserved = (name: string): boolean => RESERVED_NAMES.some((each) => each.test(name));

const LAYER = /^arn:aws:lambda:[a-z0-9-]+:\d{12}:layer:[A-Za-z0-9_-]+:\d+$/;

const refuse = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

const objectOf = (value: Json | undefined): JsonObject =>
  isJsonObject(value ?? null) ? (value as JsonObject) : {};

const environmentProblem = (properties: JsonObject): string | undefined => {
  const variables = objectOf(objectOf(properties['Environment'])['Variables']);
  const names = Object.keys(variables);
  const strange = names.find((name) => !/^[a-zA-Z]\w+$/.test(name) && !isReserved(name));
  if (strange !== undefined) {
    return (
      `1 validation error detected: Value at 'environment.variables' failed to satisfy ` +
      'constraint: Map keys must satisfy constraint: [Member must satisfy regular expression ' +
      'pattern: [a-zA-Z]([a-zA-Z0-9_])+]'
    );
  }
  const why = 'Lambda was unable to configure your environment variables because the environment';
  const reserved = names.filter(isReserved);
  if (reserved.length > 0) {
    return (
      `${why} variables you have provided contains reserved keys that are currently not ` +
      `supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`
    );
  }
  const text = JSON.stringify(variables);
  return Buffer.byteLength(text) > ENVIRONMENT_LIMIT_BYTES
    ? `${why} variables you have provided exceeded the 4KB limit. String measured: ${text}`
    : undefined;
};

const codeProblem = (properties: JsonObject): string | undefined => {
  const code = objectOf(properties['Code']);
  const isImage = textProperty(properties, 'PackageType') === 'Image';
  if (isImage) {
    return code['ImageUri'] === undefined ? 'Please provide ImageUri' : undefined;
  }
  const zip = code['ZipFile'];
  if (zip === undefined && (code['S3Bucket'] === undefined || code['S3Key'] === undefined)) {
    return 'Please provide a source for function code.';
  }
  if (Buffer.byteLength(plainText(zip ?? '')) > INLINE_LIMIT_BYTES) {
    return 'Inline code must have length less than or equal to 4194304';
  }
  return properties['Runtime'] === undefined || properties['Handler'] === undefined
    ? 'Runtime and Handler are mandatory parameters for functions created with deployment ' +
        'packages.'
    : undefined;
};

const runtimeProblem = (properties: JsonObject): string | undefined => {
  const runtime = textProperty(properties, 'Runtime');
  return RETIRED.some((each) => each.test(runtime))
    ? `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS ` +
        'Lambda functions. We recommend you use a supported runtime while creating or updating ' +
        'functions.'
    : undefined;
};

const memoryProblem = (properties: JsonObject): string | undefined => {
  const size = Number(properties['MemorySize'] ?? 0);
  if (size <= MEMORY_LIMIT_MB || properties['CapacityProviderConfig'] !== undefined) {
    return undefined;
  }
  return (
    `1 validation error detected: Value '${size}' at 'memorySize' failed to satisfy constraint: ` +
    `Member must have value less than or equal to ${MEMORY_LIMIT_MB}`
  );
};

const layerProblem = (properties: JsonObject): string | undefined => {
  const layers = textsOf(properties['Layers']);
  if (layers.length > 5) return 'You can not reference more than 5 layers.';
  const strange = layers.find((each) => !LAYER.test(each));
  return strange === undefined
    ? undefined
    : `1 validation error detected: Value '[${layers.join(', ')}]' at 'layers' failed to satisfy ` +
        'constraint: Member must satisfy regular expression pattern of a layer version ARN';
};

/** What Lambda refuses of a function, whether it is new or changed. */
export const functionProblem = ({ properties }: Rules): HandlerProblem | undefined => {
  const handler = textProperty(properties, 'Handler');
  const found =
    codeProblem(properties) ??
    runtimeProblem(properties) ??
    memoryProblem(properties) ??
    environmentProblem(properties) ??
    layerProblem(properties) ??
    (/\s/.test(handler)
      ? `1 validation error detected: Value '${handler}' at 'handler' failed to satisfy ` +
        'constraint: Member must satisfy regular expression pattern: [^\\s]+'
      : undefined);
  return found === undefined ? undefined : refuse(found);
};
