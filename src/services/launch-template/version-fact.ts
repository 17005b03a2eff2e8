import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import type { WholeVersion } from './described/facts.ts';
import type { VersionFact } from './facts-schema.ts';

const SCRIPT = 'UserData';

/**
 * Its script told by the version that has it: the default's own where both have the same. What the
 * script says is none of ours, that it is another is.
 */
const withoutScript = ({ version, data }: WholeVersion, standard: WholeVersion): JsonObject => {
  if (data[SCRIPT] === undefined) return data;
  const isSame = data[SCRIPT] === standard.data[SCRIPT];
  return { ...data, [SCRIPT]: `that of version ${isSame ? standard.version : version}` };
};

/** EC2 tells `State` of what it was given; nobody can ask for it. */
const optionsOf = (data: JsonObject): JsonObject => {
  const { State: _state, ...options } = (data['MetadataOptions'] ?? {}) as JsonObject;
  return options;
};

/** A version as drafting knows it, its script told beside that of the default version. */
export const versionFact = (whole: WholeVersion, standard: WholeVersion): VersionFact => {
  const { version, data } = whole;
  return {
    version,
    instanceType: textIn(data['InstanceType']),
    image: textIn(data['ImageId']),
    needsToken: at(data, 'MetadataOptions.HttpTokens') === 'required',
    options: optionsOf(data),
    devices: listOf(data['BlockDeviceMappings']).filter(isJsonObject),
    data: withoutScript(whole, standard),
  };
};
