import { nameProperty, physicalNameOf } from '../template/names.ts';
import { fail, pass, type NamedJudge } from './judgement.ts';

/** The physical name is left to CloudFormation. Types without a name pass. */
export const noExplicitName: NamedJudge = (subject) =>
  physicalNameOf(subject.resource) === undefined
    ? pass('the name is left to CloudFormation')
    : fail(`${nameProperty(subject.resource.type)} is set`);
