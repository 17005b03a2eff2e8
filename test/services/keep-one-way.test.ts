import { describe, expect, it } from 'vitest';
import type { DeployStep } from '../../src/plan/step.ts';
import type { Template } from '../../src/plan/template.ts';
import { keepOneWay } from '../../src/services/keep-one-way.ts';
import type { JsonObject } from '../../src/task/json.ts';

const database = (Properties: JsonObject, more: object = {}): Template => ({
  Resources: { Data: { Type: 'AWS::RDS::DBInstance', Properties } },
  ...more,
});

/** A step that changed these properties of the database. */
const changing = (...names: readonly string[]): DeployStep =>
  ({
    changes: [
      {
        action: 'change',
        logicalId: 'Data',
        type: 'AWS::RDS::DBInstance',
        isConditional: false,
        properties: names.map((name) => ({ path: `/Properties/${name}` })),
      },
    ],
  }) as unknown as DeployStep;

const stack = (template: Template, parameters: Record<string, string> = {}) => ({
  template,
  parameters,
});

const SIZED = { Parameters: { Size: { Type: 'String' }, Class: { Type: 'String' } } };
const bySize = database({ AllocatedStorage: { Ref: 'Size' } }, SIZED);

describe('a stack is set back but for what never goes back', () => {
  it.each([
    [
      'what can be set back is',
      changing('MultiAZ'),
      stack(database({ MultiAZ: false })),
      stack(database({ MultiAZ: true })),
      stack(database({ MultiAZ: false })),
    ],
    [
      'storage stays, the rest goes back',
      changing('AllocatedStorage', 'MultiAZ'),
      stack(database({ AllocatedStorage: '20', MultiAZ: false })),
      stack(database({ AllocatedStorage: '50', MultiAZ: true })),
      stack(database({ AllocatedStorage: '50', MultiAZ: false })),
    ],
    [
      'a version that was not named before',
      changing('EngineVersion'),
      stack(database({})),
      stack(database({ EngineVersion: '17.2' })),
      stack(database({ EngineVersion: '17.2' })),
    ],
    [
      'a size by a parameter stays with the parameter, the others go back',
      changing('AllocatedStorage', 'DBInstanceClass'),
      stack(bySize, { Size: '20', Class: 'small' }),
      stack(bySize, { Size: '50', Class: 'large' }),
      stack(bySize, { Size: '50', Class: 'small' }),
    ],
    [
      'a parameter that is left to its default now',
      changing('AllocatedStorage'),
      stack(bySize, { Size: '20' }),
      stack(bySize),
      stack(bySize),
    ],
  ])('%s', (_name, step, before, now, expected) => {
    expect(keepOneWay(step, before, now)).toEqual(expected);
  });
});
