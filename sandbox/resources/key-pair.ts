import { problem, type HandlerProblem, type Place, type TypeRow } from './model.ts';
import type { JsonObject } from '../../src/task/json.ts';

/** A public key as OpenSSH writes it, of a kind that EC2 takes. */
const keyProblem = ({
  properties,
}: {
  readonly properties: JsonObject;
}): HandlerProblem | undefined => {
  const key = properties['PublicKeyMaterial'];
  if (key === undefined) return undefined;
  return typeof key === 'string' && /^ssh-(rsa|ed25519) [A-Za-z0-9+/=]{60,}/.test(key)
    ? undefined
    : problem('InvalidRequest', 400, 'Key is not in valid OpenSSH public key format');
};

const hashOf = (text: string): string =>
  Array.from(text, (letter) => letter.charCodeAt(0))
    .reduce((sum, code) => (sum * 31 + code) % 0xff_ff_ff_ff, 7)
    .toString(16);

/** `AWS::EC2::KeyPair`. EC2 knows a pair by its name, and says an id of it beside. */
export const keyPair: TypeRow = {
  type: 'AWS::EC2::KeyPair',
  service: 'Ec2',
  tags: 'list',
  hasSystemTags: false,
  seconds: { create: 3, update: 3, delete: 3 },
  replaceOn: ['KeyFormat', 'KeyName', 'KeyType', 'PublicKeyMaterial', 'Tags'],
  nameProperty: 'KeyName',
  idOf: (name) => name,
  arnOf: (id, { region, accountId }: Place) => `arn:aws:ec2:${region}:${accountId}:key-pair/${id}`,
  attributesOf: (id) => ({ KeyPairId: `key-0${hashOf(id).padStart(16, '0')}` }),
  refuseCreate: keyProblem,
};
