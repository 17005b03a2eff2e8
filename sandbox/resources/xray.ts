import type { JsonObject } from '../../src/task/json.ts';
import { problem, textProperty, type HandlerProblem, type TypeRow } from './model.ts';
import { documentOf } from './policy-grammar.ts';

/** X-Ray makes these itself. */
const DEFAULT = 'Default';

const invalid = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

const nameOf = (properties: JsonObject): string =>
  textProperty(documentOf(properties['SamplingRule']) ?? {}, 'RuleName');

/** `AWS::XRay::Group`. `Ref` is its ARN, which ends with an id that X-Ray makes. */
export const traceGroup: TypeRow = {
  type: 'AWS::XRay::Group',
  service: 'XRay',
  tags: 'list',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: ['GroupName'],
  idPrefix: '',
  idOf: (name, { accountId, region }, properties) =>
    `arn:aws:xray:${region}:${accountId}:group/${textProperty(properties, 'GroupName')}/${name}`,
  arnOf: (id) => id,
  attributesOf: (id) => ({ GroupARN: id }),
  refuseCreate: ({ state, place, properties }) => {
    const name = textProperty(properties, 'GroupName');
    if (name === '' || name === DEFAULT) return invalid('Group name is not valid.');
    const start = `arn:aws:xray:${place.region}:${place.accountId}:group/${name}/`;
    return state.resources.some((each) => each.id.startsWith(start))
      ? problem('AlreadyExists', 409, `Group with name ${name} already exists`)
      : undefined;
  },
  refuseDelete: (resource) =>
    textProperty(resource.properties, 'GroupName') === DEFAULT
      ? invalid('The default group can not be deleted.')
      : undefined,
};

/** `AWS::XRay::SamplingRule`. `Ref` is its ARN. */
export const samplingRule: TypeRow = {
  type: 'AWS::XRay::SamplingRule',
  service: 'XRay',
  tags: 'list',
  seconds: { create: 3, update: 3, delete: 2 },
  replaceOn: [],
  idPrefix: '',
  idOf: (name, { accountId, region }, properties) =>
    `arn:aws:xray:${region}:${accountId}:sampling-rule/${nameOf(properties) || name}`,
  arnOf: (id) => id,
  attributesOf: (id) => ({ RuleARN: id }),
  refuseCreate: ({ state, place, properties }) => {
    const name = nameOf(properties);
    const id = `arn:aws:xray:${place.region}:${place.accountId}:sampling-rule/${name}`;
    return name === DEFAULT || state.resources.some((each) => each.id === id)
      ? problem('AlreadyExists', 409, `Sampling rule ${name} already exists`)
      : undefined;
  },
  refuseDelete: (resource) =>
    nameOf(resource.properties) === DEFAULT
      ? invalid('The default sampling rule can not be deleted.')
      : undefined,
};
