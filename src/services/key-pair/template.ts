import type { Template } from '../../plan/template.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { targetOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** A key pair with the public half that was given: AWS then makes no private one. */
export const keyPairTemplate = (context: DraftContext, publicKey: string): Template => {
  const name = targetOf(context.task);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Key pair ${name}`,
    Resources: {
      [logicalIdOf(name, 'KeyPair')]: {
        Type: 'AWS::EC2::KeyPair',
        Properties: {
          KeyName: name,
          PublicKeyMaterial: publicKey,
          Tags: tagList(context.tagsFor(name)),
        },
      },
    },
  };
};
