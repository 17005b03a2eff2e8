/** How many times the size `large` a size costs. */
const FACTORS: Readonly<Record<string, number>> = {
  nano: 1 / 16,
  micro: 1 / 8,
  small: 1 / 4,
  medium: 1 / 2,
  large: 1,
  xlarge: 2,
};

/** How many of its family's `large` a type such as `m5.2xlarge` costs; undefined when not known. */
export const largesOf = (type: string): number | undefined => {
  const size = type.split('.')[1] ?? '';
  const many = /^([0-9]{1,2})xlarge$/.exec(size)?.[1];
  return many === undefined ? FACTORS[size] : Number(many) * 2;
};
