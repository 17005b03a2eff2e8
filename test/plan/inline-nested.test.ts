import { describe, expect, it } from 'vitest';
import { inlineNested, nestedPaths } from '../../src/plan/nested/inline.ts';
import { parseTemplate } from '../../src/plan/parse-template.ts';
import type { Template } from '../../src/plan/template.ts';
import { taken } from '../services/samples.ts';

const parsed = (text: string): Template => taken(parseTemplate(text)).template;

const PARENT = `
Parameters:
  Stage: { Type: String }
Resources:
  Queues:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: queues.yaml
      Parameters: { Prefix: !Sub '\${Stage}-jobs', Days: 4 }
  Alarm:
    Type: AWS::CloudWatch::Alarm
    DependsOn: Queues
    Properties:
      Dimensions: [{ Name: QueueName, Value: !GetAtt Queues.Outputs.Name }]
      AlarmDescription: !Sub 'of \${Queues.Outputs.Name} in \${AWS::Region}'
Outputs:
  Queue: { Value: !GetAtt Queues.Outputs.Name }
`;
const CHILD = `
Parameters:
  Prefix: { Type: String }
  Days: { Type: Number, Default: 7 }
Conditions:
  IsLong: !Equals [!Ref Days, '14']
Mappings:
  Sizes: { a: { b: c } }
Resources:
  Main:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub '\${Prefix}-main'
      MessageRetentionPeriod: !If [IsLong, 1209600, !FindInMap [Sizes, a, b]]
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: !Ref Days }
  Dead: { Type: AWS::SQS::Queue, Condition: IsLong }
  Policy:
    Type: AWS::SQS::QueuePolicy
    DependsOn: [Main]
    Properties:
      Queues: [!Ref Main]
      PolicyDocument:
        Statement:
          - { Effect: Deny, Action: '*', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': false } } }
Outputs:
  Name: { Value: !GetAtt Main.QueueName, Export: { Name: main-queue } }
`;

const inline = (child = CHILD, parent = PARENT) =>
  inlineNested(parsed(parent), new Map([['Queues', parsed(child)]]));

