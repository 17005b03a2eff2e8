import { AwsError } from '../aws-error.ts';
import { textProperty } from '../resources/model.ts';
import type { Resource } from '../state.ts';
import { row, text, type Call, type OperationTable } from './call.ts';
import { ownResources } from './find.ts';

const TYPE = 'AWS::EC2::LaunchTemplate';

const nameOf = ({ id, properties }: Resource): string =>
  textProperty(properties, 'LaunchTemplateName') || id;

/** Only the newest version is kept: it is the default one as well. */
const versions = (call: Call): unknown => {
  const [id, name] = [text(call.input, 'LaunchTemplateId'), text(call.input, 'LaunchTemplateName')];
  const found = ownResources(call, TYPE).find((each) =>
    id === '' ? nameOf(each) === name : each.id === id,
  );
  if (found === undefined)
    throw new AwsError(
      `InvalidLaunchTemplate${id === '' ? 'Name' : 'Id'}.NotFoundException`,
      400,
      `The specified launch template, with template ${id === '' ? 'name' : 'ID'} ` +
        `${id || name}, does not exist.`,
    );
  return {
    LaunchTemplateVersions: [
      {
        LaunchTemplateId: found.id,
        LaunchTemplateName: nameOf(found),
        VersionNumber: 1,
        DefaultVersion: true,
        LaunchTemplateData: found.properties['LaunchTemplateData'],
      },
    ],
  };
};

/** EC2: what a launch template says. */
export const launchTemplateOperations: OperationTable = {
  DescribeLaunchTemplateVersions: row('ec2:DescribeLaunchTemplateVersions', () => '*', versions),
};
