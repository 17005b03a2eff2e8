import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource } from '../state.ts';
import { tagsFrom, texts, type Call, type OperationTable } from './call.ts';
import { ownResources } from './find.ts';

/** Addresses and key pairs have an id beside the one that CloudFormation knows. */
const ID_ATTRIBUTES = ['AllocationId', 'KeyPairId'] as const;

const TYPES = ['AWS::EC2::EIP', 'AWS::EC2::KeyPair', 'AWS::EC2::LaunchTemplate'] as const;

const isNamed = (resource: Resource, id: string): boolean =>
  resource.id === id || ID_ATTRIBUTES.some((name) => jsonText(resource.attributes[name]) === id);

const needResources = (call: Call): readonly Resource[] =>
  texts(call.input, 'Resources').map((id) => {
    const found = TYPES.flatMap((type) => ownResources(call, type)).find((one) => isNamed(one, id));
    if (found !== undefined) return found;
    throw new AwsError('InvalidID', 400, `The ID '${id}' is not valid`);
  });

/** EC2 names a thing by its own id in an ARN, a key pair by its name. */
const arnOf = (call: Call, { type, id, arn, attributes }: Resource): string => {
  if (type === 'AWS::EC2::LaunchTemplate') return arn;
  const place = `arn:aws:ec2:${call.region}:${call.accountId}`;
  return type === 'AWS::EC2::KeyPair'
    ? `${place}:key-pair/${id}`
    : `${place}:elastic-ip/${jsonText(attributes['AllocationId']) || id}`;
};

const demandsOf = (action: string) => (call: Call) => {
  const asked = Object.entries(tagsFrom(call.input['Tags']));
  const context = Object.fromEntries(
    asked.map(([key, value]) => [`aws:RequestTag/${key}`, value] as const),
  );
  return needResources(call).map((resource) => ({
    action,
    resource: arnOf(call, resource),
    context,
  }));
};

const createTags = (call: Call): unknown => {
  const tags = tagsFrom(call.input['Tags']);
  for (const resource of needResources(call)) resource.tags = { ...resource.tags, ...tags };
  return {};
};

const deleteTags = (call: Call): unknown => {
  const gone = Object.entries(tagsFrom(call.input['Tags']));
  for (const resource of needResources(call))
    resource.tags = Object.fromEntries(
      Object.entries(resource.tags).filter(
        ([key, value]) => !gone.some(([name, was]) => name === key && was === value),
      ),
    );
  return {};
};

/** EC2: tags of addresses, key pairs and launch templates, added, overwritten and taken away. */
export const tagOperations: OperationTable = {
  CreateTags: { demands: demandsOf('ec2:CreateTags'), run: createTags },
  DeleteTags: { demands: demandsOf('ec2:DeleteTags'), run: deleteTags },
};
