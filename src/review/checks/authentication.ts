import { isMap, memberOf, type Value } from '../template/value.ts';
import { fail, pass, type NamedJudge, type Subject } from './judgement.ts';

const TYPE = 'AWS::CloudFormation::Authentication';
const CREDENTIALS = ['password', 'secretKey', 'accessKeyId'];

const entriesOf = (subject: Subject): readonly Value[] => {
  const section = memberOf(subject.resource.metadata, TYPE);
  return isMap(section) ? Object.values(section) : [];
};

const isTyped = (subject: Subject): boolean => subject.resource.type === TYPE;

/** True for a resource with credentials for cfn-init in its metadata. */
export const hasAuthentication: NamedJudge = (subject) =>
  isTyped(subject) || entriesOf(subject).length > 0 ? pass('it authenticates') : fail('');

/** What cfn-init authenticates with is a role, not credentials. */
export const noAuthentication: NamedJudge = (subject) => {
  const holds = entriesOf(subject).some((entry) =>
    CREDENTIALS.some((key) => memberOf(entry, key) !== undefined),
  );
  return isTyped(subject) || holds
    ? fail('credentials stand in the metadata')
    : pass('it uses a role');
};
