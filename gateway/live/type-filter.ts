// Which event types a subscription wants: exact names, or a family as `card.*`. No list: all.

export type TypeFilter = (type: string) => boolean;

export function typeFilter(types: readonly string[] | undefined): TypeFilter {
  if (types === undefined || types.includes('*')) return () => true;
  const exact = new Set(types);
  const families = types.flatMap((type) => (type.endsWith('.*') ? [type.slice(0, -1)] : []));
  return (type) => exact.has(type) || families.some((family) => type.startsWith(family));
}
