import { DescribeChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { cfn, deploy, preview, previewer, stage, template } from './kit.ts';

const body = (InstanceType: string, description: string): string =>
  template({
    Launch: {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: { LaunchTemplateData: { InstanceType } },
    },
    Newest: {
      Type: 'AWS::SSM::Parameter',
      Properties: {
        Name: '/law/newest',
        Type: 'String',
        Value: { 'Fn::GetAtt': ['Launch', 'LatestVersionNumber'] },
      },
    },
    Which: {
      Type: 'AWS::SSM::Parameter',
      Properties: {
        Name: '/law/which',
        Type: 'String',
        Value: { Ref: 'Launch' },
        Description: description,
      },
    },
  });

/** What an update would change, by logical id, in the order of AWS. */
const changesTo = async (after: string) => {
  const at = stage();
  const { stackId } = await deploy(at, body('t3.micro', 'a'));
  const client = cfn(at, await previewer(at));
  const { id } = await preview(at, client, {
    StackName: stackId,
    ChangeSetName: 'cw-2',
    ChangeSetType: 'UPDATE',
    OnStackFailure: undefined,
    TemplateBody: after,
  });
  const found = await client.send(
    new DescribeChangeSetCommand({ ChangeSetName: id, IncludePropertyValues: true }),
  );
  return (found.Changes ?? []).map(({ ResourceChange }) => ResourceChange);
};

describe('an attribute that moves with a change in place', () => {
  it('shows what uses it as a change too, whose value is known after execution', async () => {
    const [launch, newest, ...others] = await changesTo(body('t3.small', 'a'));
    expect(launch).toMatchObject({ LogicalResourceId: 'Launch', Replacement: 'False' });
    expect(newest).toMatchObject({
      LogicalResourceId: 'Newest',
      Replacement: 'False',
      Details: [
        {
          Evaluation: 'Dynamic',
          ChangeSource: 'ResourceAttribute',
          CausingEntity: 'Launch',
          Target: {
            Path: '/Properties/Value',
            BeforeValue: '1',
            AfterValue: '{{changeSet:KNOWN_AFTER_APPLY}}',
          },
        },
      ],
    });
    expect(others).toEqual([]);
  });

  it('stays where nothing of its resource changes', async () => {
    const found = await changesTo(body('t3.micro', 'b'));
    expect(found.map((one) => one?.LogicalResourceId)).toEqual(['Which']);
  });
});
