import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { problem, textProperty, type HandlerProblem } from './model.ts';

const INVALID = 'One or more parameter values were invalid: ';

const refuse = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

const listOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter((each) => isJsonObject(each)) : [];

const namesIn = (value: Json | undefined): readonly string[] =>
  listOf(value).map((each) => textProperty(each, 'AttributeName'));

const shown = (names: Iterable<string>): string => `[${[...names].join(', ')}]`;

/** A key is one hash attribute and at most one range attribute, in that order. */
const keyProblem = (schema: readonly JsonObject[]): string | undefined => {
  const [first, second, ...more] = schema;
  if (first === undefined) {
    return (
      "1 validation error detected: Value '[]' at 'keySchema' failed to satisfy constraint: " +
      'Member must have length greater than or equal to 1'
    );
  }
  if (more.length > 0) {
    return (
      "1 validation error detected: Value at 'keySchema' failed to satisfy constraint: Member " +
      'must have length less than or equal to 2'
    );
  }
  if (first['KeyType'] !== 'HASH') {
    return 'Invalid KeySchema: The first KeySchemaElement is not a HASH key type';
  }
  if (second !== undefined && second['KeyType'] !== 'RANGE') {
    return 'Invalid KeySchema: The second KeySchemaElement is not a RANGE key type';
  }
  return first['AttributeName'] === second?.['AttributeName']
    ? 'Both the Hash Key and the Range Key element in the KeySchema have the same name'
    : undefined;
};

const indexesOf = (properties: JsonObject): readonly JsonObject[] => [
  ...listOf(properties['GlobalSecondaryIndexes']),
  ...listOf(properties['LocalSecondaryIndexes']),
];

/** Every key attribute is defined, and nothing else is. */
const attributeProblem = (properties: JsonObject): string | undefined => {
  const defined = namesIn(properties['AttributeDefinitions']);
  const table = namesIn(properties['KeySchema']);
  const indexes = indexesOf(properties);
  const keys = new Set([...table, ...indexes.flatMap((each) => namesIn(each['KeySchema']))]);
  const lists = `Keys: ${shown(keys)}, AttributeDefinitions: ${shown(defined)}`;
  if (new Set(defined).size < defined.length) {
    return 'Duplicate AttributeName found in AttributeDefinitions';
  }
  if (table.some((name) => !defined.includes(name))) {
    return defined.length < table.length
      ? 'Invalid KeySchema: Some index key attribute have no definition'
      : `${INVALID}Some index key attributes are not defined in AttributeDefinitions. ${lists}`;
  }
  if ([...keys].some((name) => !defined.includes(name))) {
    return `${INVALID}Some index key attributes are not defined in AttributeDefinitions. ${lists}`;
  }
  if (defined.every((name) => keys.has(name))) return undefined;
  return indexes.length === 0
    ? `${INVALID}Number of attributes in KeySchema does not exactly match number of attributes ` +
        'defined in AttributeDefinitions'
    : `${INVALID}Some AttributeDefinitions are not used. AttributeDefinitions: ` +
        `${shown(defined)}, keys used: ${shown(keys)}`;
};

const capacityProblem = (properties: JsonObject): string | undefined => {
  const onDemand = properties['BillingMode'] === 'PAY_PER_REQUEST';
  const given = properties['ProvisionedThroughput'] !== undefined;
  if (onDemand === !given) return undefined;
  return onDemand
    ? `${INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when ` +
        'BillingMode is PAY_PER_REQUEST'
    : `${INVALID}ReadCapacityUnits and WriteCapacityUnits must both be specified when ` +
        'BillingMode is PROVISIONED';
};

const indexProblem = (properties: JsonObject): string | undefined => {
  const names = indexesOf(properties).map((each) => textProperty(each, 'IndexName'));
  if (new Set(names).size < names.length) return `${INVALID}Duplicate index name`;
  const locals = listOf(properties['LocalSecondaryIndexes']);
  const [hash] = namesIn(properties['KeySchema']);
  if (locals.some((each) => namesIn(each['KeySchema'])[0] !== hash)) {
    return (
      `${INVALID}Index KeySchema does not have a range key, or its hash key is not the table's ` +
      'hash key'
    );
  }
  return indexesOf(properties)
    .map((each) => keyProblem(listOf(each['KeySchema'])))
    .find((each) => each !== undefined);
};

/** What DynamoDB refuses of a table: keys, attributes and indexes that do not fit each other. */
export const tableProblem = (properties: JsonObject): HandlerProblem | undefined => {
  const found =
    capacityProblem(properties) ??
    keyProblem(listOf(properties['KeySchema'])) ??
    attributeProblem(properties) ??
    indexProblem(properties);
  return found === undefined ? undefined : refuse(found);
};
