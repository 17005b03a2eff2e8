import { z } from 'zod';
import { Fault } from '../../../task/fault.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';
import type { DraftContext } from '../../service.ts';
import { textOf } from '../../task-values.ts';
import type { Ec2Facts, ImageFact, TypeFact } from '../facts-schema.ts';
import { DEFAULT_SYSTEM, systemOf } from '../systems.ts';

const typesSchema = z.object({
  InstanceTypes: z
    .array(
      z.object({
        InstanceType: z.string(),
        ProcessorInfo: z
          .object({ SupportedArchitectures: z.array(z.string()).nullish() })
          .nullish(),
      }),
    )
    .nullish(),
});

/** Null for a type that this region does not have: EC2 says so with an error of its own. */
const readType = async (
  reader: AwsReader,
  context: DraftContext,
  name: string,
): Promise<TypeFact | null> => {
  const input = { InstanceTypes: [name] };
  const call = { client: 'EC2', operation: 'DescribeInstanceTypes', region: context.region, input };
  const answer = await reader.read(call);
  if (!answer.ok) {
    if (/InvalidInstanceType|InvalidParameterValue/.test(answer.code)) return null;
    throw new Fault('unavailable', `EC2.DescribeInstanceTypes: ${answer.code}`);
  }
  const row = typesSchema.safeParse(answer.output).data?.InstanceTypes?.[0];
  if (row === undefined) return null;
  return { name, architectures: row.ProcessorInfo?.SupportedArchitectures ?? [] };
};

const parameterSchema = z.object({ Parameter: z.object({ Value: z.string() }) });

const readParameter = async (
  reader: AwsReader,
  context: DraftContext,
  name: string,
): Promise<string | undefined> => {
  const input = { Name: name };
  const call = { client: 'SSM', operation: 'GetParameter', region: context.region, input };
  return (await readParsed(reader, call, parameterSchema))?.Parameter.Value;
};

const imagesSchema = z.object({
  Images: z
    .array(
      z.object({
        ImageId: z.string(),
        Architecture: z.string().nullish(),
        RootDeviceName: z.string().nullish(),
        BlockDeviceMappings: z
          .array(
            z.object({
              DeviceName: z.string().nullish(),
              Ebs: z.object({ VolumeSize: z.number().nullish() }).nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

const DEFAULT_ROOT = '/dev/xvda';

const readImageById = async (
  reader: AwsReader,
  context: DraftContext,
  id: string,
): Promise<ImageFact | null> => {
  const input = { ImageIds: [id] };
  const call = { client: 'EC2', operation: 'DescribeImages', region: context.region, input };
  const image = (await readParsed(reader, call, imagesSchema))?.Images?.[0];
  if (image === undefined) return null;
  const rootDevice = image.RootDeviceName ?? DEFAULT_ROOT;
  const root = image.BlockDeviceMappings?.find((one) => one.DeviceName === rootDevice);
  return {
    id: image.ImageId,
    architecture: image.Architecture ?? '',
    rootDevice,
    rootSizeGb: root?.Ebs?.VolumeSize ?? 0,
  };
};

const imageIdOf = async (
  reader: AwsReader,
  context: DraftContext,
  type: TypeFact | null,
): Promise<string | undefined> => {
  const given = textOf(context.task, 'image');
  if (given !== undefined) return given;
  const system = systemOf(textOf(context.task, 'os') ?? DEFAULT_SYSTEM);
  const isArm = type?.architectures.includes('arm64') === true;
  const parameter = system?.parameter(isArm ? 'arm64' : 'x86_64');
  return parameter === undefined ? undefined : await readParameter(reader, context, parameter);
};

/** The instance type, and the image resolved to the id that is planned and stays planned. */
export const readTypeAndImage = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<Pick<Ec2Facts, 'type' | 'image'>> => {
  const name = textOf(context.task, 'instanceType');
  const type = name === undefined ? null : await readType(reader, context, name);
  if (context.task.taskType !== 'CreateResource') return { type, image: null };
  const id = await imageIdOf(reader, context, type);
  return { type, image: id === undefined ? null : await readImageById(reader, context, id) };
};