describe('a nested template laid open', () => {
  it('names which files are nested; an address elsewhere is none', () => {
    expect([...nestedPaths(parsed(PARENT))]).toEqual([['Queues', 'queues.yaml']]);
    const far = PARENT.replace('queues.yaml', 'https://s3.amazonaws.com/b/k');
    expect(nestedPaths(parsed(far)).size).toBe(0);
  });

  it('stands in its parent under names of its own, and means the same', () => {
    const whole = taken(inline());
    expect(Object.keys(whole.Resources)).toEqual([
      'Alarm',
      'QueuesMain',
      'QueuesDead',
      'QueuesPolicy',
    ]);
    expect(whole.Resources['QueuesMain']?.Properties).toEqual({
      QueueName: {
        'Fn::Sub': ['${GivenPrefix}-main', { GivenPrefix: { 'Fn::Sub': '${Stage}-jobs' } }],
      },
      MessageRetentionPeriod: {
        'Fn::If': ['QueuesIsLong', 1_209_600, { 'Fn::FindInMap': ['QueuesSizes', 'a', 'b'] }],
      },
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': ['QueuesDead', 'Arn'] },
        maxReceiveCount: '4',
      },
    });
    expect(whole.Resources['QueuesDead']).toEqual({
      Type: 'AWS::SQS::Queue',
      Condition: 'QueuesIsLong',
    });
    expect(whole.Conditions).toEqual({ QueuesIsLong: { 'Fn::Equals': ['4', '14'] } });
    expect(whole.Mappings).toEqual({ QueuesSizes: { a: { b: 'c' } } });
  });

  it('what waited for the stack waits for all of it, and takes its outputs from it', () => {
    const whole = taken(inline());
    expect(whole.Resources['Alarm']).toMatchObject({
      DependsOn: ['QueuesMain', 'QueuesDead', 'QueuesPolicy'],
      Properties: {
        Dimensions: [{ Value: { 'Fn::GetAtt': ['QueuesMain', 'QueueName'] } }],
        AlarmDescription: { 'Fn::Sub': 'of ${QueuesMain.QueueName} in ${AWS::Region}' },
      },
    });
    expect(whole.Outputs).toMatchObject({
      Queue: { Value: { 'Fn::GetAtt': ['QueuesMain', 'QueueName'] } },
      QueuesName: { Export: { Name: 'main-queue' } },
    });
    expect(whole.Resources['QueuesPolicy']?.DependsOn).toEqual(['QueuesMain']);
  });

  it('a condition of a policy stays what it is', () => {
    const policy = taken(inline()).Resources['QueuesPolicy']?.Properties?.['PolicyDocument'];
    expect(JSON.stringify(policy)).toContain('"Condition":{"Bool":{"aws:SecureTransport":false}}');
  });

  it.each<readonly [string, string, string, unknown]>([
    [
      'a variable of the name of what the parent gives',
      "['${Prefix}-${Stage}', { Stage: x }]",
      'Prefix: !Ref Stage',
      ['${GivenPrefix}-${Stage}', { Stage: 'x', GivenPrefix: { Ref: 'Stage' } }],
    ],
    [
      'a variable of the name of a part',
      "['${Dead}-${QueuesDead}', { QueuesDead: x }]",
      "Prefix: 'p'",
      ['${GivenDead}-${QueuesDead}', { QueuesDead: 'x', GivenDead: { Ref: 'QueuesDead' } }],
    ],
    [
      'a variable of the name of a new one',
      "['${Prefix}-${GivenPrefix}', { GivenPrefix: x }]",
      "Prefix: !Sub '${Stage}-jobs'",
      [
        '${GivenPrefix2}-${GivenPrefix}',
        { GivenPrefix: 'x', GivenPrefix2: { 'Fn::Sub': '${Stage}-jobs' } },
      ],
    ],
  ])('%s keeps its meaning', (_name, text, given, expected) => {
    const child = CHILD.replace("'${Prefix}-main'", text);
    const parent = PARENT.replace("Prefix: !Sub '${Stage}-jobs'", given);
    const { Properties } = taken(inline(child, parent)).Resources['QueuesMain'] ?? {};
    expect(Properties?.['QueueName']).toEqual({ 'Fn::Sub': expected });
  });

  it('a parameter of every object that is not given has its default', () => {
    const child = CHILD.replace('  Days:', '  constructor: { Type: String, Default: x }\n  Days:');
    expect(inline(child).ok).toBe(true);
  });

  const with1 = (from: string, to: string) => [CHILD.replace(from, to), PARENT] as const;
  const with2 = (from: string, to: string) => [CHILD, PARENT.replace(from, to)] as const;
  it.each<readonly [string, readonly [string, string], RegExp]>([
    ['its own name', with1("'${Prefix}-main'", "'${AWS::StackName}'"), /names its own stack/],
    ['a transform', with1('\nParameters', '\nTransform: AWS::SAM\nParameters'), /has Transform/],
    ['a hidden value', with1('{ Type: String }', '{ Type: String, NoEcho: true }'), /is NoEcho/],
    ['no value', with2("Prefix: !Sub '${Stage}-jobs', ", ''), /parameter Prefix has no value/],
    ['a strange value', with2('Days: 4', 'Weeks: 4'), /has no parameter Weeks/],
    ['a value that is too long, maybe', with1('Default: 7', 'MaxLength: 3'), /is allowed/],
    ['a value that is too large, maybe', with1('Default: 7', 'MaxValue: 3'), /is allowed/],
    ['a value that is too small, maybe', with1('Default: 7', 'MinValue: 5'), /is allowed/],
    [
      'a reference where values are listed',
      with1('{ Type: String }', '{ Type: String, AllowedValues: [a-jobs] }'),
      /value of Prefix is allowed/,
    ],
    [
      'a reference where values have a form',
      with1('{ Type: String }', "{ Type: String, AllowedPattern: '[a-z]+' }"),
      /value of Prefix is allowed/,
    ],
    ['what waits for a map', with1('DependsOn: [Main]', 'DependsOn: { a: 1 }'), /is no list/],
    ['what waits for a number', with1('DependsOn: [Main]', 'DependsOn: [5]'), /not written out/],
    ['what waits so in its parent', with2('DependsOn: Queues', 'DependsOn: 5'), /is no list/],
    ['a text without its list', with1("'${Prefix}-main'", "['${Prefix}']"), /no list of variables/],
    ['a parameter of every object', with2('Days: 4', 'toString: 4'), /no parameter toString/],
    ['no value of every object', with1('  Days:', '  constructor:'), /has no parameter Days/],
    [
      'an output of every object',
      with2('Queues.Outputs.Name }]', 'Queues.Outputs.constructor }]'),
      /no output constructor/,
    ],
    ['a value off its list', with1('Default: 7', "AllowedValues: ['7']"), /is allowed/],
    [
      'an odd type',
      with1('{ Type: String }', "{ Type: 'AWS::SSM::Parameter::Name' }"),
      /can not be/,
    ],
    ['tags', with2('TemplateURL', 'Tags: []\n      TemplateURL'), /its Tags would be lost/],
    [
      'a condition',
      with2(
        '    Properties:\n      TemplateURL',
        '    Condition: X\n    Properties:\n      TemplateURL',
      ),
      /its Condition would be lost/,
    ],
    ['no such output', with2('Queues.Outputs.Name }]', 'Queues.Outputs.Url }]'), /no output Url/],
    ['its id', with2('!GetAtt Queues.Outputs.Name }]', '!Ref Queues }]'), /the id of the nested/],
    [
      'an output with a condition',
      with1('Name: { Value', 'Name: { Condition: IsLong, Value'),
      /has a condition/,
    ],
    ['names that meet', with2('  Alarm:', '  QueuesMain:'), /two parts would be called QueuesMain/],
  ])('%s is refused', (_name, [child, parent], because) => {
    const decided = inline(child, parent);
    expect(decided.ok ? 'laid open' : decided.refusal.because).toMatch(because);
  });
});
